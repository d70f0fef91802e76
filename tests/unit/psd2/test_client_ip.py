"""
The client IP: only a public address of a user is passed on to a bank.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

import pytest

from kontokit import (
    EndUser,
    NonPublicAddressError,
    checked_public_ip,
)


@pytest.mark.parametrize(
    ("ip", "shortest"),
    [
        ("8.8.8.8", "8.8.8.8"),
        ("100.63.255.255", "100.63.255.255"),
        ("100.128.0.0", "100.128.0.0"),
        ("172.32.0.1", "172.32.0.1"),
        ("223.255.255.254", "223.255.255.254"),
        ("2003:00E9:0::1", "2003:e9::1"),
        ("2a00:1450:4001::200e", "2a00:1450:4001::200e"),
        ("::ffff:8.8.8.8", "8.8.8.8"),
    ],
)
def test_a_public_address_passes(ip: str, shortest: str) -> None:
    """
    Addresses that users have in the Internet pass, in their shortest form.
    """
    assert checked_public_ip(ip) == shortest


@pytest.mark.parametrize(
    ("kind", "ips"),
    [
        ("unspecified", "0.0.0.0 0.1.2.3 ::"),
        ("loopback", "127.0.0.1 127.255.255.255 ::1 ::ffff:127.0.0.1"),
        ("link-local", "169.254.169.254 fe80::1 fe80::1%eth0 2003::1%eth0"),
        ("private", "10.0.0.1 172.16.0.1 172.31.255.255 192.168.178.1 fd00::1 fec0::1"),
        ("private", "::ffff:10.0.0.1 ::ffff:c0a8:1"),
        ("of a carrier's NAT (CGNAT)", "100.64.0.0 100.127.255.255"),
        ("documentation", "192.0.2.1 198.51.100.7 203.0.113.255 2001:db8::1 3fff:0:1::"),
        ("multicast", "224.0.0.1 239.255.255.255 ff02::1"),
        ("reserved", "192.0.0.8 198.18.0.1 240.0.0.1 255.255.255.255 192.88.99.1"),
        ("reserved", "2002:808:808::1 2001::1 64:ff9b::808:808 100::1 4000::1 ::8.8.8.8"),
        ("malformed", "8.8.8 8.8.8.8.8 08.8.8.8 256.1.1.1 8.8.8.8/32 8.8.8.8:80 [2003::1] x ä"),
    ],
)
def test_private_and_special_addresses_are_refused(kind: str, ips: str) -> None:
    """
    An address that is not public is refused, and the error says what it is.
    """
    for ip in ips.split():
        with pytest.raises(NonPublicAddressError) as caught:
            checked_public_ip(ip, place="psu_ip")
        assert caught.value.kind == kind
        assert caught.value.place == "psu_ip"
        assert kind in str(caught.value)
        assert ip not in str(caught.value)


@pytest.mark.parametrize("ip", ["", " 8.8.8.8", "8.8.8.8\n", "8.8.8.8, 10.0.0.1", "８.8.8.8"])
def test_an_address_is_only_an_address(ip: str) -> None:
    """
    Blanks, lists and digits of other scripts are not read as an address.
    """
    with pytest.raises(NonPublicAddressError, match="malformed"):
        checked_public_ip(ip)


def test_what_is_no_text_is_malformed() -> None:
    """
    However deep it is nested, since nothing is written out.
    """
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    values: list[Any] = [deep, {"a": deep}, 134744072, b"8.8.8.8", None]
    for wrong in values:
        with pytest.raises(NonPublicAddressError, match="malformed"):
            checked_public_ip(wrong)
        with pytest.raises(NonPublicAddressError, match="malformed"):
            EndUser(ip_address=wrong)
    made: Any = ip_address("8.8.8.8")
    assert checked_public_ip(made) == "8.8.8.8"
