"""
HTTP messages, URLs and headers, and the transport that sends them.
"""
