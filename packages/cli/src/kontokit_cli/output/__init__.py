"""
Writes rows: a table for people, JSON and CSV for programs. Only data is on stdout.
"""
