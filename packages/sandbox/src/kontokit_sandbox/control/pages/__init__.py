"""
The control page: what the control API can do, for a person with a browser.
"""
