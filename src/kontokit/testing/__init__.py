"""
Help for tests of programs that use kontokit: checks for a transport of your own.

:mod:`kontokit.testing.conformance` holds the rules that every transport must keep.
"""
