"""
Between sources and wheels: reproducible builds, lists of components, and the search for secrets.
"""
