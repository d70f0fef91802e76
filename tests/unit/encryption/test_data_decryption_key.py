"""
The key for a provider's answers: what it opens, and what it refuses.
"""

from __future__ import annotations

import copy
import pickle
import random
from base64 import b64decode, b64encode
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kontokit import ArgumentError, DataDecryptionKey, DecryptionError, KeyRefusedError, Secret
from tests.support.keys import DATA_KEY, DATA_KEY_DIGITS, DERIVED_AES_KEY
from tests.support.secret_search import reachable

PLAIN = "cccbce46-1111-2222-3333-444455556666"
SEALED = "22mx0Bbday5YELiabIYTKkBPAjfrtUq7VhnAFgSzA7hS/p1RDf6YdUYcwxfsg/VQ"

TEXTS = st.text(max_size=80, alphabet=st.characters(exclude_categories=["Cs"]))
NO_KEYS = [
    "",
    "00",
    DATA_KEY_DIGITS[:-1],
    DATA_KEY_DIGITS + "0",
    DATA_KEY_DIGITS + "\n",
    f" {DATA_KEY_DIGITS[:-1]}",
    f"0x{DATA_KEY_DIGITS[2:]}",
    "g" * 32,
    "٣" * 32,
    DATA_KEY_DIGITS.encode(),
    bytes(16),
    None,
    5,
    Secret("geheim"),
]
KEYS = st.binary(min_size=16, max_size=16).map(bytes.hex)


@pytest.mark.parametrize("digits", [DATA_KEY_DIGITS, Secret(DATA_KEY_DIGITS)])
def test_the_known_vector_comes_out(digits: str | Secret) -> None:
    """
    Both ways give what two other implementations gave.
    """
    key = DataDecryptionKey(digits)
    assert key.decrypt(SEALED) == PLAIN
    assert key.encrypt(PLAIN) == SEALED


@settings(max_examples=300)
@given(KEYS, TEXTS)
def test_every_text_comes_back(digits: str, text: str) -> None:
    """
    Any text and any key: what was encrypted is opened, in whole blocks and one line.
    """
    key = DataDecryptionKey(digits)
    sealed = key.encrypt(text)
    assert key.decrypt(sealed) == text
    size = len(text.encode())
    assert len(b64decode(sealed, validate=True)) == size + 16 - size % 16
    assert "\n" not in sealed


def test_capitals_make_another_key() -> None:
    """
    The key counts as it is written, because its text is the password of the derivation.
    """
    assert DataDecryptionKey(DATA_KEY_DIGITS.upper()).encrypt(PLAIN) != SEALED
    _fails(DataDecryptionKey(DATA_KEY_DIGITS.upper()), SEALED)


@settings(max_examples=300)
@given(KEYS.filter(lambda digits: digits != DATA_KEY_DIGITS), TEXTS)
def test_another_key_does_not_open(digits: str, text: str) -> None:
    """
    With another key there is an error, or by rare chance a text, but never the right one.
    """
    _is_spoilt(DataDecryptionKey(digits), DATA_KEY.encrypt(text), text)


@settings(max_examples=500)
@given(TEXTS, st.data())
def test_no_flipped_bit_goes_unseen(text: str, data: st.DataObject) -> None:
    """
    With one bit changed there is an error, or by rare chance another text, but never the right one.
    """
    sealed = bytearray(b64decode(DATA_KEY.encrypt(text)))
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    _is_spoilt(DATA_KEY, b64encode(sealed).decode(), text)


@settings(max_examples=500)
@given(TEXTS, st.data())
def test_no_changed_sign_goes_unseen(text: str, data: st.DataObject) -> None:
    """
    A sign of the Base64 text that is changed, added or left out is noticed in the same way.
    """
    sealed = DATA_KEY.encrypt(text)
    at = data.draw(st.integers(0, len(sealed) - 1))
    sign = data.draw(st.sampled_from("AZaz09+/=-_ \n\0ä") | st.characters())
    end = at + data.draw(st.integers(0, 1))
    mutant = sealed[:at] + sign + sealed[end:]
    assume(mutant != sealed)
    _is_spoilt(DATA_KEY, mutant, text)


@settings(max_examples=50)
@given(TEXTS)
def test_no_truncation_goes_unseen(text: str) -> None:
    """
    A ciphertext that is cut off anywhere never gives the whole text.
    """
    sealed = DATA_KEY.encrypt(text)
    for end in range(len(sealed)):
        _is_spoilt(DATA_KEY, sealed[:end], text)


def test_almost_every_alteration_is_an_error() -> None:
    """
    The scheme has no signature; of 20,000 altered ciphertexts fewer than one in 500 gives a text.
    """
    dice = random.Random(5)
    passed = 0
    for _ in range(20_000):
        altered = bytearray(b64decode(SEALED))
        altered[dice.randrange(len(altered))] ^= 1 << dice.randrange(8)
        try:
            assert DATA_KEY.decrypt(b64encode(altered).decode()) != PLAIN
            passed += 1
        except DecryptionError:
            pass
    assert passed < 40


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AAAA",
        "Unfug!",
        "ä" * 24,
        "\ud800",
        f" {SEALED}",
        f"{SEALED}\n",
        SEALED[:-1],
        SEALED[:24],
        SEALED + "AAAA",
        SEALED.replace("/", "_"),
        SEALED.encode(),
        None,
        7,
    ],
)
def test_what_is_no_ciphertext_gives_the_same_error(text: Any) -> None:
    """
    Whatever is wrong, the error is one and the same, so that no one can learn from it.
    """
    _fails(DATA_KEY, text)


@pytest.mark.parametrize(
    "plain", [b"\xff" * 15 + b"\x01", b"x" * 15 + b"\x00", b"x" * 15 + b"\x11", b"x" * 14 + b"\1\2"]
)
def test_no_padding_oracle(plain: bytes) -> None:
    """
    A block that is no UTF-8 and one whose padding is wrong give the same error.
    """
    import cryptography.hazmat.primitives.ciphers as ciphers

    encryptor = ciphers.Cipher(
        ciphers.algorithms.AES(bytes.fromhex(DERIVED_AES_KEY)),
        ciphers.modes.CBC(bytes.fromhex(DATA_KEY_DIGITS)),
    ).encryptor()
    _fails(DATA_KEY, b64encode(encryptor.update(plain) + encryptor.finalize()).decode())


@pytest.mark.parametrize("text", ["geheim\ud800", b"geheim", None, 5])
def test_what_is_no_text_is_not_encrypted(text: Any) -> None:
    """
    Broken Unicode and other types are refused and not shown.
    """
    with pytest.raises(ArgumentError, match=r"^text: ") as caught:
        DATA_KEY.encrypt(text)
    assert not [seen for seen in reachable(caught.value) if "geheim" in seen]


@pytest.mark.parametrize("digits", NO_KEYS)
def test_a_key_is_32_hexadecimal_digits(digits: Any) -> None:
    """
    Anything else is refused when it is given, without a trace of it.
    """
    with pytest.raises(KeyRefusedError, match="32 hexadecimal digits") as caught:
        DataDecryptionKey(digits)
    seen = list(reachable(caught.value))
    assert not [text for text in seen if DATA_KEY_DIGITS[2:20] in text or "geheim" in text]
    assert caught.value.__context__ is None


@pytest.mark.parametrize("way", [pickle.dumps, lambda one: one.__getstate__(), vars])
def test_a_key_gives_nothing_away(way: Any) -> None:
    """
    A key is not pickled, its copy is itself, and it shows a mask.
    """
    with pytest.raises(TypeError):
        way(DATA_KEY)
    assert copy.copy(DATA_KEY) is copy.deepcopy(DATA_KEY) is DATA_KEY
    assert repr(DATA_KEY) == str(DATA_KEY) == f"{DATA_KEY}" == "DataDecryptionKey(***)"


def _is_spoilt(key: DataDecryptionKey, sealed: str, text: str) -> None:
    with suppress(DecryptionError):
        assert key.decrypt(sealed) != text


def _fails(key: DataDecryptionKey, sealed: Any) -> None:
    with pytest.raises(DecryptionError) as caught:
        key.decrypt(sealed)
    assert str(caught.value) == (
        "the text cannot be decrypted: it was encrypted with another key, or altered"
    )
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    for text in reachable(caught.value):
        assert DATA_KEY_DIGITS not in text
        assert DERIVED_AES_KEY not in text
        assert bytes.fromhex(DERIVED_AES_KEY).decode("latin-1") not in text
