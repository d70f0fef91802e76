"""
The OpenAPI documents: finding operations, and checking requests and responses against them.
"""
