"""
From a call to its result: prepare, authorise, send, parse.
"""
