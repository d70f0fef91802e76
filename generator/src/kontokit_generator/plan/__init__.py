"""
The view models of the templates, and how a document becomes them.
"""
