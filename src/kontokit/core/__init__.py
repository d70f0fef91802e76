"""
What every other package stands on: exceptions, secrets, clocks, locks. Standard library and attrs
only.
"""
