"""
Flows as JSON records without secrets.
"""
