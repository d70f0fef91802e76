"""
The user in front of a program, whose presence a bank wants to know of.
"""

from __future__ import annotations

from typing import Any

import attrs

from ..core.exceptions import ArgumentError
from ..core.tracebacks import ScrubsTracebacks
from ..http.headers import header_value
from .client_ip import checked_ip


def _address(value: Any) -> str:
    # Whether an address for documentation is taken depends on the server of the call.
    return checked_ip(value, place="ip_address", allow_documentation=True)


def _text(_: object, attribute: attrs.Attribute[str | None], value: Any) -> None:
    if value is None:
        return
    if not header_value(value, place=attribute.name):
        raise ArgumentError("the text is empty", place=attribute.name)


@attrs.frozen(kw_only=True)
class EndUser(ScrubsTracebacks):
    """
    The user who is present while your program makes a call.

    With it, calls that reach a bank count as attended: they do not use up the unattended reads
    of a day. It fills the arguments that an API has for it, such as ``psu_ip_address``, unless a
    call is given its own.

    Raises:
        NonPublicAddressError: The IP address is malformed or not public.
        ArgumentError: A text is empty or cannot be sent in a header.
    """

    ip_address: str = attrs.field(converter=_address, repr=False)
    """
    The public IPv4 or IPv6 address from which the user reached your server. One that is reserved
    for documentation, such as 203.0.113.7, is taken for calls to a server on this machine only.
    """
    user_agent: str | None = attrs.field(default=None, validator=_text, repr=False)
    """The browser or app, as in its header ``User-Agent``."""
    device_os: str | None = attrs.field(default=None, validator=_text)
    """The operating system of the user's device."""
