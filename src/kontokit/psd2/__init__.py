"""
What PSD2 demands of a program: consents, limits of unattended reads, the client's IP address.
"""
