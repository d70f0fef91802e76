"""
Credentials that finAPI accepts from the start.
"""

from __future__ import annotations

__all__ = [
    "ADMIN_ID",
    "ADMIN_SECRET",
    "CLIENT_ID",
    "CLIENT_SECRET",
    "DATA_DECRYPTION_KEY",
    "USER_ID",
    "USER_PASSWORD",
]

CLIENT_ID = "5d2b1c8e-0f4a-4b6d-9c3e-7a1f2e3d4c5b"
CLIENT_SECRET = "sandbox-finapi-client-secret-of-2024"  # noqa: S105 - it opens nothing but the sandbox
ADMIN_ID = "a81c3e5f-2b4d-4f60-8192-a3b4c5d6e7f8"
ADMIN_SECRET = "sandbox-finapi-admin-secret-of--2024"  # noqa: S105 - it opens nothing but the sandbox
USER_ID = "erika"
USER_PASSWORD = "Beispiel-Wort-2024"  # noqa: S105 - it opens nothing but the sandbox
DATA_DECRYPTION_KEY = "00112233445566778899aabbccddeeff"
