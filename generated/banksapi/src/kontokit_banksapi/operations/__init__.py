# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The operations of BANKSapi BANKS/Connect, a module for each tag.
"""
