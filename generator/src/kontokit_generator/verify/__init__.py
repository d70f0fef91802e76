"""
Reads a built package back and compares it with its document.
"""
