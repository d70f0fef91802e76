"""
Tests of the stores, with real files, databases, processes and a real Redis.
"""
