"""
Probes of responses: limits, codings, broken ones, and how long they may take.
"""

from __future__ import annotations

import gzip
import socket
import time
import zlib

from ..core.deadline import Deadline
from ..core.exceptions import ConnectionLostError, KontokitError, TransportTimeoutError
from ..core.http_response import HttpResponse
from ..core.secret import Secret
from ..http.messages import Timeouts
from .bench import PLANTED, Bench, Outcome, listening, require
from .hostile_server import OK, HeardRequest, body, drip
from .probe import probe

_SECONDS = 0.8
_SLACK = 0.5
"""What a busy machine may add."""
_MOST = 20_000_000
"""How many bytes a response without end has."""
_DRIPS = {
    "nothing": drip(b"", b""),
    "the status line": drip(b"HTTP/1.1 200 ", b"O"),
    "a header": drip(OK + b"X-Long: ", b"x"),
    "interim responses": drip(b"", b"HTTP/1.1 103 Hints\r\n\r\n"),
    "the body": drip(OK + b"Content-Length: 10000\r\n\r\n", b" "),
    "chunks": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "the size of a chunk": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
}


@probe()
def deadline(bench: Bench) -> None:
    """
    A call ends within a tenth of its deadline, whatever drips.
    """
    for name, reply in _DRIPS.items():
        bench.server.reply = reply
        begun = time.monotonic()
        outcome = bench.send(
            timeouts=Timeouts(read=3, total=_SECONDS), deadline=Deadline.after(_SECONDS)
        )
        took = time.monotonic() - begun
        require(took < _SECONDS * 1.1 + _SLACK, f"while {name} dripped, it took {took:.1f} seconds")
        is_right = isinstance(outcome, TransportTimeoutError) and outcome.maybe_sent
        require(is_right, f"while {name} dripped, it gave {outcome!r}")


@probe()
def read_timeout(bench: Bench) -> None:
    """
    A step ends with its own timeout.
    """
    bench.server.reply = _DRIPS["nothing"]
    begun = time.monotonic()
    outcome = bench.send(timeouts=Timeouts(read=0.4, total=3))
    took = time.monotonic() - begun
    require(took < 0.4 + _SLACK, f"it took {took:.1f} seconds")
    require(isinstance(outcome, TransportTimeoutError), f"it gave {outcome!r}")


_BROKEN = {
    "no response": b"",
    "no HTTP": b"\x00\x01\x02\r\n\r\n",
    "a body that is too short": OK + b"Content-Length: 10\r\n\r\n{",
    "chunks without an end": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    "a chunk with a wrong size": OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n",
    "a negative chunk": OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
    "a chunk with a sign": OK + b"Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n",
    "a chunk without its line end": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}{}\r\n0\r\n\r\n"
    ),
    "a NUL in a header": OK + b"X-A: \x00\r\nContent-Length: 2\r\n\r\n{}",
    "two lengths": OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "a length with a sign": OK + b"Content-Length: +2\r\n\r\n{}",
    "a length that is no number": OK + b"Content-Length: 0x2\r\n\r\n{}",
    "a negative length": OK + b"Content-Length: -1\r\n\r\n{}",
    "a head of 10 MB": OK + b"X-Long: " + b"a" * 10_000_000 + b"\r\n\r\n",
}


@probe()
def broken_response(bench: Bench) -> None:
    """
    A response that is broken is lost, and the request may have arrived.
    """
    for name, raw in _BROKEN.items():
        bench.server.writes(raw, then_close=True)
        outcome = bench.send(method="POST", body=b"{}")
        is_right = isinstance(outcome, ConnectionLostError) and outcome.maybe_sent
        require(is_right, f"{name} gave {outcome!r}")


_ENDLESS = {
    "headers": (OK, b"X-A: 1\r\n"),
    "a header": (OK + b"X-Long: ", b"aaaaaaaa"),
    "trailers": (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: 1\r\n"),
}


@probe()
def endless_response(bench: Bench) -> None:
    """
    What stands before and behind a body has a limit, however fast it comes.
    """
    for name, (begin, piece) in _ENDLESS.items():
        sent = [0]

        def reply(
            connection: socket.socket,
            _: HeardRequest,
            sent: list[int] = sent,
            parts: tuple[bytes, bytes] = (begin, piece * 1000),
        ) -> None:
            connection.sendall(parts[0])
            while sent[0] < _MOST:
                connection.sendall(parts[1])
                sent[0] += len(parts[1])

        bench.server.reply = reply
        outcome = bench.send()
        is_right = isinstance(outcome, ConnectionLostError) and outcome.maybe_sent
        require(is_right, f"{name} without end gave {outcome!r}")
        require(sent[0] < _MOST, f"{_MOST:,} bytes of {name} were read")


@probe()
def interim_responses(bench: Bench) -> None:
    """
    Interim responses are skipped.
    """
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 1000
    bench.server.writes(hints + body("final"))
    require(bench.text() == "final", "the final response was not found")


@probe()
def content_codings(bench: Bench) -> None:
    """
    Bodies in gzip are decompressed, of several members too; no other coding is asked for.
    """
    text = b"x" * 1000
    members = gzip.compress(text[:400]) + gzip.compress(text[400:])
    good = {"gzip": gzip.compress(text), "x-gzip": members, "none": text, "UTF-8": text}
    for coding, data in good.items():
        bench.server.writes(body(data, f"Content-Encoding: {coding}"))
        outcome = bench.send()
        found = getattr(outcome, "body", outcome)
        require(found == text, f"a body with the coding {coding} was not read")
    asked = ", ".join(bench.server.heard[-1].values("accept-encoding"))
    require(asked in ("", "gzip", "identity"), f"it asks for the codings {asked}")
    bench.server.writes(body(gzip.compress(text)[:-9], "Content-Encoding: gzip"))
    outcome = bench.send()
    require(isinstance(outcome, ConnectionLostError), f"half a body in gzip gave {outcome!r}")
    bench.server.writes(body(b"\x1b\x03", "Content-Encoding: br"))
    outcome = bench.send()
    is_right = isinstance(outcome, HttpResponse) and outcome.unreadable
    require(is_right, f"a coding that was not requested gave {outcome!r}")


@probe()
def body_limit(bench: Bench) -> None:
    """
    Of a body over the limit of the request only that much is kept, and it says so.
    """
    bench.server.writes(body(b"x" * 100_000))
    _require_cut(bench.send("/first", max_body=1000), "a plain body")
    require(bench.text("/next") == "/next", "the rest of it was the next response")
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(50)) + packer.flush()
    bench.server.writes(body(bomb, "Content-Encoding: gzip"))
    _require_cut(bench.send("/first", max_body=10_000_000), "a bomb in gzip")
    bench.server.writes(body(b"x" * 1000))
    outcome = bench.send("/first", max_body=1000)
    is_whole = isinstance(outcome, HttpResponse) and not outcome.too_large
    require(is_whole, "a body of just the limit was cut")


def _require_cut(outcome: Outcome, what: str) -> None:
    if isinstance(outcome, KontokitError):
        raise AssertionError(f"{what} gave {outcome!r}")
    require(outcome.too_large, f"{what} was read whole")
    require(len(outcome.body) <= 10_000_000, f"{what} was kept beyond the limit")


@probe()
def quiet_errors(bench: Bench) -> None:
    """
    Errors and log records hold nothing of the request or the response, nor of the library.
    """
    more = {
        "headers": (("Authorization", Secret(f"Bearer {PLANTED}")),),
        "body": f'{{"pin": "{PLANTED}"}}'.encode(),
        "method": "POST",
    }
    dirty = f"HTTP/1.1 {PLANTED} no status\r\n\r\n".encode()
    with listening() as logged:
        outcomes: list[Outcome] = []
        for raw in (b"", dirty, OK + b"Content-Length: 9\r\nX-S: %s\r\n\r\n{" % PLANTED.encode()):
            bench.server.writes(raw, then_close=True)
            outcomes.append(bench.send(f"/a?iban={PLANTED}", **more))
    for outcome in outcomes:
        require(isinstance(outcome, KontokitError), f"a broken response gave {outcome!r}")
        if isinstance(outcome, KontokitError):
            shown = f"{outcome!r} {outcome} {vars(outcome)!r}"
            require(PLANTED not in shown, "an error quotes the request or the response")
            chained = outcome.__cause__ or outcome.__context__
            require(chained is None, f"an error is chained to {type(chained).__name__}")
    require(not [one for one in logged if PLANTED in one], "a log record quotes the request")
