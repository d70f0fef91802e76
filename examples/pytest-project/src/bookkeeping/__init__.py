"""
The program that is tested.
"""
