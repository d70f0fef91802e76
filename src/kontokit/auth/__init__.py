"""
Signing in: which token a call needs, how it is made, and when it is renewed. Nothing here does I/O.

A flow (``kontokit.auth.token_refresh``) is a generator of steps; the clients carry the steps out,
blocking or with ``await``.
"""
