# Made from specs/bankimport by `python -m generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The operations of Bankimport, a module for each tag.
"""
