"""
The state of BANKSapi: users, tokens, bank accesses and orders. It imports no handlers.
"""
