"""
Keys derived for one purpose each.
"""

from __future__ import annotations

import hashlib
import hmac

from kontokit.encryption.derived_key import derived_key

SECRET = b"s" * 32


def test_derived_key_is_that_of_the_standard() -> None:
    """
    HKDF with SHA-256 and no salt, written out from RFC 5869.
    """
    extracted = hmac.new(bytes(32), SECRET, hashlib.sha256).digest()
    expected = hmac.new(extracted, b"kontokit a purpose\x01", hashlib.sha256).digest()
    assert derived_key(SECRET, purpose="a purpose") == expected


def test_each_purpose_has_a_key_of_its_own() -> None:
    """
    Two purposes, or two secrets, share no key; the same ones always do.
    """
    keys = {derived_key(secret, purpose=one) for secret in (SECRET, b"S" * 32) for one in "ab"}
    assert len(keys) == 4
    assert derived_key(SECRET, purpose="a") == derived_key(SECRET, purpose="a")
