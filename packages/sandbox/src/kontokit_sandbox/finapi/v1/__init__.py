"""
Features of finAPI Access v1 only: its field names, web forms and SEPA operations.
"""
