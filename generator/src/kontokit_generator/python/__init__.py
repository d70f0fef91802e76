"""
How things are written in Python: names, types and docstrings.
"""
