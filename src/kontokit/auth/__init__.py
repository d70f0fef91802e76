"""
Authentication: credentials, token grants, token refresh and the token cache. No I/O.

A flow (``kontokit.auth.token_refresh``) is a generator of steps; the token managers execute the
steps, blocking or with ``await``.
"""
