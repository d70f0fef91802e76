"""
The control API: who may call it, its document, and its calls against what the Python class does.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import aclosing, closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from inspect import signature
from itertools import islice
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import pytest

from kontokit_sandbox import Sandbox, WebhookInbox
from kontokit_sandbox.control.application import ControlApplication
from kontokit_sandbox.control.calls import Calls
from kontokit_sandbox.control.client import AsyncControl, Control
from kontokit_sandbox.control.clock import read_duration
from kontokit_sandbox.control.resources import Part, parts_of
from kontokit_sandbox.control.tokens import ControlToken
from kontokit_sandbox.faults.kinds import KINDS
from kontokit_sandbox.server.addresses import Addresses
from kontokit_sandbox.server.service import Handlers
from tests.support.banksapi_customers import Customer, customer_of
from tests.support.control_caller import ControlCaller
from tests.support.finapi_callers import LOGIN, user_of
from tests.support.raw_http import send_raw


@pytest.fixture
def control(sandbox: Sandbox) -> ControlCaller:
    return ControlCaller(sandbox)


INSIDE = {
    "faults.for_delivery", "faults.reset", "faults.take", "hooks.add", "hooks.begin_night",
    "hooks.collect", "saves.begin", "saves.end", "saves.keep_initial", "saves.restore_initial",
    "worlds.clear", "worlds.close", "worlds.open",
}  # fmt: skip
"""Methods that only the sandbox itself calls."""


def document(control: ControlCaller) -> dict[str, Any]:
    reply = send_raw("GET", control.url.removesuffix("/api") + "/openapi.json")
    assert reply.status == 200
    found: dict[str, Any] = reply.json
    return found


def operations(control: ControlCaller) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document(control)["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def test_every_call_but_health_needs_the_token(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    Without a token, with a wrong one and with another scheme the answer is 401 and tells nothing.
    """
    open_calls = list[str]()
    for method, path, _ in operations(control):
        url = control.url + path.replace("{number}", "1").replace("{", "").replace("}", "")
        reply = send_raw(method, url)
        if reply.status != 401:
            open_calls.append(path)
    assert open_calls == ["/health"]
    for wrong in ("Bearer x", "Bearer", f"Basic {sandbox.control_token}", "Bearer ä"):
        reply = control.call("GET", "/info", Authorization=wrong)
        assert (reply.status, reply.headers["www-authenticate"]) == (401, "Bearer")
        assert reply.headers["content-type"] == "application/problem+json"


def test_guessing_a_token_ends_after_a_dozen() -> None:
    """
    Twelve wrong tokens in a minute lock the control API, for the right token as well.
    """
    with Sandbox() as sandbox:
        control = ControlCaller(sandbox)
        statuses = [
            control.call("GET", "/clock", Authorization="Bearer x").status for _ in "x" * 13
        ]
        assert statuses == [401] * 12 + [429]
        assert int(control.call("GET", "/clock").headers["retry-after"]) <= 60


def test_a_token_can_be_given_or_left_out() -> None:
    """
    A test may set the token, and a container on a network of its own may do without.
    """
    with Sandbox(control_token="known") as sandbox:
        assert ControlCaller(sandbox).headers == {"Authorization": "Bearer known"}
        assert ControlCaller(sandbox).get("/clock")
    with Sandbox(control_token="") as sandbox:
        assert send_raw("GET", ControlCaller(sandbox).url + "/clock").status == 200


def test_a_page_of_another_site_can_call_nothing(control: ControlCaller) -> None:
    """
    Not even a link leads to a call, and a form of the own page counts as its own.
    """
    site = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    for value, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200)):
        headers = {"Sec-Fetch-Site": value, **site}
        assert control.call("GET", "/clock", **headers).status == status


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"advnce": "P1D"}, "body.advnce: unknown; did you mean advance?"),
        ({"zzz": 1, "advance": "P1D"}, "body.zzz: unknown; known are advance, set, frozen"),
        ({"frozen": "yes"}, "body.frozen: 'yes' is not of type 'boolean'"),
        ([], "body: [] is not of type 'object'"),
    ],
)
def test_a_wrong_body_is_explained(control: ControlCaller, body: Any, place: str) -> None:
    """
    An unknown member is 422 with the known one that is most like it, and nothing is done.
    """
    before = control.get("/clock")["now"]
    reply = control.call("POST", "/clock", body)
    assert (reply.status, reply.json["status"]) == (422, 422)
    assert place in reply.json["places"]
    assert control.get("/clock")["now"] < before.replace("T", "U")
    assert not control.get("/clock")["frozen"]


def test_a_body_has_to_be_json(control: ControlCaller) -> None:
    """
    A form, which any page could send, is 415; what is no JSON is 422.
    """
    headers = {**control.headers, "Content-Type": "text/plain"}
    assert send_raw("POST", control.url + "/clock", headers=headers, content=b"{}").status == 415
    headers["Content-Type"] = "application/json; charset=utf-8"
    assert send_raw("POST", control.url + "/clock", headers=headers, content=b"{").status == 422


def test_unknown_paths_and_methods_are_told(control: ControlCaller) -> None:
    """
    404 names the document, 405 the methods.
    """
    reply = control.call("GET", "/clocks")
    assert (reply.status, "openapi.json" in reply.json["detail"]) == (404, True)
    reply = control.call("PUT", "/clock", {})
    assert (reply.status, reply.headers["allow"]) == (405, "GET, POST")


def test_the_clock_moves_stands_and_runs(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    A call moves the same clock as the Python class.
    """
    began = sandbox.now
    moved = control.call("POST", "/clock", {"advance": "P1DT2H", "frozen": True}).json
    assert moved["frozen"]
    now = datetime.fromisoformat(moved["now"])
    assert timedelta(hours=26) <= now - began < timedelta(hours=26, minutes=5)
    assert (sandbox.clock.now, sandbox.clock.is_frozen) == (now, True)
    control.call("POST", "/clock", {"set": "2190-01-01T00:00:00Z"})
    sandbox.clock.set(now + timedelta(days=1))
    control.call("POST", "/clock", {"frozen": False})
    assert sandbox.clock.now > now + timedelta(days=1)
    for wrong in ("2020-01-01T00:00:00Z", "2190-01-01T00:00:00Z", "2190-01-01T00:00:00"):
        assert control.call("POST", "/clock", {"set": wrong}).status == 422
    assert control.call("POST", "/reset", {}).status == 204
    assert abs(sandbox.now - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("P1D", 86400), ("PT90S", 90), ("P1W", 604800), ("P1DT2H3M4S", 93784), ("PT1M", 60)],
)
def test_durations_are_read(text: str, seconds: int) -> None:
    """
    Weeks, days, hours, minutes and seconds of ISO 8601.
    """
    assert read_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1", "1D", "P1M", "P-1D", "P1DT", "PT1D", "P1W1D"]
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    """
    Months and years have no fixed length, and an empty part says nothing.
    """
    with pytest.raises(ValueError, match="no duration"):
        read_duration(text)


def test_requests_are_listed_by_filters(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    API, operation, person, status and a number after which to begin.
    """
    user = user_of(sandbox, "finapi_access")
    user.call("GET", "/api/v2/accounts")
    user.call("GET", "/api/v2/accounts/1")
    send_raw("GET", f"{sandbox.url('banksapi')}/hello/")
    everything = control.get("/requests")["requests"]
    assert [one["api"] for one in everything][-1] == "banksapi"
    numbers = [one["number"] for one in everything]
    assert numbers == sorted(set(numbers))
    hello = control.get("/requests?api=banksapi")["requests"]
    assert [(one["path"], one["status"]) for one in hello] == [("/hello/", 200)]
    assert [one["operation"] for one in control.get("/requests?status=404")["requests"]] == [
        "getAccount"
    ]
    person = everything[-2]["person"]
    assert len(control.get(f"/requests?person={person}")["requests"]) == 2
    assert control.get(f"/requests?after={numbers[-2]}")["requests"] == hello
    assert len(control.get("/requests?limit=2")["requests"]) == 2
    assert control.call("DELETE", "/requests").status == 204
    assert control.get("/requests")["requests"] == sandbox.requests == []
    send_raw("GET", f"{sandbox.url('banksapi')}/hello/")
    assert control.get("/requests")["requests"][0]["number"] > numbers[-1]


def test_no_secret_is_in_the_journal(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    Tokens, passwords, PINs, TANs and bank credentials are blotted out, with their length.
    """
    user = user_of(sandbox, "finapi_access")
    body = {"bankId": 280001, "bankingInterface": "XS2A", "loginCredentials": LOGIN}
    user.call("POST", "/api/v2/bankConnections/import", body)
    customer_of(sandbox).add_access()
    text = "".join(
        json.dumps(control.get(f"/requests/{one['number']}"), ensure_ascii=False)
        for one in control.get("/requests")["requests"]
    )
    known = sandbox.credentials
    secrets = [known.finapi_client_secret, known.banksapi_client_secret, known.banksapi_password]
    secrets += [one.headers["authorization"].partition(" ")[2] for one in sandbox.requests[1:]]
    assert len(secrets) > 5
    assert not [one for one in secrets if one in text]
    assert "•••• (" in text
    assert '"bankId":280001' in text.replace('\\"', '"')


def test_a_request_is_shown_with_both_bodies(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    Headers and bodies of a request and its response; a broken connection has no response.
    """
    sandbox.disturb("banksapi", "sayHello", "answer lost")
    for _ in range(2):
        try:
            send_raw("GET", f"{sandbox.url('banksapi')}/hello/")
        except (http.client.HTTPException, ConnectionError):
            continue
    lost, answered = (one["number"] for one in control.get("/requests?api=banksapi")["requests"])
    assert control.get(f"/requests/{lost}")["status"] is None
    found = control.get(f"/requests/{answered}")
    assert found["response"]["body_length"] == len(found["response"]["body"].encode())
    assert ["host", f"127.0.0.1:{sandbox.port}"] in found["request"]["headers"]
    assert control.call("GET", "/requests/999999").status == 404


def test_new_requests_arrive_as_events(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    The stream sends what fits its filters, once each, as soon as it is answered.
    """
    with closing(http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=10)) as connection:
        path = "/_sandbox/api/requests/stream?api=banksapi"
        connection.request("GET", path, headers=control.headers)
        response = connection.getresponse()
        assert response.getheader("Content-Type") == "text/event-stream; charset=utf-8"
        assert response.readline() == b": listening\n"
        send_raw("GET", f"{sandbox.url('finapi_access')}/nothing")
        send_raw("GET", f"{sandbox.url('banksapi')}/hello/")
        lines = [response.readline().decode().strip() for _ in range(4)]
    assert lines[2] == "event: request"
    event = json.loads(lines[3].removeprefix("data: "))
    assert (event["path"], event["status"], lines[1]) == ("/hello/", 200, f"id: {event['number']}")


def test_the_clients_follow_and_forget_requests(sandbox: Sandbox) -> None:
    """
    Each request comes as soon as it is answered, in asyncio too.
    """
    url = f"http://127.0.0.1:{sandbox.port}"
    send_raw("GET", f"{sandbox.url('banksapi')}/hello/")

    async def first() -> dict[str, Any]:
        async with (
            AsyncControl(url, sandbox.control_token) as client,
            aclosing(client.follow_requests(api="banksapi")) as found,
        ):
            return await anext(found)

    with Control(url, sandbox.control_token) as control:
        (one,) = control.requests(api="banksapi")["requests"]
        assert control.request(one["number"])["path"] == "/hello/"
        (seen,) = islice(control.follow_requests(api="banksapi"), 1)
        assert [seen, asyncio.run(first())] == [one, one]
        control.clear_requests()
        assert control.requests()["requests"] == []


@pytest.fixture
def customer(sandbox: Sandbox) -> Customer:
    return customer_of(sandbox)


def test_what_waits_for_a_person_can_be_decided(
    sandbox: Sandbox, control: ControlCaller, customer: Customer
) -> None:
    """
    A confirmation in an app is declined as the person would; what is not possible is told.
    """
    customer.add_access(user="decoupled-phone")
    found = control.get("/pending")["pending"]
    assert [(one["kind"], one["login"]) for one in found] == [("app", "decoupled-phone")]
    path = f"/pending/{found[0]['id']}"
    assert control.call("POST", path, {"do": "wrong"}).status == 422
    assert control.call("POST", path, {"do": "decline"}).status == 204
    assert control.get("/pending")["pending"] == []
    assert control.call("POST", path, {"do": "decline"}).status == 404
    assert sandbox.pending == []


def test_consents_of_one_user_end(control: ControlCaller, customer: Customer) -> None:
    """
    Others keep theirs, and an unknown user is told.
    """
    access = customer.complete_access()
    body = {"api": "banksapi", "person": "nobody"}
    assert control.call("POST", "/consents/end", body).status == 404
    assert control.call("POST", "/consents/end", {"api": "banksapi"}).status == 204
    found = customer.get(f"/customer/v2/bankzugaenge/{access['id']}")
    assert "start_sca" in {one["rel"] for one in found["relations"]}


def test_info_has_what_a_client_needs(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    Addresses, credentials and test logins are those of the running sandbox.
    """
    info = control.get("/info")
    assert {api: one["url"] for api, one in info["apis"].items()} == {
        api: sandbox.url(api) for api in info["apis"]
    }
    assert info["credentials"]["bankimport_token"] == sandbox.credentials.bankimport_token
    assert info["control"] == control.url
    assert "sms" in {one["name"] for one in info["logins"]}


def test_faults(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    A fault is added, seen to happen, and removed; what makes no sense is 422 with the reason.
    """
    body = {
        "kind": "status",
        "api": "finapi_access",
        "operation": "getBank",
        "times": None,
        "options": {"code": 503},
    }
    added = control.call("POST", "/faults", body)
    assert (added.status, added.json["id"], added.json["left"]) == (201, "f1", None)
    caller = user_of(sandbox, "finapi_access")
    assert caller.call("GET", "/api/v2/banks/280001").status == 503
    (seen,) = control.get("/faults")["faults"]
    assert (seen["hits"], seen["options"]["code"]) == (1, 503)
    wrong = control.call("POST", "/faults", {"kind": "answer_losd"})
    assert (wrong.status, "did you mean answer_lost?" in wrong.json["detail"]) == (422, True)
    drawn = control.call("POST", "/faults", {"kind": "bom", "probability": 0.25})
    assert drawn.json["probability"] == Decimal("0.25")
    assert control.call("DELETE", "/faults/f1").status == 204
    assert control.call("DELETE", "/faults/f1").status == 404
    assert control.call("DELETE", "/faults").status == 204
    assert sandbox.faults.all() == []
    kinds = {one["name"]: one["options"] for one in control.get("/fault-kinds")["kinds"]}
    assert kinds.keys() == KINDS.keys()
    assert kinds["answer_cut"] == {"bytes": 40}


def test_webhooks_are_set_and_fired(control: ControlCaller, customer: Customer) -> None:
    """
    Deliveries show what was sent and answered, without secrets; one is sent again.
    """
    customer.complete_access()
    with WebhookInbox() as inbox:
        path = "/hooks/banksapi"
        assert control.call("GET", path).status == 404
        assert control.call("PUT", path, {"url": inbox.url}).json["url"] == inbox.url
        events = control.get("/hooks")["events"]["banksapi"]
        fired = control.call("POST", "/hooks/fire", {"event": events[0], "api": "banksapi"})
        assert fired.status == 200, fired.body
        first = fired.json["deliveries"][0]
        inbox.wait()
        assert control.call("POST", "/hooks/gap", {"api": "banksapi", "count": 3}).json["next"] > 3
        again = control.call("POST", f"/hooks/deliveries/{first['id']}/resend").json
        assert again["deliveries"][0]["resent"] == first["id"]
        inbox.wait(len(fired.json["deliveries"]) + 1)
        assert control.get("/hooks/deliveries?limit=1")["deliveries"][0]["body"] == first["body"]
        assert control.call("DELETE", path).status == 204
    reply = control.call("POST", "/hooks/fire", {"event": "TRANSACTON"})
    assert (reply.status, "TRANSACTION" in reply.json["detail"]) == (422, True)
    assert control.call("POST", "/hooks/deliveries/x/resend").status == 404


def test_the_secret_of_a_webhook_is_not_shown(control: ControlCaller) -> None:
    """
    It can be set, and is blotted out afterwards.
    """
    body = {"url": "http://127.0.0.1:9/", "secret": "geheim", "basic": ["me", "auch-geheim"]}
    control.call("PUT", "/hooks/bankimport", body)
    shown = control.call("GET", "/hooks/bankimport").body.decode()
    assert "geheim" not in shown
    assert '"me"' in shown


def test_the_state_is_saved_and_restored(
    control: ControlCaller, customer: Customer, tmp_path: Path
) -> None:
    """
    By a name in memory, and in a file whose path has to be absolute.
    """
    path = str(tmp_path / "state")
    access = customer.complete_access()
    assert control.call("POST", "/snapshots", {"name": "one access"}).status == 201
    assert control.call("POST", "/state/save", {"path": path}).status == 204
    for call, body in (
        ("/snapshots/one%20access/restore", None),
        ("/state/restore", {"path": path}),
    ):
        control.call("POST", "/reset", {})
        assert customer.call("GET", "/customer/v2/bankzugaenge").status == 403
        assert control.call("POST", call, body).status == 204
        assert customer.get(f"/customer/v2/bankzugaenge/{access['id']}")["id"] == access["id"]
    assert control.get("/snapshots")["snapshots"] == ["one access"]
    assert control.call("DELETE", "/snapshots/one%20access").status == 204
    assert control.call("POST", "/snapshots/one%20access/restore").status == 404
    assert control.call("POST", "/state/save", {"path": "state"}).status == 422
    assert control.call("POST", "/state/restore", {"path": f"{path}2"}).status == 404
    (tmp_path / "text").write_text("no database, but long enough to be looked at " * 100)
    reply = control.call("POST", "/state/restore", {"path": str(tmp_path / "text")})
    assert (reply.status, "no state" in reply.json["detail"]) == (409, True)


def test_the_document_lists_what_the_class_can_do(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    Every name in ``x-python`` exists, and every public method of the resources is named.
    """
    named = {name for *_, one in operations(control) for name in one["x-python"]}
    for name in named:
        found: Any = sandbox
        for part in name.split("."):
            assert hasattr(found, part), name
            found = getattr(found, part)
    resources = {name.partition(".")[0] for name in named if "." in name}
    for resource in resources:
        public = {
            f"{resource}.{name}"
            for name in vars(cast("type[object]", type(getattr(sandbox, resource))))
            if not name.startswith("_")
        }
        assert public - INSIDE <= named


class Recorded(Calls[tuple[str, str]]):
    """
    Calls that are not sent.
    """

    def send(
        self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None
    ) -> tuple[str, str]:
        return method, path


def test_the_python_clients_have_every_call(control: ControlCaller) -> None:
    """
    Each operation of the document has a method, the stream too, and no method calls another path.
    """
    made: set[tuple[str, str]] = set()
    if hasattr(AsyncControl, "follow_requests") and hasattr(Control, "follow_requests"):
        made.add(("GET", "/requests/stream"))
    for name, method in vars(Calls).items():
        if not name.startswith("_") and name != "send":
            _, *wanted = signature(method).parameters.values()
            plain = [one for one in wanted if one.kind != one.VAR_KEYWORD]
            given = ["X" for one in plain if one.default is one.empty]
            made.add(getattr(Recorded(), name)(*given))
    described = {(method, re.sub(r"\{\w+\}", "X", path)) for method, path, _ in operations(control)}
    assert described == made


def test_an_operation_without_a_handler_is_a_bug() -> None:
    """
    The document and the handlers have to fit when the sandbox starts.
    """
    parts = [
        Part(one.name, Handlers[Any](), one.subject) if one.name == "clock" else one
        for one in parts_of(Sandbox())
    ]
    with pytest.raises(LookupError, match="getClock, moveClock"):
        ControlApplication(parts, ControlToken(), Addresses(), lambda _: None)


PERSON = {
    "name": "Jörg Müßig",
    "accounts": [
        {"kind": "checking", "opening": "1500.00", "overdraft": "500.00"},
        {"kind": "savings", "opening": "10.50", "rows": 5},
    ],
    "rows": [
        {"day": "-3", "amount": "-19.99", "counterparty": "Bäcker Öz", "purpose": "Brötchen"},
        {"amount": "0.01", "account": 0},
    ],
}


def test_a_person_has_accounts_and_rows(sandbox: Sandbox, control: ControlCaller) -> None:
    """
    A login with the person's name behind its plus sign leads to these accounts, in both APIs.
    """
    made = control.call("PUT", "/people/joerg", PERSON)
    assert made.status == 201, made.body
    first, second = made.json["accounts"]
    assert (first["balance"], first["kind"], second["kind"]) == ("1480.02", "checking", "savings")
    customer = customer_of(sandbox)
    customer.add_access("no-sca+joerg")
    access = customer.access()
    assert {one["iban"] for one in access["bankprodukte"]} == {first["iban"], second["iban"]}
    user = user_of(sandbox, "finapi_access")
    body = {"bankId": 280001, "bankingInterface": "XS2A"}
    login = [{**one, "value": "no-sca+joerg"} for one in LOGIN]
    user.call("POST", "/api/v2/bankConnections/import", {**body, "loginCredentials": login})
    control.call("POST", "/clock", {"advance": "PT1M"})
    found = user.get("/api/v2/accounts")["accounts"]
    assert {one["iban"] for one in found} == {first["iban"], second["iban"]}
    assert {one["accountHolderName"] for one in found} == {"Jörg Müßig"}
    quiet = control.call("POST", "/clock", {"advance": "P60D"})
    assert quiet.status == 200
    assert control.get("/people/joerg")["accounts"][0]["balance"] == "1480.02"
    rows = {"rows": [{"amount": "5", "account": 0}]}
    added = control.call("POST", "/people/joerg/rows", rows).json
    assert added["accounts"][0]["balance"] == "1485.02"
    assert control.get("/people")["people"] == sandbox.people.all()
    control.call("POST", "/reset", {})
    assert control.call("GET", "/people/joerg").status == 404


@pytest.mark.parametrize(
    ("person", "body", "status"),
    [
        ("erika", {}, 409),
        ("Jörg", {}, 422),
        ("a+b", {}, 422),
        ("x", {"accounts": []}, 422),
        ("x", {"accounts": [{"kind": "gold"}]}, 422),
        ("x", {"accounts": [{"opening": "1,00"}]}, 422),
        ("x", {"rows": [{"amount": "1", "day": "1"}]}, 422),
        ("x", {"rows": [{"amount": "1", "day": "yesterday"}]}, 422),
        ("x", {"rows": [{"amount": "1.001"}]}, 422),
        ("x", {"rows": [{"amount": "1", "account": 1}]}, 404),
        ("x", {"nmae": "X"}, 422),
    ],
)
def test_a_wrong_person_is_refused(
    control: ControlCaller, person: str, body: Any, status: int
) -> None:
    """
    With the reason, and without leaving half a person behind.
    """
    before = control.get("/people")
    assert control.call("PUT", f"/people/{quote(person)}", body).status == status
    assert control.get("/people") == before


def test_a_login_is_locked_and_wanted_again(
    sandbox: Sandbox, control: ControlCaller, customer: Customer
) -> None:
    """
    A locked login is refused until it is unlocked; one that is required needs its user.
    """
    customer.add_access("no-sca+1")
    assert control.call("POST", "/logins/no-sca%2B1/require").status == 204
    assert "start_sca" in {one["rel"] for one in customer.access()["relations"]}
    assert control.call("POST", "/logins/nobody/require").status == 404
    assert control.call("POST", "/logins/sms%2B2/lock").status == 204
    user = user_of(sandbox, "finapi_access")
    login = [{**one, "value": "sms+2"} for one in LOGIN]
    body = {"bankId": 280001, "bankingInterface": "XS2A", "loginCredentials": login}
    statuses = [user.call("POST", "/api/v2/bankConnections/import", body).status]
    assert control.call("POST", "/logins/sms%2B2/unlock").status == 204
    statuses.append(user.call("POST", "/api/v2/bankConnections/import", body).status)
    assert statuses == [422, 510]
