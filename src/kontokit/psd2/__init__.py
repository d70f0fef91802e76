"""
PSD2 rules: consents, the limit of unattended reads, and the user's IP address.
"""
