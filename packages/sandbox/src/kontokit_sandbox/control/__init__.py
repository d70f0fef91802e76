"""
The control API of the sandbox, ``/_sandbox/api``: what its Python class can do, over HTTP.

Each module has the handlers of one resource; their operations are described in
``openapi/<module>.json``, and :mod:`.resources` lists them.
"""
