"""
Documents that others have written: OpenAPI 2.0 and 3.0 too, taken as they are.
"""
