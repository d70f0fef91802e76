"""
Tests of strong customer authentication.
"""
