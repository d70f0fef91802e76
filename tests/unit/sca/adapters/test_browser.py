"""
Only the browser that was sent away is let in again.
"""

from __future__ import annotations

import hmac
import random
import string
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from kontokit import ArgumentError
from kontokit.sca.adapters.base import RedirectContext
from kontokit.sca.adapters.browser import (
    MAX_BYTES,
    bank_error,
    browser_page,
    check_form,
    check_return,
    checked_browser_url,
    new_state,
    state_digest,
    with_query,
)
from kontokit.sca.state.events import BrowserRequested, EventDetails, UnsupportedStep
from kontokit.sca.state.flow_state import Shown
from tests.support.flow_states import AT

STATE = "wHn1U-6_mZ0"
DIGEST = state_digest(STATE)


def check(query: str, *, field: str = "state", digest: str = DIGEST) -> str | None:
    return check_return(query, field=field, digest=digest)


def test_states_are_random_and_stand_in_urls_as_they_are() -> None:
    """
    A state has 256 bits and no character that a URL would encode; its digest hides it.
    """
    states = {new_state() for _ in range(1000)}
    assert len(states) == 1000
    for state in states:
        assert len(state) == 43
        assert set(state) <= set(string.ascii_letters + string.digits + "-_")
        assert with_query("https://a.example", s=state).endswith(f"?s={state}")
    assert len({state_digest(state) for state in states}) == 1000
    assert STATE not in DIGEST


def test_right_states_pass_and_wrong_ones_do_not() -> None:
    """
    Of 10,000 returns with their own state all pass; with a random other one, none.
    """
    chance = random.Random(32)
    for _ in range(10_000):
        state = new_state()
        digest = state_digest(state)
        assert check(f"?code=1&state={state}&x=", digest=digest) is None
        length = chance.choice([0, 1, 42, 43, 43, 43, 44, 100])
        other = "".join(chance.choices(string.ascii_letters + string.digits + "-_%+=", k=length))
        assert check(f"code=1&state={other}", digest=digest) == "mismatch"
        near = f"{state[:-1]}{'A' if state[-1] != 'A' else 'B'}"
        assert check(f"state={near}", digest=digest) == "mismatch"


def test_states_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Only hmac.compare_digest decides, and it sees two digests of one length.
    """
    seen: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        seen.append((one, other))
        return verdict

    monkeypatch.setattr(hmac, "compare_digest", compare)
    verdict = True
    assert check("state=wrong") is None
    verdict = False
    assert check(f"state={STATE}") == "mismatch"
    assert seen == [
        (state_digest("wrong").encode(), DIGEST.encode()),
        (DIGEST.encode(), DIGEST.encode()),
    ]
    assert all(len(one) == len(other) == 64 for one, other in seen)


@pytest.mark.parametrize(
    ("query", "trouble"),
    [
        (f"state={STATE}", None),
        (f"?a=b&state={STATE}&&c", None),
        (f"%73t%61te={STATE}", None),
        ("state=wHn1U%2D6%5fmZ0", None),
        ("", "missing"),
        ("?", "missing"),
        (f"State={STATE}", "missing"),
        (f"code=1;state={STATE}", "missing"),
        (f"xstate={STATE}&statex={STATE}", "missing"),
        ("state", "mismatch"),
        ("state=", "mismatch"),
        (f"state={STATE}=", "mismatch"),
        (f"state={STATE}%00", "mismatch"),
        (f"??state={STATE}", "missing"),
        (f"state={STATE}&state={STATE}", "duplicate"),
        (f"state={STATE}&state=", "duplicate"),
        (f"state={STATE}&state", "duplicate"),
        (f"state={STATE}&%73tate=x", "duplicate"),
        (f"state={STATE}&x=1;state=x", "duplicate"),
        (f"state={STATE}#x", "malformed"),
        (f"state={STATE}\r\nX: y", "malformed"),
        (f"state={STATE}& x", "malformed"),
        (f"state={STATE}\x00", "malformed"),
        (f"state={STATE}&x=\ud800", "malformed"),
        (f"state={STATE}&x=ä", None),
        (f"state={STATE}&x=%zz%", None),
    ],
)
def test_a_return_has_the_state_exactly_once(query: str, trouble: str | None) -> None:
    """
    Neither a missing nor a second state passes, however it is written.
    """
    assert check(query) == trouble


def test_a_return_has_at_most_8_kib() -> None:
    """
    8,192 bytes pass, one more does not; the question mark is not counted.
    """
    query = f"state={STATE}&x="
    query += "x" * (MAX_BYTES - len(query))
    assert MAX_BYTES == 8192
    assert check(query) is check(f"?{query}") is None
    assert check_form(f"?{query}") is None
    assert check(f"{query}x") == "too_long"
    assert check(f"{query[:-1]}ä") == "too_long"


def test_a_state_of_the_provider_may_have_any_characters() -> None:
    """
    A state that is not ours passes encoded, and also if the bank left a plus sign as it was.
    """
    digest = state_digest("a+b/c= d&ä")
    assert check("my%20ctx=a%2Bb%2Fc%3D%20d%26%C3%A4", field="my ctx", digest=digest) is None
    assert check("my+ctx=a%2Bb/c=+d%26%c3%a4", field="my ctx", digest=digest) is None
    assert check("s=a+b/c=", field="s", digest=state_digest("a+b/c=")) is None
    assert check("s=a+b", field="s", digest=state_digest("a b")) is None


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("error=access_denied&error_description=x", "access_denied"),
        ("?code=1&error=Abgebrochen+vom%20Nutzer", "Abgebrochen vom Nutzer"),
        ("?errors=1&xerror=2&code=3", None),
        ("error=", None),
        ("error", None),
        ("", None),
        ("error=%1b[31mrot%E2%80%AE%0d%0aX:%20y", "rot X: y"),
        (f"error={'x' * 300}", "x" * 200),
        (f"error=x&y={'y' * MAX_BYTES}", None),
        (f"error=x&y={'y' * (MAX_BYTES - 10)}", "x"),
    ],
)
def test_the_error_of_a_bank_is_one_short_line(query: str, error: str | None) -> None:
    """
    What the bank says went wrong is printable, whatever a browser was made to bring.
    """
    assert bank_error(query) == error


@pytest.mark.parametrize(
    ("url", "longer"),
    [
        ("https://a.example", "https://a.example?cb=x%26y%20%C3%A4"),
        ("https://a.example/p/?a=%7e", "https://a.example/p/?a=%7e&cb=x%26y%20%C3%A4"),
        ("https://a.example?", "https://a.example?cb=x%26y%20%C3%A4"),
        ("https://a.example?a&", "https://a.example?a&cb=x%26y%20%C3%A4"),
        ("https://a.example/#/f?g#h", "https://a.example/?cb=x%26y%20%C3%A4#/f?g#h"),
        ("https://a.example?a=b+c#f", "https://a.example?a=b+c&cb=x%26y%20%C3%A4#f"),
    ],
)
def test_fields_are_added_without_changing_the_rest(url: str, longer: str) -> None:
    """
    New fields stand before the fragment and behind the old ones, which stay byte for byte.
    """
    assert with_query(url, cb="x&y ä") == longer
    assert with_query(url) == url
    assert parse_qsl(urlsplit(longer).query)[-1] == ("cb", "x&y ä")


def test_a_url_can_be_added_as_a_field() -> None:
    """
    A field may be named and filled like a URL.
    """
    inner = with_query("https://app.example/back?x=1#y", state=STATE)
    outer = with_query("https://bank.example/?a=b", url=inner, z="ü")
    assert dict(parse_qsl(urlsplit(outer).query)) == {"a": "b", "url": inner, "z": "ü"}


@pytest.mark.parametrize(
    "url",
    [
        "https://bank.example",
        "HTTPS://Bank.example:8443/a//b/../c;d?e={f}|g&h=https://i#/j?k",
        "https://xn--mller-kva.example/ä?%zz",
        "https://[2001:db8::1]/",
        "https://192.0.2.1?x",
    ],
)
def test_pages_of_banks_pass_unchanged(url: str) -> None:
    """
    An https URL with a host passes, also if its path is one that no API has.
    """
    assert checked_browser_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bank.example",
        "//bank.example/",
        "/path",
        "http://bank.example/",
        "http://127.0.0.1/",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https:/bank.example",
        "https:bank.example",
        "https:///path",
        "https://?x",
        "https://user@bank.example/",
        "https://user:pw@bank.example/",
        "https://bank.example@evil.example/",
        "https://bank.example\\@evil.example/",
        "https://bank.example/a b",
        " https://bank.example/",
        "https://bank.example/\n",
        "https://bank.example/\x00",
        "https://bank.example/\u202e",
        "https://bank.example/\xa0",
        "https://bank.example/\ud800",
        "https://bank.example/'\"><script>",
        "https://b\u00e4nk.example/",
        "https://bank.example:0/",
        "https://bank.example:x/",
        "https://bank..example/",
        "https://1.2.3/",
        "https://[::1/",
        "https://bank.example%2eevil.example/",
        f"https://bank.example/{'x' * MAX_BYTES}",
    ],
)
def test_no_other_page_is_opened(url: str) -> None:
    """
    What is not plainly an https page is refused, and the error does not repeat it.
    """
    with pytest.raises(ArgumentError) as caught:
        checked_browser_url(url, place="redirectUrl")
    assert str(caught.value).startswith("redirectUrl: ")
    assert "bank" not in str(caught.value)


def test_a_url_may_have_8_kib() -> None:
    """
    8,192 bytes pass, one more does not.
    """
    url = "https://bank.example/"
    url += "x" * (MAX_BYTES - len(url))
    assert checked_browser_url(url) == url
    with pytest.raises(ArgumentError, match="longer than 8192 bytes"):
        checked_browser_url(f"{url}x")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8080", "[::1]:1"])
def test_a_page_of_this_machine_may_be_http(host: str) -> None:
    """
    Tests may send a browser to this machine without TLS, if the caller says so.
    """
    url = f"http://{host}/x"
    assert checked_browser_url(url, allow_loopback=True) == url
    for other in (url, "http://bank.example/"):
        with pytest.raises(ArgumentError, match="https"):
            checked_browser_url(other, allow_loopback=other != url)


@pytest.mark.parametrize(
    ("url", "allow_loopback", "is_opened"),
    [
        ("https://bank.example/", False, True),
        ("http://localhost:1/x", True, True),
        ("http://localhost:1/x", False, False),
        ("http://bank.example/", True, False),
        ("", True, False),
        (None, True, False),
        (17, True, False),
    ],
)
def test_a_page_that_is_not_safe_is_a_step_that_is_not_known(
    url: Any, *, allow_loopback: bool, is_opened: bool
) -> None:
    """
    No one was sent to it, so no one approves anything there; its text is shown.
    """
    redirect = RedirectContext(state=STATE, allow_loopback=allow_loopback)
    requested = BrowserRequested(
        details=EventDetails(AT, code="C1"), page="bank", shown=Shown(text="Zur Bank")
    )
    found = browser_page(url, redirect, requested)
    if is_opened:
        assert (found.event, found.url) == (requested, url)
        return
    assert found.event == UnsupportedStep(
        details=requested.details, shown=requested.shown, can_be_approved=False
    )
    assert found.url is None


def test_a_state_that_is_no_text_has_a_digest_too() -> None:
    """
    A provider may send half of a surrogate pair, which a query cannot bring back.
    """
    assert len({state_digest(one) for one in ("", "\ud800", "\udfff", "?")}) == 4
    assert check("state=%ED%A0%80", digest=state_digest("\ud800")) == "mismatch"
