"""
Orders that the banks have taken: what becomes of them, and how often they were carried out.
"""
