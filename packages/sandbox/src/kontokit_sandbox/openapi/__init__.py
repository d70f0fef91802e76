"""
OpenAPI documents: finding operations, and validating requests and responses.
"""
