"""
Reads a public RSA key from the formats that providers publish.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

import attrs
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
    load_pem_public_key,
)

from ..core.exceptions import KeyRefusedError

_T = TypeVar("_T")

_SMALLEST_SIZE: Final = 2048
_SMALLEST_EXPONENT: Final = 65537

_BEGIN: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----")
_BLOCK: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----.*?-----END \1-----", re.DOTALL)
_PRIVATE: Final = re.compile(
    rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY|---- BEGIN SSH2 ENCRYPTED|PuTTY-User-Key-File"
)
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_DER: Final = b"\x30"

_EXPONENT: Final = f"its exponent is not {_SMALLEST_EXPONENT} or a larger odd number"
_PRIVATE_KEY: Final = "this is a private key; keep it secret. Pass the public key or certificate"
_NEITHER: Final = (
    "this is neither PEM nor DER; pass the content of the file with the key or certificate"
)
_DAMAGED: Final = "this is not a whole public key or X.509 certificate; it is damaged or cut off"


@attrs.frozen(kw_only=True)
class PublicKey:
    """
    A public RSA key that is strong enough.
    """

    key: RSAPublicKey
    fingerprint: str
    """SHA-256 of the key's SubjectPublicKeyInfo, in 64 hexadecimal digits."""
    expired: datetime | None
    """When the certificate around the key has expired, or None if it has not."""


def read_public_key(data: bytes | str) -> PublicKey:
    """
    Read a public RSA key.

    Args:
        data: SubjectPublicKeyInfo, PKCS#1 or an X.509 certificate, as PEM or DER. The chain of
            a certificate is not checked, nor who signed it.

    Raises:
        KeyRefusedError: It is not a public RSA key that is strong enough. The caller has to scrub
            the traceback, because the data may be a private key by mistake.
    """
    if isinstance(data, str):
        data = data.encode(errors="replace")
    if not isinstance(data, bytes):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise KeyRefusedError("pass a key as bytes or str, as its file has them")
    if not data.strip():
        raise KeyRefusedError("the key is empty")
    # First of all, because a private key may also parse as something else.
    if _PRIVATE.search(data):
        raise KeyRefusedError(_PRIVATE_KEY)
    if _BEGIN.search(data):
        return _from_pem(data)
    if data.startswith(_DER):
        return _from_der(data)
    raise KeyRefusedError("this is a web page, not a key" if _MARKUP.match(data) else _NEITHER)


def _from_pem(data: bytes) -> PublicKey:
    if len(_BEGIN.findall(data)) > 1:
        raise KeyRefusedError("there are several keys or certificates; pass the one to encrypt for")
    block = _BLOCK.search(data)
    if block is None:
        raise KeyRefusedError(_DAMAGED)
    match block[1]:
        case b"PUBLIC KEY" | b"RSA PUBLIC KEY":
            return _checked(_asking(lambda: load_pem_public_key(block[0])))
        case b"CERTIFICATE" | b"X509 CERTIFICATE":
            return _certified(_asking(lambda: x509.load_pem_x509_certificate(block[0])))
        case _:
            raise KeyRefusedError("the PEM block is neither a public key nor an X.509 certificate")


def _from_der(data: bytes) -> PublicKey:
    if _is_private(data):
        raise KeyRefusedError(_PRIVATE_KEY)
    try:
        certificate = x509.load_der_x509_certificate(data)
    except ValueError:
        return _checked(_asking(lambda: load_der_public_key(data)))
    return _certified(certificate)


def _is_private(data: bytes) -> bool:
    try:
        load_der_private_key(data, password=None)
    except TypeError:  # a password is needed
        return True
    except (ValueError, UnsupportedAlgorithm):
        return False
    return True


def _certified(certificate: x509.Certificate) -> PublicKey:
    found = _checked(_asking(certificate.public_key))
    end = certificate.not_valid_after_utc
    return attrs.evolve(found, expired=end if end < datetime.now(UTC) else None)


def _checked(key: object) -> PublicKey:
    if not isinstance(key, RSAPublicKey):
        raise KeyRefusedError("this is not an RSA key")
    if key.key_size < _SMALLEST_SIZE:
        raise KeyRefusedError(
            f"the RSA key has {key.key_size} bits; at least {_SMALLEST_SIZE} bits are required"
        )
    exponent = key.public_numbers().e
    if exponent < _SMALLEST_EXPONENT or exponent % 2 == 0:
        raise KeyRefusedError(f"the RSA key cannot be used: {_EXPONENT}")
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return PublicKey(key=key, fingerprint=hashlib.sha256(info).hexdigest(), expired=None)


def _asking(load: Callable[[], _T]) -> _T:
    try:
        return load()
    except UnsupportedAlgorithm:
        raise KeyRefusedError("this is not an RSA key") from None
    except ValueError as error:
        # Newer versions of the library check the exponent themselves.
        is_exponent = str(error).startswith("e must be")
        trouble = f"the RSA key cannot be used: {_EXPONENT}" if is_exponent else _DAMAGED
        raise KeyRefusedError(trouble) from None
