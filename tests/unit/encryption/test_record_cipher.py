"""
Sealed records: what comes back, and what is refused.
"""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit import ConfigurationError
from kontokit.core.exceptions import RecordUnreadableError
from kontokit.encryption import RecordCipher
from tests.support.keys import KEY

KEYS = st.binary(min_size=32, max_size=32)
OWNERS = st.text(max_size=40, alphabet=st.characters(exclude_categories=["Cs"]))


@given(KEYS, st.binary(max_size=600), OWNERS)
def test_encrypted_records_can_be_decrypted(key: bytes, record: bytes, owner: str) -> None:
    """
    Any record comes back, and never looks the same twice.
    """
    cipher = RecordCipher(key)
    sealed = cipher.seal(record, owner)
    assert cipher.open(sealed, owner) == record
    assert len(sealed) == len(record) + 33
    assert cipher.seal(record, owner) != sealed


@given(st.binary(max_size=200), OWNERS, st.data())
def test_tampering_with_any_bit_is_noticed(record: bytes, owner: str, data: st.DataObject) -> None:
    """
    A sealed record with one other bit cannot be opened, wherever the bit is.
    """
    cipher = RecordCipher(KEY)
    sealed = bytearray(cipher.seal(record, owner))
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(RecordUnreadableError):
        cipher.open(bytes(sealed), owner)


@given(KEYS.filter(lambda key: key != KEY), OWNERS, OWNERS)
def test_another_key_or_owner_does_not_open(key: bytes, owner: str, other: str) -> None:
    """
    A record opens with its own key and for its own owner only.
    """
    cipher = RecordCipher(KEY)
    sealed = cipher.seal(b"geheim", owner)
    with pytest.raises(RecordUnreadableError):
        RecordCipher(key).open(sealed, owner)
    if other != owner:
        with pytest.raises(RecordUnreadableError):
            cipher.open(sealed, other)


@settings(max_examples=20)
@given(st.binary(max_size=50))
def test_every_truncation_is_noticed(record: bytes) -> None:
    """
    A sealed record that was cut off, or to which something was added, cannot be opened.
    """
    cipher = RecordCipher(KEY)
    sealed = cipher.seal(record, "token:a")
    for end in range(len(sealed)):
        with pytest.raises(RecordUnreadableError):
            cipher.open(sealed[:end], "token:a")
    with pytest.raises(RecordUnreadableError):
        cipher.open(sealed + b"\0", "token:a")


def test_previous_keys_open_and_do_not_seal() -> None:
    """
    After a rotation old records still open, and new ones open with the new key alone.
    """
    old, new = RecordCipher.generate_key(), RecordCipher.generate_key()
    both = RecordCipher(new, previous=[KEY, old])
    assert both.open(RecordCipher(old).seal(b"a", "x"), "x") == b"a"
    assert RecordCipher(new).open(both.seal(b"b", "x"), "x") == b"b"


def test_a_refusal_names_the_owner_and_nothing_else(cipher: RecordCipher) -> None:
    """
    Whatever is wrong with a record, the error is the same and hangs on no other.
    """
    altered = bytearray(cipher.seal(b"geheim", "token:a"))
    altered[-1] ^= 1
    texts: set[str] = set()
    for sealed in (b"", b"\x02" + bytes(60), bytes(altered)):
        with pytest.raises(RecordUnreadableError, match="'token:a'") as caught:
            cipher.open(sealed, "token:a")
        assert caught.value.__context__ is None
        texts.add(str(caught.value))
    assert len(texts) == 1


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(33), "geheim" * 6, bytearray(32), None])
def test_a_key_has_32_bytes(key: Any) -> None:
    """
    Anything else is no key; the error does not show it.
    """
    with pytest.raises(ConfigurationError, match="32 bytes") as caught:
        RecordCipher(key)
    assert "geheim" not in str(caught.value)
    with pytest.raises(ConfigurationError, match="32 bytes"):
        RecordCipher(KEY, previous=[key])


@pytest.mark.parametrize("way", [pickle.dumps, lambda one: one.__getstate__(), vars])
def test_a_cipher_gives_no_key_away(cipher: RecordCipher, way: Any) -> None:
    """
    A cipher is not pickled, its copy is itself, and it shows a mask.
    """
    with pytest.raises(TypeError):
        way(cipher)
    assert copy.copy(cipher) is copy.deepcopy(cipher) is cipher
    assert repr(cipher) == str(cipher) == f"{cipher}" == "RecordCipher(***)"


def test_generated_keys_are_fresh() -> None:
    """
    Every generated key is another one, of 32 bytes.
    """
    keys = {RecordCipher.generate_key() for _ in range(10)}
    assert {len(key) for key in keys} == {32}
    assert len(keys) == 10
