"""
The user in front of a program, whose presence a bank wants to know of.
"""

from __future__ import annotations

from typing import Any

from ..core.exceptions import ArgumentError
from ..core.tracebacks import ScrubsTracebacks
from ..core.values import Value, put
from ..http.headers import header_value
from .client_ip import checked_ip


def _address(value: Any) -> str:
    # Whether an address for documentation is taken depends on the server of the call.
    return checked_ip(value, place="ip_address", allow_documentation=True)


def _text(place: str, value: Any) -> Any:
    if value is not None and not header_value(value, place=place):
        raise ArgumentError("the text is empty", place=place)
    return value


class EndUser(ScrubsTracebacks, Value):
    """
    The user who is present while your program makes a call.

    With it, calls that reach a bank count as attended: they do not use up the unattended reads
    of a day. It fills the arguments that an API has for it, such as ``psu_ip_address``, unless a
    call is given its own.

    Raises:
        NonPublicAddressError: The IP address is malformed or not public.
        ArgumentError: A text is empty or cannot be sent in a header.
    """

    __slots__ = ("device_os", "ip_address", "user_agent")
    _hidden = frozenset({"ip_address", "user_agent"})
    ip_address: str
    """
    The public IPv4 or IPv6 address from which the user reached your server. One that is reserved
    for documentation, such as 203.0.113.7, is taken for calls to a server on this machine only.
    """
    user_agent: str | None
    """The browser or app, as in its header ``User-Agent``."""
    device_os: str | None
    """The operating system of the user's device."""

    def __init__(
        self, *, ip_address: str, user_agent: str | None = None, device_os: str | None = None
    ) -> None:
        put(self, "ip_address", _address(ip_address))
        put(self, "user_agent", _text("user_agent", user_agent))
        put(self, "device_os", _text("device_os", device_os))
