"""
The commands of ``kontokit-sandbox``.
"""
