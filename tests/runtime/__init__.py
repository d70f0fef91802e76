"""
Tests of the hand-written runtime, over real loopback HTTP.
"""
