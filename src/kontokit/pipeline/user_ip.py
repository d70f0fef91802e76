"""
Checks the IP address of a user wherever a call takes one: in arguments, headers and bodies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..core.secret import Secret, reveal
from ..http.urls import Origin
from ..operations import Operation
from ..psd2.client_ip import checked_ip
from .body_paths import value_at

_HEADERS: Final = frozenset({"psu-ip-address", "customer-ip-address"})
"""What banks and their providers call the header, also where an operation does not document it."""


def checked_user_ips(
    operation: Operation[Any], args: Mapping[str, object], origin: Origin
) -> dict[str, object]:
    """
    The arguments with IP addresses of the user, checked and in their shortest form.

    Args:
        args: Python argument name → value.
        origin: The server.

    Raises:
        NonPublicAddressError: One is not public, or for documentation and the server is not on
            this machine.
    """
    return {
        one.name: checked_ip(args[one.name], place=one.name, allow_documentation=origin.is_loopback)
        for one in operation.arguments.user_ip
        if args.get(one.name) is not None
    }


def check_ip_headers(
    operation: Operation[Any], headers: Mapping[str, str | Secret], origin: Origin, *, place: str
) -> None:
    """
    Check addresses that a caller sends as a header of his own instead of the argument.

    Args:
        headers: Header name → value, of the client or of the call.
        origin: The server.
        place: Where they were given, for the error.

    Raises:
        NonPublicAddressError: One is not public.
    """
    own = [one.wire.lower() for one in operation.arguments.user_ip]
    for name, value in headers.items():
        if name.lower() in _HEADERS or name.lower() in own:
            where = f"{place}[{name!r}]"
            checked_ip(reveal(value), place=where, allow_documentation=origin.is_loopback)


def check_body_ip(operation: Operation[Any], body: Any, origin: Origin) -> None:
    """
    Check the address of the user in a body.

    Args:
        body: The body as dicts and lists.
        origin: The server.

    Raises:
        NonPublicAddressError: It is not public.
    """
    path = operation.bank_read.user_ip if operation.bank_read else None
    found = value_at(body, path) if path else None
    if found is not None and path is not None:
        checked_ip(found, place=path, allow_documentation=origin.is_loopback)


def has_user_ip(operation: Operation[Any], args: Mapping[str, object], body: Any) -> bool:
    """
    Whether a call names the address of a user who is present.

    Args:
        args: Python argument name → value.
        body: The body as dicts and lists.
    """
    if any(args.get(one.name) is not None for one in operation.arguments.user_ip):
        return True
    path = operation.bank_read.user_ip if operation.bank_read else None
    return path is not None and value_at(body, path) is not None
