# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The operations of finAPI Web Form 2.0, a module for each tag.
"""
