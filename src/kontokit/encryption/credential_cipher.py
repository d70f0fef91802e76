"""
Encryption of credentials (PINs) for a provider, with its public RSA key.
"""

from __future__ import annotations

import hmac
import re
import warnings
from base64 import b64encode
from collections.abc import Mapping
from enum import Enum
from typing import Final, final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import (
    MGF1,
    OAEP,
    AsymmetricPadding,
    PKCS1v15,
)
from cryptography.hazmat.primitives.hashes import SHA1, SHA256

from ..core.exceptions import (
    ArgumentError,
    CertificateExpiredWarning,
    ConfigurationError,
    CredentialTooLongError,
    KeyRefusedError,
)
from ..core.secret import Secret, reveal
from ..core.tracebacks import ScrubsTracebacks
from .public_keys import PublicKey, read_public_key

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")


class Padding(Enum):
    """
    How a credential is padded before RSA. The provider has to undo the same.
    """

    OAEP_SHA1 = "oaep-sha1"
    """RSA-OAEP with SHA-1, MGF1-SHA-1 and an empty label, as in the provider's own client."""
    OAEP_SHA256 = "oaep-sha256"
    """RSA-OAEP with SHA-256, MGF1-SHA-256 and an empty label."""
    PKCS1_V15 = "pkcs1-v1.5"
    """The padding of PKCS#1 v1.5. Only where the provider asks for it in writing."""


_SCHEMES: Final[Mapping[Padding, AsymmetricPadding]] = {
    Padding.OAEP_SHA1: OAEP(mgf=MGF1(SHA1()), algorithm=SHA1(), label=None),  # noqa: S303  # as the provider wants it
    Padding.OAEP_SHA256: OAEP(mgf=MGF1(SHA256()), algorithm=SHA256(), label=None),
    Padding.PKCS1_V15: PKCS1v15(),
}
# RFC 8017: OAEP needs two hashes and two bytes, PKCS#1 v1.5 eleven bytes.
_OVERHEAD: Final[Mapping[Padding, int]] = {
    Padding.OAEP_SHA1: 42,
    Padding.OAEP_SHA256: 66,
    Padding.PKCS1_V15: 11,
}


@final
class CredentialCipher(ScrubsTracebacks):
    """
    Encrypts credentials so that only the provider can read them.

    Create it with ``from_pem``. Each value is encrypted on its own; equal values have different
    ciphertexts.
    """

    __slots__ = ("_found", "_padding")

    def __init__(self, key: PublicKey, *, padding: Padding) -> None:
        self._found = key
        self._padding = padding

    @classmethod
    def from_pem(
        cls,
        data: bytes | str,
        *,
        padding: Padding = Padding.OAEP_SHA1,
        fingerprint: str | None = None,
    ) -> CredentialCipher:
        """
        Create a cipher from the provider's public key.

        Args:
            data: The content of the file with the key: an X.509 certificate, a public key
                (SubjectPublicKeyInfo) or a PKCS#1 key, as PEM or DER. The chain of a
                certificate is not checked; an expired one emits a ``CertificateExpiredWarning``.
            padding: The padding that the provider expects; by default that of its own client.
            fingerprint: The SHA-256 of the key's SubjectPublicKeyInfo, obtained in another
                way, in hexadecimal digits with or without colons. Any other key is refused.

        Returns:
            The cipher.

        Raises:
            KeyRefusedError: This is not an RSA key of at least 2048 bits with an exponent of 65537
                or a larger odd number, or not the key of that fingerprint.
            ConfigurationError: The padding or the fingerprint is not of its kind.
        """
        found = read_public_key(data)
        _check_usable(found, padding)
        if fingerprint is not None:
            _check_pinned(found, fingerprint)
        if found.expired is not None:
            text = f"the certificate to encrypt with expired on {found.expired.date()}"
            # Level 3 is the caller; level 2 is the wrapper that scrubs tracebacks.
            warnings.warn(text, CertificateExpiredWarning, stacklevel=3)
        return cls(found, padding=padding)

    @property
    def fingerprint(self) -> str:
        """
        The SHA-256 of the key's SubjectPublicKeyInfo, in 64 hexadecimal digits.
        """
        return self._found.fingerprint

    @property
    def key_size(self) -> int:
        """
        The length of the key in bits.
        """
        return self._found.key.key_size

    @property
    def limit(self) -> int:
        """
        The most bytes of UTF-8 that a value may have.
        """
        return (self.key_size + 7) // 8 - _OVERHEAD[self._padding]

    def encrypt(self, value: str | Secret) -> str:
        """
        Encrypt one value.

        Args:
            value: The bare value, such as a PIN. It is encrypted as UTF-8.

        Returns:
            The ciphertext as one line of Base64. It can be used in place of the value, so keep it
            secret.

        Raises:
            CredentialTooLongError: The value has more bytes than ``limit``.
            ArgumentError: The value is not a str of valid Unicode.
        """
        return self._encrypted(value, "value").reveal()

    def encrypt_credentials(self, credentials: Mapping[str, str | Secret]) -> dict[str, Secret]:
        """
        Encrypt every value of a map of credentials.

        Args:
            credentials: Field names and bare values. The names stay as they are.

        Returns:
            A new map with the same names, in the same order, for the API's ``credentials``.

        Raises:
            CredentialTooLongError: A value has more bytes than ``limit``.
            ArgumentError: A value is not a str of valid Unicode, or this is not a mapping.
        """
        if not isinstance(credentials, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise ArgumentError(
                "credentials must be a mapping of names to values", place="credentials"
            )
        return {
            name: self._encrypted(value, f"credentials.{name}")
            for name, value in credentials.items()
        }

    def _encrypted(self, value: str | Secret, place: str) -> Secret:
        try:
            plain = str.encode(reveal(value))
        except TypeError:
            raise ArgumentError("a credential must be a str or a Secret", place=place) from None
        except UnicodeEncodeError:
            raise ArgumentError("the text is not valid Unicode", place=place) from None
        if len(plain) > self.limit:
            raise CredentialTooLongError(self.limit, place=place)
        return Secret(b64encode(self._found.key.encrypt(plain, _SCHEMES[self._padding])).decode())

    def __repr__(self) -> str:
        return (
            f"CredentialCipher(padding={self._padding.name}, key_size={self.key_size},"
            f" fingerprint={self.fingerprint!r})"
        )


def _check_usable(found: PublicKey, padding: Padding) -> None:
    if not isinstance(padding, Padding):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError("padding must be a member of kontokit.encryption.Padding")
    try:
        found.key.encrypt(b"", _SCHEMES[padding])
    except (ValueError, UnsupportedAlgorithm):
        raise KeyRefusedError(
            "the RSA key cannot be used: nothing can be encrypted with it"
        ) from None


def _check_pinned(found: PublicKey, fingerprint: str) -> None:
    pinned = fingerprint.replace(":", "").strip().lower()
    if not _FINGERPRINT.fullmatch(pinned):
        raise ConfigurationError("the fingerprint is not a SHA-256 in hexadecimal digits")
    if not hmac.compare_digest(pinned, found.fingerprint):
        raise KeyRefusedError(
            "the key does not match the fingerprint; pass the SHA-256 of its"
            " SubjectPublicKeyInfo, not of the certificate"
        )
