"""
The control page: only for who has come with the token, and only by its own forms.
"""

from __future__ import annotations

import re
import socket
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest

from kontokit_sandbox import Sandbox, WebhookTarget
from tests.support.banksapi_customers import Customer
from tests.support.raw_http import Reply, send_raw

SECTIONS = ("", "people", "waiting", "messages", "faults", "webhooks", "clock", "requests")


class Page:
    """
    The control page in one browser.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.url = f"http://127.0.0.1:{sandbox.port}/_sandbox"
        reply = send_raw("GET", f"{self.url}/?token={sandbox.control_token}")
        assert (reply.status, reply.headers["location"]) == (303, "/_sandbox/")
        self.set_cookie = reply.headers["set-cookie"]
        self.cookie = self.set_cookie.partition(";")[0]

    def get(self, path: str = "") -> Reply:
        return send_raw("GET", f"{self.url}/{path}", headers={"Cookie": self.cookie})

    def post(self, path: str, /, **form: str) -> Reply:
        found = re.search(r'name="form_key" value="(\w+)"', self.get("clock").body.decode())
        assert found is not None
        sent = {"form_key": found[1], **form}
        return send_raw("POST", f"{self.url}/{path}", headers={"Cookie": self.cookie}, form=sent)


@pytest.fixture
def page(sandbox: Sandbox) -> Page:
    return Page(sandbox)


def test_the_token_becomes_a_cookie(sandbox: Sandbox, page: Page) -> None:
    """
    The cookie is for this port, unseen by scripts and other sites, and is not the token.
    """
    assert f"kontokit_sandbox_{sandbox.port}=" in page.set_cookie
    for part in ("HttpOnly", "SameSite=strict", "Path=/_sandbox"):
        assert part in page.set_cookie
    assert sandbox.control_token not in page.set_cookie
    for section in SECTIONS:
        assert page.get(section).status == 200
        assert send_raw("GET", f"{page.url}/{section}").status == 401
    assert send_raw("GET", f"{page.url}/requests/stream").status == 401
    assert page.get("requests/99999").status == 404


def test_the_first_program_runs(page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    """
    As it is copied from the page.
    """
    shown = page.get("?lang=en").body.decode()
    (program,) = re.findall(r"<pre[^>]*>(from kontokit.*?)</pre>", shown, re.DOTALL)
    exec(compile(unescape(program), "copied", "exec"), {})
    assert "280001 finAPI Test Bank\n" in capsys.readouterr().out


def test_wrong_tokens_are_stopped() -> None:
    """
    After twelve wrong tokens in a minute even the right one is refused.
    """
    with Sandbox() as sandbox:
        url = f"http://127.0.0.1:{sandbox.port}/_sandbox/"
        found = [send_raw("GET", f"{url}?token=wrong").status for _ in range(13)]
        assert found == [401] * 12 + [429]
        assert send_raw("GET", f"{url}?token={sandbox.control_token}").status == 429


def test_a_form_needs_its_field(sandbox: Sandbox, page: Page) -> None:
    """
    Without the field, or with a wrong one, nothing happens, cookie or not.
    """
    before = sandbox.now
    for form_key in ("", "0" * 64):
        assert page.post("clock", do="P1D", form_key=form_key).status == 403
    assert sandbox.now - before < timedelta(hours=1)


def test_sections_do_what_the_control_api_does(
    sandbox: Sandbox, page: Page, customer: Customer
) -> None:
    """
    Clock, faults, decisions and reset come from buttons.
    """
    url = sandbox.person("demo1").at(protect_url(customer)).url
    before = sandbox.now
    assert page.post("faults", do="add", kind="status", api="banksapi").status == 303
    assert customer.call("GET", "/customer/v2").status >= 400
    assert page.post("clock", do="P7D").status == 303
    assert sandbox.now - before >= timedelta(days=7)
    assert page.post("clock", do="by", by="-P1D").status == 422
    assert page.post("clock", do="set", to="2020-01-01T00:00").status == 422
    assert page.post("faults", do="add", kind="no such kind").status == 422
    refused = page.post("faults", do="add", kind="bom", operation="submitPaymnt")
    assert (refused.status, b"submitPayment" in refused.body) == (422, True)
    assert b"demo1" in page.get("people").body
    assert page.post("", do="reset").status == 303
    assert send_raw("GET", url).status == 404
    assert page.post("webhooks", do="fire", event="no such event").status == 422


def test_a_fault_has_everything_that_it_can_name(sandbox: Sandbox, page: Page) -> None:
    """
    Options, a person, how many go well first and how likely it is; what makes no sense is told.
    """
    form = {"kind": "status", "api": "banksapi", "options": "code=503 retry_after=7"}
    more = {"method": "get", "path": "/hello/", "skip": "2", "times": "0", "probability": "0.5"}
    assert page.post("faults", do="add", person="erika", **form, **more).status == 303
    (fault,) = sandbox.faults.all()
    shown = fault.to_dict()
    assert (shown["options"]["code"], shown["options"]["retry_after"]) == ("503", "7")
    assert (shown["method"], shown["person"], shown["skip"]) == ("GET", "erika", 2)
    assert (shown["left"], shown["probability"]) == (None, 0.5)
    for wrong in ({"skip": "x"}, {"options": "cod=1"}, {"probability": "2"}, {"times": "-1"}):
        assert page.post("faults", do="add", **{**form, **wrong}).status == 422
    assert len(sandbox.faults.all()) == 1
    assert page.post("faults", do="add", **form).status == 303
    reply = send_raw("GET", f"{sandbox.url('banksapi')}/hello/")
    assert (reply.status, reply.headers["retry-after"]) == (503, "7")


def test_what_waits_is_decided(sandbox: Sandbox, page: Page, customer: Customer) -> None:
    """
    The button of the control page does what the phone does.
    """
    customer.add_access("test_sca_method", "test_sca_method")
    access = customer.access()
    here = next(one["href"] for one in access["relations"] if one["rel"] == "set_method")
    customer.call("POST", here, {"chosenScaMethodId": "913"})
    (waiting,) = sandbox.pending
    assert waiting.id.encode() in page.get("waiting").body
    page.post("waiting", do="approve", id=waiting.id)
    assert sandbox.pending == []
    again = page.post("waiting", do="approve", id=waiting.id)
    assert again.headers["location"].endswith("notice=phone_gone")


def test_a_tan_and_a_form_can_go_wrong(sandbox: Sandbox, page: Page, customer: Customer) -> None:
    """
    Each has the buttons of what can be decided there.
    """
    protect_url(customer)
    customer.add_access("sms")
    shown = page.get("waiting?lang=en").body.decode()
    assert re.findall(r'name="do" value="(\w+)"', shown) == [
        *("wrong", "expire"),
        *("approve", "decline", "expire", "wrong"),
    ]
    for one in sandbox.pending:
        assert page.post("waiting", do="wrong", id=one.id).status == 303
    assert [one.kind for one in sandbox.pending] == ["tan"]


def test_targets_of_webhooks_are_set_and_removed(sandbox: Sandbox, page: Page) -> None:
    """
    With every option that the control API has, and without showing a secret.
    """
    whole = {
        "url": "http://127.0.0.1:8000/hooks",
        "method": "PUT",
        "format": "xml",
        "accounts": "7856278, 7856279",
        "secret": "ganz-geheim",
        "header": "X-Mine",
        "encoding": "base64",
        "user": "me",
        "password": "auch-geheim",
    }
    assert page.post("webhooks", do="set", api="bankimport", **whole).status == 303
    assert page.post("webhooks", do="set", api="banksapi", url="http://127.0.0.1:9").status == 303
    assert sandbox.hooks.targets == {
        "bankimport": WebhookTarget(
            url="http://127.0.0.1:8000/hooks",
            method="PUT",
            format="xml",
            accounts=(7856278, 7856279),
            secret="ganz-geheim",
            basic=("me", "auch-geheim"),
            signature_header="X-Mine",
            signature_encoding="base64",
        ),
        "banksapi": WebhookTarget(url="http://127.0.0.1:9"),
    }
    shown = page.get("webhooks").body.decode()
    assert "http://127.0.0.1:8000/hooks" in shown
    assert "geheim" not in shown
    assert page.post("webhooks", do="remove", api="banksapi").status == 303
    assert list(sandbox.hooks.targets) == ["bankimport"]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"api": "bankimport"}, 422),
        ({"api": "bankimport", "url": "http://127.0.0.1/", "accounts": "giro"}, 422),
        ({"api": "bankimport", "url": "http://127.0.0.1/", "method": "GET"}, 422),
        ({"api": "banksapi", "url": "http://127.0.0.1/", "secret": "geheim"}, 422),
        ({"api": "finapi_access", "url": "http://127.0.0.1/"}, 422),
        ({"api": "nobody", "url": "http://127.0.0.1/"}, 404),
    ],
)
def test_a_target_that_is_not_possible_is_refused(
    sandbox: Sandbox, page: Page, form: dict[str, str], status: int
) -> None:
    """
    The page says why, keeps what was typed, and forgets the secret.
    """
    reply = page.post("webhooks", do="set", **form)
    assert reply.status == status
    assert b"geheim" not in reply.body
    assert sandbox.hooks.targets == {}


def test_requests_are_shown_without_secrets(
    sandbox: Sandbox, page: Page, customer: Customer
) -> None:
    """
    A request has a page with both bodies; tokens and credentials are blotted out.
    """
    customer.complete_access()
    found = sandbox.journal.list(api="banksapi", operation="addBankAccess")
    shown = page.get(f"requests/{found[-1]['number']}").body.decode()
    assert "•••• (" in shown
    assert customer.headers["Authorization"] not in shown
    listed = page.get(f"requests?{urlencode({'operation': 'addBankAccess'})}").body.decode()
    assert listed.count("<tr data-number=") == 1
    policy = page.get("requests").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "script-src" not in page.get("clock").headers["content-security-policy"]


def test_new_requests_are_streamed(sandbox: Sandbox, page: Page, customer: Customer) -> None:
    """
    A row of the table arrives as a server-sent event, in the language of the page.
    """
    last = sandbox.journal.list()[-1]["number"]
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=10) as stream:
        target = f"/_sandbox/requests/stream?lang=de&after={last}"
        head = f"GET {target} HTTP/1.1\r\nHost: localhost:{sandbox.port}\r\nCookie: {page.cookie}"
        stream.sendall(f"{head}\r\n\r\n".encode())
        customer.call("GET", "/customer/v2")
        received = b""
        while b"event: request" not in received or b"</tr>" not in received:
            received += stream.recv(65536)
    assert b"getCustomer" in received
    assert b"?lang=de" in received


def protect_url(customer: Customer) -> str:
    reply = customer.call("POST", "/customer/v2/bankzugaenge", {ACCESS: {}})
    return f"{reply.headers['location']}&callbackUrl=https%3A%2F%2Fapp.example"


ACCESS = "11111111-2222-4333-8444-555555555555"
