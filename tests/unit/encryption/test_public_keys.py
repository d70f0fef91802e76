"""
Public keys: which are taken, in which forms, and why the others are not.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import warnings
from base64 import b64encode, encodebytes
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa, x25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from kontokit import (
    CertificateExpiredWarning,
    ConfigurationError,
    CredentialCipher,
    KeyRefusedError,
)
from tests.support.keys import certificate, modulus, pem, pkcs1, private_forms, spki
from tests.support.secret_search import reachable

DATA = Path(__file__).parents[2] / "data/keys"
INFO = PublicFormat.SubjectPublicKeyInfo
MD5_FINGERPRINT = "08be596e6a285cedef86726d3f4277310f51949ced6096796c336ca6c9704519"


def _forms(n: int, e: int, signer: rsa.RSAPrivateKey) -> dict[str, bytes]:
    """
    A public key in every form that is taken.
    """
    key = rsa.RSAPublicNumbers(e, n).public_key()
    signed = certificate(key, signer)
    return {
        "SPKI PEM": pem("PUBLIC KEY", spki(n, e)),
        "SPKI DER": spki(n, e),
        "PKCS#1 PEM": pem("RSA PUBLIC KEY", pkcs1(n, e)),
        "PKCS#1 DER": pkcs1(n, e),
        "X.509 PEM": pem("CERTIFICATE", signed),
        "X.509 DER": signed,
    }


@pytest.mark.parametrize("bits", [2048, 2056, 3072, 4096])
def test_every_form_of_a_good_key_is_taken(bits: int, private_key: rsa.RSAPrivateKey) -> None:
    """
    The form does not matter: size, fingerprint and limit are those of the key, without a warning.
    """
    n = modulus(bits)
    for name, data in _forms(n, 65537, private_key).items():
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            cipher = CredentialCipher.from_pem(data)
        assert cipher.key_size == bits, name
        assert cipher.fingerprint == hashlib.sha256(spki(n)).hexdigest(), name
        assert cipher.limit == bits // 8 - 42, name
        assert len(cipher.encrypt("12345")) == 4 * -(-bits // 24), name


@pytest.mark.parametrize("e", [65537, 65539, 2**17 + 1, 2**32 + 15])
def test_exponents_from_65537_on_are_taken(e: int, private_key: rsa.RSAPrivateKey) -> None:
    """
    An odd exponent above 65536 is as good as the usual one.
    """
    for data in _forms(modulus(2048), e, private_key).values():
        assert CredentialCipher.from_pem(data).key_size == 2048


def test_surroundings_of_a_pem_block_do_not_matter(public_pem: bytes) -> None:
    """
    Line ends, a byte order mark, text around the block and str instead of bytes change nothing.
    """
    lines = public_pem.splitlines()
    for data in (
        public_pem.decode(),
        "\ufeff" + public_pem.decode(),
        b"\xef\xbb\xbf" + public_pem,
        public_pem.replace(b"\n", b"\r\n"),
        public_pem.strip(),
        b"subject=/CN=x\n\n" + public_pem + b"\nthe end\n",
        b"\n".join([lines[0], b"".join(lines[1:-1]), lines[-1]]),
    ):
        assert CredentialCipher.from_pem(data).key_size == 2048


def test_a_certificate_signed_with_md5_is_taken() -> None:
    """
    Who signed a certificate, and how, does not matter: its key is what counts.
    """
    data = (DATA / "certificate-md5.pem").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cipher = CredentialCipher.from_pem(data, fingerprint=MD5_FINGERPRINT)
    assert (cipher.key_size, cipher.limit) == (4096, 470)
    assert len(cipher.encrypt("12345")) == 684


def test_an_expired_certificate_warns(private_key: rsa.RSAPrivateKey) -> None:
    """
    Its key is used, and the warning at the caller's line says since when it has been over.
    """
    expired = certificate(private_key.public_key(), private_key, ends=2020)
    for data in (expired, pem("CERTIFICATE", expired)):
        with pytest.warns(CertificateExpiredWarning, match="expired on 2020-01-01") as heard:
            cipher = CredentialCipher.from_pem(data)
        assert [warning.filename for warning in heard] == [__file__]
        assert len(cipher.encrypt("12345")) == 344


@pytest.mark.parametrize("bits", [512, 768, 1024, 1536, 2047])
def test_short_keys_are_refused(bits: int, private_key: rsa.RSAPrivateKey) -> None:
    """
    A key under 2048 bits is refused in every form, and the error says its size.
    """
    for data in _forms(modulus(bits), 65537, private_key).values():
        _refused(data, f"the RSA key has {bits} bits; at least 2048 bits are required")


@pytest.mark.parametrize("e", [0, 1, 2, 3, 4, 17, 257, 65535, 65536, 65538, 2**32])
def test_weak_exponents_are_refused(e: int) -> None:
    """
    An exponent that is small or even is refused, whether or not the library below takes it.
    """
    for data in (
        pem("PUBLIC KEY", spki(modulus(2048), e)),
        spki(modulus(2048), e),
        pem("RSA PUBLIC KEY", pkcs1(modulus(2048), e)),
        pkcs1(modulus(2048), e),
    ):
        _refused(data, "its exponent is not 65537 or a larger odd number")


def test_weak_exponents_in_certificates_are_refused(private_key: rsa.RSAPrivateKey) -> None:
    """
    A certificate does not make a bad exponent better.
    """
    for e in (3, 17, 257):
        key = rsa.RSAPublicNumbers(e, modulus(2048)).public_key()
        _refused(certificate(key, private_key), "its exponent is not 65537")
    good = certificate(private_key.public_key(), private_key)
    for octets in (b"\x01\x00\x00", b"\x00\x80\x01"):
        bad = good.replace(b"\x02\x03\x01\x00\x01", b"\x02\x03" + octets)
        assert bad != good
        _refused(bad, "its exponent is not 65537")
        _refused(pem("CERTIFICATE", bad), "its exponent is not 65537")


def test_keys_that_do_not_work_are_refused_at_once() -> None:
    """
    An even modulus or one beyond all measure is found when the key is read, not at the first PIN.
    """
    for n, e in ((modulus(2048) + 1, 65537), (modulus(16392), 65537), (modulus(4096), 2**70 + 1)):
        _refused(spki(n, e), "nothing can be encrypted with it")


def test_private_keys_are_refused(private_key: rsa.RSAPrivateKey) -> None:
    """
    A private key in any form is refused loudly, and the error drags nothing of it along.
    """
    numbers = private_key.private_numbers()
    parts = [part.to_bytes(128, "big") for part in (numbers.p, numbers.q)]
    for name, data in private_forms(private_key).items():
        error = _refused(data, "^this is a private key")
        texts = list(reachable(error))
        assert not [text for text in texts if data.decode("latin-1")[40:80] in text], name
        assert not [text for text in texts for part in parts if part.decode("latin-1") in text]
    for kind in ("EC", "DSA", "ANY", "PGP"):
        _refused(f"-----BEGIN {kind} PRIVATE KEY-----\n", "^this is a private key")
    _refused("PuTTY-User-Key-File-3: ssh-rsa\n", "^this is a private key")
    _refused("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n", "^this is a private key")


def test_private_keys_are_found_among_others(
    public_pem: bytes, private_key: rsa.RSAPrivateKey
) -> None:
    """
    A file that holds a private key besides the public one is refused for the private one.
    """
    private = private_forms(private_key)["PKCS#8 PEM"]
    _refused(public_pem + private, "^this is a private key")
    _refused(private.decode() + public_pem.decode(), "^this is a private key")


def test_keys_of_other_kinds_are_refused(private_key: rsa.RSAPrivateKey) -> None:
    """
    Only RSA can encrypt; keys that sign or agree are distinguished, in a certificate too.
    """
    elliptic = ec.generate_private_key(ec.SECP256R1())
    edwards = ed25519.Ed25519PrivateKey.generate()
    others: list[Any] = [
        elliptic,
        edwards,
        x25519.X25519PrivateKey.generate(),
        dsa.generate_private_key(1024),
    ]
    for key in others:
        for encoding in (Encoding.PEM, Encoding.DER):
            _refused(key.public_key().public_bytes(encoding, INFO), "^this is not an RSA key")
            private = key.private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption())
            _refused(private, "^this is a private key")
    for key in (elliptic, edwards):
        data = certificate(key.public_key(), private_key)
        _refused(data, "^this is not an RSA key")
        _refused(pem("CERTIFICATE", data), "^this is not an RSA key")
    unknown = spki(modulus(2048)).replace(b"\x2a\x86\x48\x86\xf7", b"\x2a\x86\x48\x86\xf8")
    _refused(unknown, "^this is not (an RSA key|a whole public key)")


def test_several_keys_are_refused(public_pem: bytes, private_key: rsa.RSAPrivateKey) -> None:
    """
    Where a file holds two keys, no one guesses which one is meant.
    """
    signed = pem("CERTIFICATE", certificate(private_key.public_key(), private_key))
    for data in (public_pem * 2, signed * 3, public_pem + signed, public_pem + public_pem[:99]):
        _refused(data, "several keys or certificates")


def test_what_is_cut_off_or_damaged_is_refused(
    public_pem: bytes, private_key: rsa.RSAPrivateKey
) -> None:
    """
    Half a file is no key, wherever the half ends.
    """
    for form, data in _forms(modulus(2048), 65537, private_key).items():
        begin = 1 if form.endswith("DER") else 30
        for end in [*range(begin, len(data) - 2, 7), len(data) - 2]:
            _refused(data[:end], "damaged or cut off")
    lines = public_pem.splitlines(keepends=True)
    for damaged in (
        b"".join([*lines[:3], *lines[4:]]),
        lines[0] + lines[-1],
        public_pem.replace(b"END PUBLIC", b"END RSA PUBLIC"),
        public_pem.replace(lines[2], b"!" * 64 + b"\n"),
        pem("CERTIFICATE", spki(modulus(2048))),
        pem("PUBLIC KEY", certificate(private_key.public_key(), private_key)),
        spki(modulus(2048)) + b"\0",
        spki(modulus(2048)) * 2,
    ):
        _refused(damaged, "damaged or cut off")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "^the key is empty"),
        ("", "^the key is empty"),
        (" \r\n\t", "^the key is empty"),
        ("<!DOCTYPE html><html><body>404</body></html>", "^this is a web page"),
        (b"\n\n<html>", "^this is a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "^this is a web page"),
        ("provider.pem", "neither PEM nor DER"),
        ("schlüssel\ud800", "neither PEM nor DER"),
        (b"\xfe\xed\xfe\xed\x00\x00\x00\x02", "neither PEM nor DER"),
        (b64encode(spki(modulus(2048))), "neither PEM nor DER"),
        (bytes(1000), "neither PEM nor DER"),
        (b"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ", "neither PEM nor DER"),
        (b"0", "damaged or cut off"),
        (b"0123456789", "damaged or cut off"),
        (pem("CERTIFICATE REQUEST", b"x"), "neither a public key nor an X.509"),
        (pem("PKCS7", b"x"), "neither a public key nor an X.509"),
        (None, "pass a key as bytes or str"),
        (bytearray(b"x"), "pass a key as bytes or str"),
        (Path("provider.pem"), "pass a key as bytes or str"),
    ],
)
def test_what_is_no_key_is_refused(data: Any, reason: str) -> None:
    """
    Web pages, file names, keystores and garbage are refused, each for its own reason.
    """
    _refused(data, reason)


@pytest.mark.slow
def test_noise_is_refused(private_key: rsa.RSAPrivateKey) -> None:
    """
    Whatever is changed in a key or certificate, it is taken or refused, and nothing else happens.
    """
    dice = random.Random(28)
    forms = [*_forms(modulus(2048), 65537, private_key).values()]
    forms += private_forms(private_key).values()
    for _ in range(400):
        data = bytearray(dice.choice(forms))
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with warnings.catch_warnings(), suppress(KeyRefusedError):
            warnings.simplefilter("ignore")
            assert CredentialCipher.from_pem(bytes(data)).key_size >= 2048


def test_a_pin_lets_one_key_through(public_pem: bytes) -> None:
    """
    With a fingerprint no other key is taken; colons, capitals and blanks around do not matter.
    """
    fingerprint = CredentialCipher.from_pem(public_pem).fingerprint
    pairs = [fingerprint[at : at + 2] for at in range(0, 64, 2)]
    for written in (fingerprint, fingerprint.upper(), ":".join(pairs), f" {':'.join(pairs)}\n"):
        assert CredentialCipher.from_pem(public_pem, fingerprint=written)
    other = fingerprint[:-1] + ("0" if fingerprint[-1] != "0" else "1")
    for wrong in (other, "0" * 64):
        error = _refused(public_pem, "does not match the fingerprint", fingerprint=wrong)
        assert fingerprint not in str(error)
    for malformed in ("", "abc", fingerprint[:-1], fingerprint + "00", "g" * 64, "٣" * 64):
        with pytest.raises(ConfigurationError, match="not a SHA-256"):
            CredentialCipher.from_pem(public_pem, fingerprint=malformed)


def test_reasons_are_distinguished(public_pem: bytes, private_key: rsa.RSAPrivateKey) -> None:
    """
    Every kind of trouble has a message of its own, without a piece of what was given.
    """
    wrong = [
        pem("PUBLIC KEY", spki(modulus(1024))),
        pem("PUBLIC KEY", spki(modulus(2048), 3)),
        private_forms(private_key)["PKCS#8 PEM, encrypted"],
        ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.PEM, INFO),
        public_pem * 2,
        public_pem[:200],
        b"<html><body>Unbekannt</body></html>",
        b"",
        b"Unbekannt",
        pem("PKCS7", spki(modulus(2048))),
        spki(modulus(2048) + 1),
    ]
    messages = [str(_refused(data, ".")) for data in wrong]
    assert len(set(messages)) == len(wrong)
    for message, data in zip(messages, wrong, strict=True):
        shown = encodebytes(data) if data.startswith(b"0") else data
        for line in shown.decode().splitlines():
            assert len(line) < 12 or line not in message
        assert "Unbekannt" not in message


def test_the_library_is_loaded_when_it_is_needed() -> None:
    """
    Importing the package, or asking what it has, does not load cryptography; using a class does.
    """
    program = (
        "import sys, kontokit, kontokit.encryption as encryption; dir(encryption)\n"
        "assert 'cryptography' not in sys.modules\n"
        "assert kontokit.CredentialCipher is encryption.CredentialCipher\n"
        "assert 'cryptography' in sys.modules\n"
        "try: encryption.Quatsch\n"
        "except AttributeError: pass\n"
        "else: raise SystemExit(1)\n"
    )
    paths = {"PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", program], check=True, env=paths)


def _refused(data: Any, reason: str, **settings: Any) -> KeyRefusedError:
    with pytest.raises(KeyRefusedError, match=reason) as caught:
        CredentialCipher.from_pem(data, **settings)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    return caught.value
