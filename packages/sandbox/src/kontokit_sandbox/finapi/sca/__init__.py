"""
Sign-in at finAPI's test banks: credentials, challenges and redirects.
"""
