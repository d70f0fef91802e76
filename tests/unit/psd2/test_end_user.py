"""
The user who is present: checked, hidden, and sent where an operation takes it.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit import ArgumentError, EndUser, NonPublicAddressError
from kontokit.operations import Operation, Parameter, Result
from tests.support.bank import Bank
from tests.support.clients import AnyClient

ERIKA = EndUser(ip_address="203.0.113.8", user_agent="Firefox", device_os="Android")
ATTENDED: Operation[None] = Operation(
    id="attended",
    method="GET",
    path="/x",
    retry_class="bank",
    parameters=(
        Parameter(name="ip", wire="PSU-IP", place="header", end_user="ip_address"),
        Parameter(name="agent", wire="agent", place="query", end_user="user_agent"),
        Parameter(name="device", wire="PSU-OS", place="header", end_user="device_os"),
        Parameter(name="other", wire="other", place="query"),
    ),
    results={200: Result()},
)


def _sent(bank: Bank) -> tuple[str | None, str, str | None]:
    heard = bank.last
    return heard.headers.get("psu-ip"), heard.target, heard.headers.get("psu-os")


def test_the_address_is_checked_and_shortened() -> None:
    """
    Only a public address of a user is taken; an IPv4 address inside of IPv6 is written as IPv4.
    """
    assert EndUser(ip_address="::ffff:8.8.8.8").ip_address == "8.8.8.8"
    for wrong in ("127.0.0.1", "10.0.0.1", "somewhere", ""):
        with pytest.raises(NonPublicAddressError) as caught:
            EndUser(ip_address=wrong)
        assert caught.value.place == "ip_address"


@pytest.mark.parametrize("field", ["user_agent", "device_os"])
@pytest.mark.parametrize("wrong", ["", "a\r\nX: 1", "€", 1])
def test_texts_that_no_header_can_carry_are_refused(field: str, wrong: Any) -> None:
    """
    A text that cannot be sent shows when the user is made.
    """
    given: dict[str, Any] = {"ip_address": "203.0.113.7", field: wrong}
    with pytest.raises(ArgumentError) as caught:
        EndUser(**given)
    assert caught.value.place == field


def test_the_repr_hides_who_the_user_is() -> None:
    """
    An IP address is personal data.
    """
    assert "203.0" not in repr(ERIKA)
    assert "Firefox" not in repr(ERIKA)


def test_the_user_fills_the_arguments_that_have_no_value(bank: Bank, any_client: AnyClient) -> None:
    """
    The user of the call goes before that of the client, and arguments go before both.
    """
    any_client.call(ATTENDED)
    assert _sent(bank) == (None, "/x", None)
    any_client.settings = {"end_user": ERIKA}
    any_client.call(ATTENDED)
    assert _sent(bank) == ("203.0.113.8", "/x?agent=Firefox", "Android")
    any_client.call(ATTENDED, {"ip": "9.9.9.9", "agent": None})
    assert _sent(bank) == ("9.9.9.9", "/x?agent=Firefox", "Android")
    any_client.call(ATTENDED, options={"end_user": EndUser(ip_address="203.0.113.9")})
    assert _sent(bank) == ("203.0.113.9", "/x", None)
