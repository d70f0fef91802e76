"""
Refreshes bank connections every night.
"""
