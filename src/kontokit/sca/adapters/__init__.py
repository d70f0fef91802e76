"""
How each API asks for SCA: repeated calls, hypermedia, web forms.
"""
