"""
Handlers of BANKSapi's operations, and its pages.
"""
