"""
What is the same for each call of an operation with one client, and made for the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec

from ..auth.signing import SourcedCredential
from ..auth.token import TokenGrant
from ..core.secret import Secret
from ..core.values import HidesFields
from ..operations import Operation


class CallPlan(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    How an operation is called with the settings of a client.
    """

    _hidden: ClassVar = frozenset({"headers", "signature"})

    operation: Operation[Any]
    schemes: tuple[str, ...]
    """The names of the security schemes that are used."""
    grant: TokenGrant | None
    """The grant of the token to add, if calls need one."""
    sources: tuple[SourcedCredential, ...]
    """The credentials that functions of the program return."""
    headers: Mapping[str, str | Secret]
    """Those of every call: ``Accept``, ``User-Agent`` and the client's own."""
    signature: tuple[tuple[str, Secret], ...] | None
    """
    The headers of the credentials that were passed; None if one of these is put elsewhere.
    """
    max_body: int
    """The largest response body, in bytes, if the call has no limits of its own."""
    fresh_connection: bool
    """Whether a connection is opened for each call."""
