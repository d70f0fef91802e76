"""
The state machine of a flow: state, events, transitions. Nothing here does I/O.
"""
