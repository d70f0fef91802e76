"""
OpenAPI overlays, and the ``x-kontokit-*`` extensions that they add to a document.
"""
