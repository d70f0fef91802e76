"""
The flow that a caller holds, and what executes its commands.
"""
