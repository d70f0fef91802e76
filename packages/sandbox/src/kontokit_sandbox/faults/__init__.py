"""
Faults on demand: what can go wrong with a request, its answer, the bank behind it, or a webhook.
"""
