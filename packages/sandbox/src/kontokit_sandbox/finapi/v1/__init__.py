"""
What only finAPI Access v1 has: other names of fields, its web forms and its SEPA calls.
"""
