"""
How finAPI's test banks sign a user in: credentials, challenges and redirects.
"""
