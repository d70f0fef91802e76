"""
BANKSapi BANKS/Connect of the sandbox.
"""

from .credentials import (
    CERTIFICATE,
    CERTIFICATE_FILE,
    CLIENT_NAME,
    CLIENT_PASSWORD,
    DEMO_PROVIDER,
    TENANT,
    USER_NAME,
    USER_PASSWORD,
)
from .service import BanksapiService
from .state.credential_decryption import ciphertext

__all__ = [
    "CERTIFICATE",
    "CERTIFICATE_FILE",
    "CLIENT_NAME",
    "CLIENT_PASSWORD",
    "DEMO_PROVIDER",
    "TENANT",
    "USER_NAME",
    "USER_PASSWORD",
    "BanksapiService",
    "ciphertext",
]
