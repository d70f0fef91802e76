"""
The pages of the reference site that are made from what is there. Run by ``mkdocs.yml``.
"""
