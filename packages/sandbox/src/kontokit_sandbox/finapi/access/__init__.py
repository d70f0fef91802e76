"""
Handlers of finAPI Access, one module for each kind of resource.
"""
