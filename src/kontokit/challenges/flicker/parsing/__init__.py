"""
Reads flicker codes: detects the format, parses HHD challenges and wire codes.
"""
