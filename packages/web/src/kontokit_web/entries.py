"""
What is stored beside the record of a flow: whose it is, and where its user goes on.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import Any, Final

from kontokit.stores import SwapStore

from .work import UseStore, Work

_ID: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_RANDOM_BYTES: Final = 16
_RETENTION: Final = timedelta(days=30)
"""Longer than any record, so that no record is left without its owner."""


@dataclass(frozen=True, kw_only=True)
class WebFlow:
    """
    A flow of a web application.
    """

    id: str
    """128 random bits. It is the id of the flow in the store, too."""
    owner: str
    """The user who has started it, as ``owner(request)`` said."""
    name: str = ""
    """A name of yours, such as ``"import"`` or that of an API."""
    next_url: str | None = None
    """Where the page sends its user at the end: a path of your site."""
    is_reported: bool = False
    """Whether the application knows of the end."""


def new_id() -> str:
    """
    An id that nobody can guess.
    """
    return token_urlsafe(_RANDOM_BYTES)


def is_id(text: str) -> bool:
    """
    Whether a text from a URL can be the id of a flow.
    """
    return _ID.fullmatch(text) is not None


def load(store: SwapStore, flow_id: str) -> WebFlow | None:
    """
    The flow with an id; None if there is none.

    Raises:
        StoreError: The store does not work.
    """
    stored = store.load(_key(flow_id)) if is_id(flow_id) else None
    return None if stored is None else _parsed(flow_id, stored)


def find(store: SwapStore, flow_id: str) -> Work[WebFlow]:
    """
    The flow with an id.

    Raises:
        LookupError: There is none.
        StoreError: The store does not work.
    """
    flow: WebFlow | None = yield UseStore(lambda: load(store, flow_id))
    if flow is None:
        raise LookupError("there is no such flow")
    return flow


def create(store: SwapStore, flow: WebFlow) -> bool:
    """
    Store a new flow; False if there is one with its id.

    Raises:
        StoreError: The store does not work.
    """
    return store.swap(_key(flow.id), None, _written(flow), ends=datetime.now(UTC) + _RETENTION)


def change(store: SwapStore, flow: WebFlow, **values: Any) -> WebFlow:
    """
    The flow with other values, which are stored if nobody has changed it meanwhile.

    Raises:
        StoreError: The store does not work.
    """
    changed = replace(flow, **values)
    ends = datetime.now(UTC) + _RETENTION
    store.swap(_key(flow.id), _written(flow), _written(changed), ends=ends)
    return changed


def _key(flow_id: str) -> str:
    return f"web-{flow_id}"


def _written(flow: WebFlow) -> bytes:
    values = {name: value for name, value in vars(flow).items() if name != "id"}
    return json.dumps(values, sort_keys=True).encode()


def _parsed(flow_id: str, stored: bytes) -> WebFlow:
    values: dict[str, Any] = json.loads(stored)
    return WebFlow(id=flow_id, **values)
