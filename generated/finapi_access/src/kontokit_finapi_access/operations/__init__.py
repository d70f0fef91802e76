# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The operations of finAPI Access, a module for each tag.
"""
