"""
The state of finAPI: clients, users, banks, orders and web forms. It imports no handlers.
"""
