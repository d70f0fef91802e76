"""
Signing in against the token endpoints of the sandbox, which count.
"""
