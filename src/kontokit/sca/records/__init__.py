"""
Flows as JSON records without secrets, which another process can resume.
"""
