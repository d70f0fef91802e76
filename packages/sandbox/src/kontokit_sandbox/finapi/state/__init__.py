"""
What the sandbox knows of finAPI's clients, users, banks, orders and forms; no handlers.
"""
