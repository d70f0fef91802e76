"""
The bank accounts of the sandbox and their rows, which all providers show.
"""
