"""
Flicker codes: the side that shows them, and the side of the device that reads them.

Written from the standard (HHD_UC 1.3 and 1.4), and not with the code of any client.
"""
