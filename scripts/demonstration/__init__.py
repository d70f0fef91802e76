"""
The main job of every client from end to end, against the bank in a box. Run by `scripts/demo`.
"""
