"""
What the pytest plugin needs once a test uses it.
"""
