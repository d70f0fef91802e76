"""
The state machine of a flow: state, events and transitions. No I/O.
"""
