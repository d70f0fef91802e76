"""
Tests of encryption: of credentials, of a provider's answers and of kept records.
"""
