"""
Credentials that BANKSapi accepts from the start.
"""

from __future__ import annotations

from importlib.resources import files

TENANT = "demotenant"
"""The only tenant."""

CLIENT_NAME = "demotenant/demo-client"
"""The name of the client in Basic authentication; the slash belongs to it."""

CLIENT_PASSWORD = "sandbox-client-secret"  # noqa: S105 - it opens nothing but the sandbox
"""The secret of the client."""

USER_NAME = "erika.beispiel"
"""A user that is there from the beginning."""

USER_PASSWORD = "Beispiel-Wort-2024"  # noqa: S105
"""The password of that user."""

USER_ID = "8fb65b0e-9418-412d-9865-b960ef81b43f"
"""The id of that user."""

DEMO_PROVIDER = "00000000-0000-0000-0000-000000000000"
"""The only provider for which bank accesses can be added."""

CERTIFICATE_FILE = files("kontokit_sandbox.banksapi") / "certificate.pem"
"""The path of the certificate."""

CERTIFICATE = CERTIFICATE_FILE.read_text("ascii")
"""The tenant's certificate in PEM; credentials are encrypted with its key."""
