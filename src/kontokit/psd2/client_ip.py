"""
Checks that the IP address of a user is a public one.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from ..core.exceptions import NonPublicAddressError

# Not ipaddress.is_global: its answer changes with the version of Python.
_NOT_PUBLIC: Final = {
    "unspecified": "0.0.0.0/8 ::/128",
    "loopback": "127.0.0.0/8 ::1/128",
    "link-local": "169.254.0.0/16 fe80::/10",
    "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10",
    "of a carrier's NAT (CGNAT)": "100.64.0.0/10",
    "documentation": "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20",
    "multicast": "224.0.0.0/4 ff00::/8",
    "reserved": "192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 240.0.0.0/4 2001::/23 2002::/16",
}
_NETWORKS: Final = [
    (kind, ip_network(network)) for kind, text in _NOT_PUBLIC.items() for network in text.split()
]
_GLOBAL: Final = ip_network("2000::/3")


def checked_public_ip(ip: str, *, place: str = "ip") -> str:
    """
    Validate the IP address of a user who is present, which banks require.

    It is the address from which the user reached your server. No library can know it, and an
    invented one would claim the presence of a user who is absent.

    Args:
        ip: An IPv4 or IPv6 address.
        place: The name of the argument, for the error.

    Returns:
        The address in its shortest form; an IPv4-mapped IPv6 address becomes IPv4.

    Raises:
        NonPublicAddressError: It is malformed or not public; see ``kind``.
    """
    return checked_ip(ip, place=place)


def checked_ip(ip: object, *, place: str, allow_documentation: bool = False) -> str:
    """
    Validate the IP address of a user, as :func:`checked_public_ip`.

    Args:
        ip: An IPv4 or IPv6 address.
        place: The name of the argument, for the error.
        allow_documentation: Take addresses that are reserved for documentation, for calls to a
            server on this machine.

    Raises:
        NonPublicAddressError: It is malformed or not public.
    """
    kind, shortest = _classified(ip)
    if kind is not None and not (allow_documentation and kind == "documentation"):
        raise NonPublicAddressError(kind, place=place)
    return shortest


def _classified(ip: object) -> tuple[str | None, str]:
    if not isinstance(ip, str | IPv4Address | IPv6Address):
        return "malformed", ""
    try:
        address: IPv4Address | IPv6Address = ip_address(str(ip))
    except ValueError:
        return "malformed", ""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return "link-local", ""
        address = address.ipv4_mapped or address
    kind = next((kind for kind, network in _NETWORKS if address in network), None)
    if kind is None and isinstance(address, IPv6Address) and address not in _GLOBAL:
        kind = "reserved"
    return kind, str(address)
