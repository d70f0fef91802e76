"""
Keys and certificates for tests, good and bad, written without asking whether they make sense.
"""

from __future__ import annotations

import random
from base64 import encodebytes
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding as paddings
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from kontokit.encryption import DataDecryptionKey, Padding

KEY = bytes(range(32))
DATA_KEY_DIGITS = "00112233445566778899aabbccddeeff"
DATA_KEY = DataDecryptionKey(DATA_KEY_DIGITS)
DERIVED_AES_KEY = "ee0a8ebd9775475a36dc47073afd5155"
"""The AES key that both sides derive from those digits."""
RSA_ENCRYPTION = bytes.fromhex("300d06092a864886f70d0101010500")


def modulus(bits: int) -> int:
    """
    An odd number of so many bits, always the same. No one knows its factors.
    """
    return random.Random(bits).getrandbits(bits) | 1 << (bits - 1) | 1


def pkcs1(n: int, e: int = 65537) -> bytes:
    """
    An RSA public key as PKCS#1, in DER.
    """
    return _tagged(0x30, _integer(n) + _integer(e))


def spki(n: int, e: int = 65537) -> bytes:
    """
    An RSA public key as SubjectPublicKeyInfo, in DER.
    """
    return _tagged(0x30, RSA_ENCRYPTION + _tagged(0x03, b"\0" + pkcs1(n, e)))


def pem(label: str, der: bytes) -> bytes:
    """
    The same in PEM.
    """
    return f"-----BEGIN {label}-----\n{encodebytes(der).decode()}-----END {label}-----\n".encode()


def certificate(
    key: CertificatePublicKeyTypes, signer: RSAPrivateKey, *, ends: int = 2118
) -> bytes:
    """
    A certificate around any public key, in DER.
    """
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "kontokit test")])
    begin, end = datetime(2019, 1, 1, tzinfo=UTC), datetime(ends, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key, 7, begin, end)
    return builder.sign(signer, SHA256()).public_bytes(Encoding.DER)


def private_forms(key: RSAPrivateKey) -> dict[str, bytes]:
    """
    A private RSA key in every form in which it may be given by mistake.
    """
    pkcs8, old = PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL
    plain, locked = NoEncryption(), BestAvailableEncryption(b"kennwort")
    return {
        "PKCS#1 PEM": key.private_bytes(Encoding.PEM, old, plain),
        "PKCS#1 PEM, encrypted": key.private_bytes(Encoding.PEM, old, locked),
        "PKCS#1 DER": key.private_bytes(Encoding.DER, old, plain),
        "PKCS#8 PEM": key.private_bytes(Encoding.PEM, pkcs8, plain),
        "PKCS#8 PEM, encrypted": key.private_bytes(Encoding.PEM, pkcs8, locked),
        "PKCS#8 DER": key.private_bytes(Encoding.DER, pkcs8, plain),
        "PKCS#8 DER, encrypted": key.private_bytes(Encoding.DER, pkcs8, locked),
        "OpenSSH": key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, plain),
    }


def _integer(number: int) -> bytes:
    return _tagged(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _tagged(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


UNDOING: dict[Padding, paddings.AsymmetricPadding] = {
    Padding.OAEP_SHA1: paddings.OAEP(paddings.MGF1(SHA1()), SHA1(), None),
    Padding.OAEP_SHA256: paddings.OAEP(paddings.MGF1(SHA256()), SHA256(), None),
    Padding.PKCS1_V15: paddings.PKCS1v15(),
}
