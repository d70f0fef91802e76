"""
JSON in and out, requests built, responses parsed.
"""
