"""
The sync and async clients, paginators, and user management.
"""
