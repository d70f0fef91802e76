"""
Sends the notifications of all providers, for real and only on this machine.
"""
