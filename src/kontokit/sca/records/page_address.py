"""
Addresses of pages in records: they are good for one use, so a record holds them encrypted only.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime

from ...core.exceptions import RecordUnreadableError
from ..state.flow_state import FlowState
from ..steps import State

_PURPOSE = "address of an SCA page"


def sealed_address(flow: FlowState, url: str, key: bytes | None) -> str | None:
    """
    The address of a page, encrypted for the record of a flow; None without a key.

    Args:
        url: The address, as the browser gets it.
        key: The ``record_key``, from which the key for addresses is derived.
    """
    if key is None:
        return None
    from ...encryption import RecordCipher  # flows without a page do not need its library
    from ...encryption.derived_key import derived_key

    cipher = RecordCipher(derived_key(key, purpose=_PURPOSE))
    return b64encode(cipher.seal(url.encode(), flow.id)).decode()


def opened_address(flow: FlowState, key: bytes | None, now: datetime) -> str | None:
    """
    The address of the page that a flow waits for, if its record has it.

    Args:
        key: The ``record_key`` with which it was sealed.
        now: The current time; after the deadline of the page there is no address.

    Returns:
        None also for another key, or an address of another flow.
    """
    is_over = flow.deadline is not None and now >= flow.deadline
    if key is None or flow.sealed_url is None or flow.state is not State.REDIRECT or is_over:
        return None
    from ...encryption import RecordCipher
    from ...encryption.derived_key import derived_key

    cipher = RecordCipher(derived_key(key, purpose=_PURPOSE))
    try:
        return cipher.open(b64decode(flow.sealed_url), flow.id).decode()
    except (RecordUnreadableError, ValueError):
        return None
