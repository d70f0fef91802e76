"""
The sync and async clients, their paginators, and user management.
"""
