"""
What the sandbox knows of BANKSapi's users, tokens, bank accesses and orders; no handlers.
"""
