"""
HTTP servers, the ASGI application, the request log and the controls for tests.
"""
