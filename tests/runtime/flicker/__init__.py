"""
Tests of flicker codes: of reading them, and of all the ways to show them.
"""
