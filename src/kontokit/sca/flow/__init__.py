"""
The flow that a caller holds: its commands, and the executor of its actions.
"""
