"""
Builds client packages from OpenAPI documents. Run as ``python -m kontokit_generator``.
"""
