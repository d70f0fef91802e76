"""
Turns a drift report into a patch of the documents.
"""
