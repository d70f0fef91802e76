"""
The kinds of faults: one table, from which the README, the control page and the tests are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Literal

from ..sources.source import Source, Sources, lines, made_up, parts

__all__ = ["APIS", "GROUPS", "KINDS", "FaultKind", "Group", "Stage", "kind_named"]

Group = Literal["time", "connection", "status", "body", "growth", "bank", "sign-in", "webhooks"]
Stage = Literal["before", "bank", "answer", "wire", "listener", "delivery"]
"""Where a fault acts: before the request is handled, at the bank or the sign-in, on the response,
on its bytes, on the port, or on a notification. A request meets one fault of each stage at most."""

_FINAPI = ("finapi_access", "finapi_access_v1", "finapi_webform")
_WITH_BANKS = ("banksapi", *_FINAPI)
APIS = ("bankimport", *_WITH_BANKS)
"""All APIs of the sandbox."""


@dataclass(frozen=True, kw_only=True)
class FaultKind:
    """
    What can go wrong, at which stage of a call, and with which options.
    """

    name: str
    group: Group
    stage: Stage
    does: str
    """In the words of the README."""
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The options with their defaults."""
    apis: tuple[str, ...] = ()
    """The APIs it makes sense for; empty for all."""
    sources: Sources

    @property
    def is_for_tokens(self) -> bool:
        """
        Whether only requests to the token endpoint meet it.
        """
        return self.group == "sign-in" and self.name not in ("token_ended", "clock_skew")

    @property
    def is_at_bank(self) -> bool:
        """
        Whether it happens at the bank, which no request to the token endpoint reaches.
        """
        return self.group == "bank"


def _of(
    group: Group,
    stage: Stage,
    name: str,
    does: str,
    sources: Source | Sources,
    apis: tuple[str, ...] = (),
    **options: Any,
) -> FaultKind:
    return FaultKind(
        name=name,
        group=group,
        stage=stage,
        does=does,
        apis=apis,
        options=MappingProxyType(options),
        sources=sources if isinstance(sources, tuple) else (sources,),
    )


_NETWORK = made_up("what networks and busy servers do")
_SERVER = made_up("what gateways and broken servers send")
_BROKEN = made_up("a server that breaks its own document")
_OLD_TOKEN = (lines("001", 1215), parts("finAPI Access 2024.18.1", "BadCredentialsError"))
_CODE = parts("finAPI Access 2024.18.1", "ErrorCode")
_AT_FINAPI = made_up("that finAPI's code is BANK_SERVER_REJECTION")
_RENEWAL = parts("RFC 6749")
_RECEIVER = made_up("what a receiver has to withstand")


def _message(*found: int) -> Sources:
    return (lines("001", *found), _CODE, _AT_FINAPI)


_ALL = (
    _of(
        "time", "before", "delay",
        "waits before the request is handled: `ms`, or drawn from a log-normal distribution with"
        " `median` (ms) and `sigma`",
        _NETWORK, ms=1000, median=None, sigma=0.5,
    ),
    _of(
        "time", "wire", "slow_headers",
        "sends head and body slowly", _NETWORK, bytes_per_second=50,
    ),
    _of("time", "wire", "slow_body", "sends the body slowly", _NETWORK, bytes_per_second=50),
    _of(
        "time", "before", "hang",
        "never answers, until the caller gives up", _NETWORK, carried_out=False,
    ),
    _of(
        "connection", "listener", "refused",
        "the port of the API refuses connections, at once and for `seconds`; None until removed",
        _NETWORK, seconds=1.0,
    ),
    _of(
        "connection", "before", "reset_before",
        "resets the connection; nothing is carried out", _NETWORK,
    ),
    _of("connection", "wire", "answer_lost", "carried out; the connection is reset", _NETWORK),
    _of(
        "connection", "wire", "answer_cut",
        "carried out; the connection ends after the first `bytes` of the answer",
        _NETWORK, bytes=40,
    ),
    _of(
        "connection", "wire", "empty_answer",
        "carried out; the connection ends without a byte", _NETWORK,
    ),
    _of("connection", "wire", "garbage_then_close", "carried out; the answer is no HTTP", _SERVER),
    _of(
        "connection", "wire", "stale_connection",
        "answers, and closes the connection when the next request comes, which is not carried out",
        _NETWORK,
    ),
    _of("connection", "wire", "extra_answer", "sends a second answer behind the first", _SERVER),
    _of(
        "status", "answer", "status",
        "answers with the status `code` in the provider's own shape, 502 and 504 in HTML;"
        " with `Retry-After` if `retry_after` is given",
        (lines("001", (1210, 1219)), parts("finAPI Access 2024.18.1", "ErrorMessage"), _SERVER),
        code=500, retry_after=None, carried_out=False,
    ),
    _of(
        "status", "answer", "response",
        "answers with exactly this; `body` is text or bytes",
        made_up("whatever a test wants"), status=200, headers={}, body="", carried_out=False,
    ),
    _of("body", "answer", "html_200", "a page in HTML with status 200", _SERVER),
    _of(
        "body", "answer", "wrong_type",
        "the right body as another `type`", _SERVER, type="text/plain",
    ),
    _of("body", "answer", "bad_json", "the JSON ends too early", _SERVER),
    _of(
        "body", "answer", "deep_json",
        "arrays in each other, `depth` levels deep", _SERVER, depth=10_000,
    ),
    _of("body", "answer", "huge", "`mib` MiB of white space before the JSON", _SERVER, mib=64),
    _of("body", "answer", "gzip_bomb", "some KiB that become `mib` MiB", _SERVER, mib=64),
    _of("body", "answer", "gzip_two_parts", "compressed in two members", _SERVER),
    _of(
        "body", "wire", "wrong_length",
        "`Content-Length` is larger than the body by `more`, which may be negative",
        _SERVER, more=10,
    ),
    _of("body", "answer", "bom", "begins with a byte order mark", _SERVER),
    _of("body", "answer", "duplicate_keys", "the first member of an object comes twice", _SERVER),
    _of("body", "answer", "nan", "a number is `NaN`", _SERVER),
    _of(
        "growth", "answer", "unknown_field",
        "every object has a field that no document knows",
        (lines("001", 210), made_up("at finAPI and Bankimport")),
    ),
    _of(
        "growth", "answer", "unknown_enum",
        "an enum has a value that no document knows",
        (lines("001", 210), made_up("at finAPI and Bankimport")),
    ),
    _of(
        "growth", "answer", "missing_field",
        "a required field is missing: the first, or that of `path`, such as `accounts.0.iban`",
        _BROKEN, path=None,
    ),
    _of(
        "growth", "answer", "null_field",
        "a required field is null: the first, or that of `path`", _BROKEN, path=None,
    ),
    _of(
        "bank", "bank", "maintenance",
        "the bank is closed: BA1000, or 422; within the `window` of the day, such as `01:00-04:00`",
        _message(1231), _WITH_BANKS, window=None,
    ),
    _of(
        "bank", "bank", "consent_ended",
        "all consents of the caller end",
        (lines("001", (658, 662)), parts("finAPI Access 2024.18.1", "BankConsentStatus")),
        _WITH_BANKS,
    ),
    _of(
        "bank", "bank", "login_required",
        "the bank wants the credentials again: what is stored is no longer enough",
        (lines("001", 678, 1234), _CODE, _AT_FINAPI), _WITH_BANKS,
    ),
    _of(
        "bank", "bank", "locked",
        "the bank has locked the login: BA1010, or 422", _message(1233), _WITH_BANKS,
    ),
    _of(
        "bank", "bank", "budget_exceeded",
        "the bank allows no more accesses today: BA1053, or 422", _message(1240), _WITH_BANKS,
    ),
    _of(
        "bank", "bank", "credentials_changed",
        "the bank refuses the credentials: BA1011, or 422", _message(678, 1234), _WITH_BANKS,
    ),
    _of(
        "bank", "bank", "bank_offline",
        "the bank is not there: BA1051, or 422", _message(1238), _WITH_BANKS,
    ),
    _of(
        "bank", "answer", "duplicate_rows",
        "each transaction comes twice, under two ids", made_up("a bank that delivers a row twice"),
    ),
    _of(
        "bank", "answer", "rows_change_id",
        "transactions come under other ids", made_up("what an import from anew does"),
    ),
    _of(
        "sign-in", "bank", "token_ended",
        "the token of the request has ended", _OLD_TOKEN, _WITH_BANKS,
    ),
    _of(
        "sign-in", "bank", "refresh_rotated",
        "this refresh returns a new refresh token and revokes the old one", _RENEWAL, _FINAPI,
    ),
    _of("sign-in", "bank", "refresh_refused", "the refresh token has ended", _RENEWAL, _FINAPI),
    _of(
        "sign-in", "answer", "token_error_without_description",
        "the token endpoint answers 401 with nothing but an `error`",
        _RENEWAL, error="invalid_client",
    ),
    _of(
        "sign-in", "answer", "clock_skew",
        "`Date` and `validTo` are ahead by `seconds`, which may be negative",
        made_up("a clock that is wrong"), seconds=3600,
    ),
    _of("webhooks", "delivery", "drop", "the notification is never sent", lines("001", 749)),
    _of("webhooks", "delivery", "twice", "it is sent twice", _RECEIVER),
    _of(
        "webhooks", "delivery", "late",
        "it is sent after `seconds`", lines("001", 749), seconds=60,
    ),
    _of("webhooks", "delivery", "out_of_order", "it is sent after the next one", _RECEIVER),
    _of(
        "webhooks", "delivery", "serial_gap",
        "`n` serial numbers before it are missing", lines("001", 751), n=1,
    ),
    _of(
        "webhooks", "delivery", "bad_signature",
        "its signature is wrong", (parts("Bankimport's push page"), _RECEIVER),
    ),
    _of("webhooks", "delivery", "truncated", "its body ends too early", _RECEIVER),
)  # fmt: skip

KINDS: Mapping[str, FaultKind] = MappingProxyType({one.name: one for one in _ALL})
"""The kinds by name, in the order of the README."""
GROUPS: tuple[Group, ...] = tuple(dict.fromkeys(one.group for one in _ALL))


def kind_named(name: str) -> FaultKind:
    """
    Find a kind.

    Raises:
        ValueError: There is none; the message names the nearest.
    """
    if name not in KINDS:
        near = get_close_matches(name, KINDS, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise ValueError(f"there is no kind of fault {name!r}{hint}")
    return KINDS[name]
