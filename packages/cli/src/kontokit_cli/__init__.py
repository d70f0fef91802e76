"""
The command ``kontokit``: accounts, transactions and payments through any API that kontokit knows.
"""
