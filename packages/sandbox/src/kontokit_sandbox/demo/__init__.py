"""
Made-up data that all providers share.
"""
