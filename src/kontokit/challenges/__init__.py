"""
What a bank shows a user: texts, images, documents and flicker codes.
"""
