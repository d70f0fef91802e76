"""
The pages that a person meets: banks, web forms, the phone and the reader.
"""
