"""
Probes of requests: what goes out is what was asked for, and nothing else.
"""

from __future__ import annotations

import socket

from ..core.exceptions import ArgumentError, KontokitError, TransportError
from ..core.secret import Secret
from .bench import Bench, environment, require
from .hostile_server import body
from .probe import probe

_TARGETS = (
    "/a?",
    "/a%2Fb",
    "/a/%2e%2e/b",
    "/a/../b",
    "/a'b(c)*!",
    "/a;v=1/b,c",
    "/a?x=%2e&y=%zz&z=a|b",
    "/a//b",
    "/a?q=ü",
    "/a b",
    "/a\r\nX-Evil: 1",
    "/%00",
)


@probe()
def verbatim_target(bench: Bench) -> None:
    """
    A target is sent byte for byte, or nothing is sent.
    """
    for target in _TARGETS:
        heard = len(bench.server.heard)
        outcome = bench.send(target)
        arrived = [one.target for one in bench.server.heard[heard:]]
        if isinstance(outcome, KontokitError):
            require(not arrived, f"{target!r} was refused after it had been sent")
            unsent = isinstance(outcome, ArgumentError) or not getattr(outcome, "maybe_sent", True)
            require(unsent, f"{target!r} was not sent, and the error does not say so")
        else:
            require(arrived == [target], f"{target!r} arrived as {arrived!r}")


_VALUES = ("a\r\nX-Evil: 1", "a\nb", "a\rb", "a\x00b", "\x7f", " a", "€")


@probe()
def illegal_header(bench: Bench) -> None:
    """
    A header that cannot be sent is an ArgumentError without its value, and nothing is sent.
    """
    for value in _VALUES:
        outcome = bench.send(headers=(("X-Probe", Secret(value)),))
        require(isinstance(outcome, ArgumentError), f"the value {value!r} gave {outcome!r}")
        require(value.strip() not in str(outcome) or value == " a", "the error quotes the value")
    for name in ("", "X Probe", "X-Probe:", "X-Probe\r\nX-Evil"):
        outcome = bench.send(headers=((name, "1"),))
        require(isinstance(outcome, ArgumentError), f"the name {name!r} gave {outcome!r}")
    require(not bench.server.heard, "a request with such a header was sent")


@probe()
def nothing_added(bench: Bench) -> None:
    """
    The request has the headers that were given, Host, its length, and no others of a user.
    """
    outcome = bench.send(
        "/path", method="POST", body=b"\x00\xff{}", headers=(("X-Probe", Secret("ä")),)
    )
    require(not isinstance(outcome, KontokitError), f"the request failed: {outcome!r}")
    heard = bench.server.heard[-1]
    host = bench.server.url.partition("://")[2]
    require(heard.method == "POST", f"the method arrived as {heard.method}")
    require(heard.body == b"\x00\xff{}", f"the body arrived as {heard.body!r}")
    require(heard.values("host") == [host], f"Host arrived as {heard.values('host')!r}")
    require(heard.values("x-probe") == ["ä"], f"a header arrived as {heard.values('x-probe')!r}")
    require(heard.values("content-length") == ["4"], "there is not one length of the body")
    for name in ("authorization", "cookie", "proxy-authorization", "referer", "transfer-encoding"):
        require(not heard.values(name), f"the header {name} was added")


@probe()
def no_cookies(bench: Bench) -> None:
    """
    Cookies are not kept.
    """
    bench.server.writes(body("", "Set-Cookie: session=1; Path=/"))
    bench.send("/first")
    bench.send("/next")
    require(not bench.server.heard[-1].values("cookie"), "the next call sent a cookie")


@probe()
def no_redirects(bench: Bench) -> None:
    """
    Redirects are not followed.
    """
    for status in (301, 302, 303, 307, 308):
        line = b"HTTP/1.1 %d Moved\r\nContent-Length: 0\r\nLocation: /else\r\n\r\n" % status
        bench.server.writes(line)
        outcome = bench.send("/first", method="POST", body=b"{}")
        got = getattr(outcome, "status_code", outcome)
        require(got == status, f"a response {status} gave {got!r}")
        targets = [one.target for one in bench.server.heard]
        require("/else" not in targets, f"a response {status} was followed")


@probe()
def no_environment(bench: Bench) -> None:
    """
    Proxies, netrc files and certificates of the environment are not used.
    """
    with socket.create_server(("127.0.0.1", 0)) as dead:
        proxy = f"http://127.0.0.1:{dead.getsockname()[1]}"
        dead.close()
        names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
        with environment(**dict.fromkeys(names, proxy), NO_PROXY="", no_proxy=""):
            transport = bench.another()
            outcome = bench.send("/direct", by=transport)
    require(not isinstance(outcome, KontokitError), f"with a proxy in it, a call gave {outcome!r}")


@probe()
def unreachable_server(bench: Bench) -> None:
    """
    A server that cannot be reached has an error of its own: nothing was sent.
    """
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    for wanted in (url, "http://no-such-host.invalid/"):
        outcome = bench.send(url=wanted)
        is_right = isinstance(outcome, TransportError) and not outcome.maybe_sent
        require(is_right, f"a call to {wanted} gave {outcome!r}")
