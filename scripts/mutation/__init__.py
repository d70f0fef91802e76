"""
Mutation testing of the rules of SCA outcomes. Run by ``tox -e mutation``.
"""
