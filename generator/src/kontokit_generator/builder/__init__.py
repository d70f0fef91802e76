"""
From specs/ to generated/: prepare the document, build the package aside, swap it in, lock it.
"""
