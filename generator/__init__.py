"""
From OpenAPI documents to client packages; used at build time only, run as ``python -m generator``.
"""
