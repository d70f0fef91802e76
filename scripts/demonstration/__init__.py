"""
Every client from end to end, against the sandbox. Run by `scripts/demo`.
"""
