"""
Where webhooks go: to this machine, or not at all.
"""

from __future__ import annotations

import socket
from typing import Any

import pytest

from kontokit_sandbox.webhooks.destinations import Destinations, NotSentError

ELSEWHERE = [
    "http://192.0.2.1/",
    "http://192.0.2.1:80/hooks?x=1",
    "https://app.example.invalid/hooks",
    "http://127.0.0.1.example.invalid/",
    "http://127.0.0.1@192.0.2.1/",
    "http://127.0.0.1:80@192.0.2.1/",
    "http://192.0.2.1\\@127.0.0.1/",
    "http://127.0.0.1\\@192.0.2.1/",
    "http://localhost.example.invalid/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://0.0.0.0/",
    "http://[::]/",
    "http://[::ffff:192.0.2.1]/",
    "http://[2001:db8::1]/",
    "http://3221225985/",
    "http://0xc0000201/",
    "http:///hooks",
    "http://",
    "//192.0.2.1/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1/\r\nHost: 192.0.2.1",
    "http://１２７.0.0.1/",
    "http://127.0.0.1/" + "x" * 2048,
    "",
]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_other_machines_are_not_called(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Addresses that lead elsewhere, or that two parsers read in two ways, are refused without a
    look at their name.
    """
    monkeypatch.setattr(socket, "getaddrinfo", _never)
    with pytest.raises(NotSentError, match="not sent"):
        Destinations().find("banksapi", url)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://127.0.0.1:8000/a?b=c", "http://127.0.0.1:8000/a?b=c"),
        ("http://localhost/", "http://localhost:80/"),
        ("HTTP://LOCALHOST.:8000", "http://localhost:8000/"),
        ("https://[::1]/x%2Fy", "https://[::1]:443/x%2Fy"),
        ("http://user:word@127.9.9.9/", "http://127.9.9.9:80/"),
    ],
)
def test_this_machine_is_called(url: str, wanted: str) -> None:
    """
    The address is put together again from what was checked.
    """
    assert Destinations().find("banksapi", url).url == wanted


def test_forward_takes_everything() -> None:
    """
    Path and query are appended, and the address is told. One for an API wins.
    """
    made = Destinations(["http://127.0.0.1:8000/hooks/", "banksapi=http://127.0.0.1:9000"])
    found = made.find("finapi_access", "https://app.example.invalid/finapi?user=1")
    assert found.url == "http://127.0.0.1:8000/hooks/finapi?user=1"
    assert found.headers["X-Sandbox-Original-Url"] == "https://app.example.invalid/finapi?user=1"
    assert made.find("banksapi", None).url == "http://127.0.0.1:9000/"
    assert made.has_forward("bankimport")
    assert not Destinations(["banksapi=http://127.0.0.1:9000"]).has_forward("bankimport")


@pytest.mark.parametrize(
    "forward", ["http://192.0.2.1/", "127.0.0.1:8000", "http://127.0.0.1/?a=b"]
)
def test_forward_has_to_be_on_this_machine(forward: str) -> None:
    """
    A forward that would take nothing is refused at once.
    """
    with pytest.raises(ValueError, match=r"not sent|has a query"):
        Destinations([forward])


@pytest.mark.parametrize(
    ("addresses", "wanted"),
    [
        (["172.18.0.3"], "http://172.18.0.3:8000/hooks"),
        (["fd00::3"], "http://[fd00::3]:8000/hooks"),
        (["172.18.0.3", "192.0.2.1"], None),
        (["192.0.2.1"], None),
        (["169.254.169.254"], None),
        ([], None),
    ],
)
def test_allowed_name_leads_to_private_addresses(
    addresses: list[str], wanted: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The address that was checked is called, with the name in ``Host``.
    """

    def resolve(host: str, port: Any) -> list[Any]:
        assert host == "app"
        if not addresses:
            raise socket.gaierror
        return [(0, 0, 0, "", (one, 0)) for one in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    made = Destinations(allowed=["App"])
    if wanted is None:
        with pytest.raises(NotSentError):
            made.find("bankimport", "http://app:8000/hooks")
    else:
        found = made.find("bankimport", "http://app:8000/hooks")
        assert (found.url, found.headers) == (wanted, {"Host": "app:8000"})


def _never(*_: Any, **__: Any) -> Any:
    raise AssertionError("a name was looked up")
