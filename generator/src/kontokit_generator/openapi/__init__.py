"""
OpenAPI documents as the generator reads them: YAML, JSON trees, objects, schemas, findings.
"""
