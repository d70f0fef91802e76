"""
Keeps the state of a sandbox in SQLite: from turn to turn in its file, and as saves and snapshots.
"""
