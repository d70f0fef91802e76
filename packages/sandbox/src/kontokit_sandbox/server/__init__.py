"""
HTTP servers, the ASGI application and what tests control and see of them.
"""
