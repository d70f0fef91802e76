"""
From a document to the files of its package: templates and datamodel-code-generator.
"""
