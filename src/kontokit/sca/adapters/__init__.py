"""
The adapters, one for each way in which an API asks for SCA: repeated calls, hypermedia, web forms.
"""
