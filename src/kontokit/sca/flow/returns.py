"""
Returning browsers: whether a query is the one that was waited for, or was carried on before.
"""

from __future__ import annotations

import hmac
import re
from typing import Final

from ..adapters.browser import check_form, check_return, state_digest
from ..errors import ReturnTrouble
from ..state.flow_state import FlowState

_ADDRESS: Final = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*://|/")


def query_of(address: str) -> str:
    """
    The query string in an address, with or without its host.

    Args:
        address: What the browser came back to.
    """
    if _ADDRESS.match(address):
        address = address.partition("#")[0].partition("?")[2]
    return address.removeprefix("?")


def is_repeated(flow: FlowState, query: str) -> bool:
    """
    Whether a return was carried to the bank before.

    Args:
        query: The raw query.
    """
    # A form without a state of ours is asked again: the user may have gone on in it.
    asks_again = flow.expects_browser and flow.field is None
    known = flow.returned is not None and not asks_again
    return known and hmac.compare_digest(state_digest(query), flow.returned or "")


def return_trouble(flow: FlowState, query: str) -> ReturnTrouble | None:
    """
    What is wrong with the return of an expected browser; None if it is the right one.

    Args:
        query: The raw query.
    """
    if flow.field is None:
        return check_form(query)
    if flow.digest is None:
        return check_form(query) or "mismatch"
    return check_return(query, field=flow.field, digest=flow.digest)
