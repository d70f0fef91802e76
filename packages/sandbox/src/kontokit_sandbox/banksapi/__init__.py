"""
BANKSapi BANKS/Connect in the box.
"""

from .ciphertext import ciphertext
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
