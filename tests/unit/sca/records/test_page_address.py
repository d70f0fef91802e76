"""
Addresses of pages in records.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any, Final

import attrs
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kontokit.encryption.derived_key import derived_key
from kontokit.sca.records.page_address import opened_address, sealed_address
from kontokit.sca.state.flow_state import FlowState
from kontokit.sca.steps import State
from tests.support.flow_states import AT, in_state

KEY: Final = b"k" * 32
URL: Final = "https://bank.example/login?once=ä"


def sealed(**fields: object) -> FlowState:
    flow = in_state(State.REDIRECT)
    changes: dict[str, Any] = {"sealed_url": sealed_address(flow, URL, KEY), **fields}
    return attrs.evolve(flow, **changes)


def test_address_is_read_with_its_key_only() -> None:
    """
    Without a key nothing is sealed, and nothing opened.
    """
    assert opened_address(sealed(), KEY, AT) == URL
    assert opened_address(sealed(), b"K" * 32, AT) is None
    assert opened_address(sealed(), None, AT) is None
    assert sealed_address(in_state(State.REDIRECT), URL, None) is None


def test_address_is_never_sealed_twice_alike() -> None:
    """
    The nonce is random, so equal addresses cannot be told.
    """
    assert sealed().sealed_url != sealed().sealed_url


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "another"},
        {"state": State.WORKING},
        {"deadline": AT},
        {"sealed_url": "AAAA"},
        {"sealed_url": "ä"},
        {"sealed_url": b64encode(bytes(60)).decode()},
    ],
    ids=["another flow", "another state", "over", "short", "no Base64", "forged"],
)
def test_address_that_does_not_belong_to_the_step_is_not_shown(fields: dict[str, object]) -> None:
    """
    An address of another flow, of an old page, or forged, is none.
    """
    assert opened_address(sealed(**fields), KEY, AT) is None


def test_address_lasts_until_the_deadline() -> None:
    """
    One second before, it is still there.
    """
    flow = sealed(deadline=AT + timedelta(seconds=1))
    assert opened_address(flow, KEY, AT) == URL
    assert opened_address(flow, KEY, AT + timedelta(seconds=1)) is None


def test_key_for_addresses_is_not_that_of_the_signature() -> None:
    """
    The record key itself never encrypts.
    """
    flow = sealed()
    content = b64decode(flow.sealed_url or "")
    header, nonce, ciphertext = content[:5], content[5:17], content[17:]
    with pytest.raises(InvalidTag):
        AESGCM(KEY).decrypt(nonce, ciphertext, header + flow.id.encode())
    derived = derived_key(KEY, purpose="address of an SCA page")
    assert AESGCM(derived).decrypt(nonce, ciphertext, header + flow.id.encode()) == URL.encode()
