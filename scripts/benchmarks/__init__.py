"""
Benchmarks. Run by ``scripts/bench``.
"""
