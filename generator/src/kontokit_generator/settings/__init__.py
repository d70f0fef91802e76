"""
What a project says of its APIs and packages: ``kontokit-generate.toml``, or words of a command.
"""
