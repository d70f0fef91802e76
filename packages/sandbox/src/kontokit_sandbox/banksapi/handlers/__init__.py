"""
Handlers of BANKSapi's operations, and the pages that are no operation.
"""
