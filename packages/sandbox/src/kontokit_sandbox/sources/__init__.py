"""
Where the behaviour of the sandbox comes from: a document, or the sandbox itself.
"""
