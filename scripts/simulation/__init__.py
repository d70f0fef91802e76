"""
A night of a fleet in simulated time: the rules of ``kontokit_fleet``, and everything else made up.
"""
