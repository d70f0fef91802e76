"""
The pages that a person meets: forms that change something only when they are sent.
"""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image

from kontokit_sandbox import Sandbox
from kontokit_sandbox.demo.challenge_samples import FLICKER_WIRE, PICTURE
from kontokit_sandbox.flicker.bars import bars_of_text
from kontokit_sandbox.flicker.device import read_bars
from tests.support.banksapi_customers import Customer, href, step
from tests.support.page_forms import (
    BACK,
    ENDS,
    access_of,
    banksapi_redirect,
    came_back,
    finapi_redirect,
    form_state,
    protect_form,
    query_of,
    web_form,
)
from tests.support.raw_http import Reply, send_raw

WHOLE = re.compile(r"<[^>]+>")


def words(reply: Reply) -> str:
    return WHOLE.sub(" ", reply.body.decode())


def test_a_get_never_decides(sandbox: Sandbox, customer: Customer) -> None:
    """
    Whoever only opens a page, with whatever query, has approved nothing.
    """
    urls = [finapi_redirect(sandbox)["redirectUrl"], banksapi_redirect(customer)]
    for url in urls:
        for query in ("", "&action=approve", "&action=deny", "&do=approve"):
            reply = send_raw("GET", f"{url}{query}")
            assert reply.status == 200
            assert "Erfundene Bank. Keine echten Daten." in words(reply)
        assert send_raw("HEAD", url).status == 200
    assert len(sandbox.pending) == 2
    assert customer.access()["status"] == "INTERAKTION"


def test_headers_of_every_page(sandbox: Sandbox) -> None:
    """
    No page can be framed, run a script or be kept, and none tells where its user came from.
    """
    for path in (
        "/reader",
        "/phone/demo",
        "/phone/demo/messages",
        "/bank/280002/authorise",
        "/wf/1",
    ):
        headers = send_raw("GET", f"http://localhost:{sandbox.port}{path}").headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "script" not in policy
        assert "form-action" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


def test_a_redirect_is_approved_for_some_accounts(sandbox: Sandbox) -> None:
    """
    Only the accounts that were chosen at the page of the bank are imported.
    """
    challenge = finapi_redirect(sandbox)
    at = sandbox.person("erika").at(challenge["redirectUrl"])
    english = sandbox.person("erika").at(f"{at.url}&lang=en")
    assert "<strong>Sandbox</strong> asks for access" in english.page.text
    at.log_in()
    chosen = at.fields["account"]
    page = at.press("approve", account=chosen)
    assert page.location is not None
    assert page.location.startswith(f"{BACK}&")
    reply = came_back(sandbox, challenge, page.location)
    assert reply.status == 201, reply.body
    accounts = access_of(sandbox).get("/api/v2/accounts")["accounts"]
    assert [one["iban"] for one in accounts] == [chosen]


def test_a_redirect_is_declined_or_left(sandbox: Sandbox) -> None:
    """
    Who declines or leaves imports nothing.
    """
    declined = finapi_redirect(sandbox)
    page = sandbox.person("erika").at(declined["redirectUrl"]).decline()
    assert query_of(page.location)["error"] == "access_denied"
    assert came_back(sandbox, declined, page.location).status == 422
    unseen = finapi_redirect(sandbox)
    person = sandbox.person("redirect-declined-unseen")
    page = person.at(unseen["redirectUrl"]).log_in().decline()
    assert "error" not in query_of(page.location)
    assert came_back(sandbox, unseen, page.location).status == 422
    left = finapi_redirect(sandbox)
    page = sandbox.person("erika").at(left["redirectUrl"]).leave()
    assert set(query_of(page.location)) == {"user", "state"}
    assert came_back(sandbox, left, page.location).status == 422


def test_what_is_wrong_with_a_login_is_said(sandbox: Sandbox) -> None:
    """
    An error is told in text at the top and beside its field, and the name stays.
    """
    at = sandbox.person("erika", "falsch").at(finapi_redirect(sandbox)["redirectUrl"])
    at.log_in()
    assert at.page.status == 422
    assert at.page.text.count("Anmeldename oder PIN ist falsch.") == 2
    assert 'aria-invalid="true"' in at.page.text
    assert at.fields["login"] == "erika"
    at.press("sign-in", login="", pin="")
    assert at.page.text.count("Bitte geben Sie die PIN ein.") == 2


def test_a_page_ends(sandbox: Sandbox, customer: Customer) -> None:
    """
    A page that was left or has expired is 404.
    """
    url = finapi_redirect(sandbox)["redirectUrl"]
    sandbox.person("erika").at(url).log_in().approve()
    assert send_raw("GET", url).status == 404
    late = [finapi_redirect(sandbox)["redirectUrl"], banksapi_redirect(customer)]
    sandbox.advance(timedelta(minutes=16))
    assert [send_raw("GET", one).status for one in late] == [404, 404]


@pytest.mark.parametrize(("code", "outcome"), [("920", "FINISHED"), ("921", "code")])
def test_the_page_of_banksapi(
    sandbox: Sandbox, customer: Customer, code: str, outcome: str
) -> None:
    """
    The same page serves BANKSapi: the access has the products that were shared.
    """
    url = banksapi_redirect(customer, code)
    at = sandbox.person("erika").at(url).log_in()
    page = at.press("approve", account=at.fields["account"])
    query = query_of(page.location)
    assert query["user"] == "7"
    if code == "921":
        sent = {"scaAuthenticationData": str(page.location)[len("https://app.example/back") :]}
        customer.call("POST", href(customer.access(), "authenticate"), sent)
        assert outcome in query
    else:
        assert query["baReentry"] == outcome
    access = customer.access()
    assert access["status"] == "VOLLSTAENDIG"
    assert len(access["bankprodukte"]) == 1


@pytest.mark.parametrize(
    "back",
    [
        "javascript:alert(1)//",
        "https://erika@app.example/",
        "https://app.example\\@evil.example/",
        "//app.example/",
        "app-scheme:/back",
        f"https://app.example/{'a' * 2100}",
    ],
)
def test_no_way_back_to_odd_addresses(sandbox: Sandbox, customer: Customer, back: str) -> None:
    """
    A browser is sent only to http and https; otherwise a page says why it is not.
    """
    reply = send_raw("POST", protect_form(customer, back), form={"do": "cancel"})
    assert reply.status == 410
    at = sandbox.person("demo1").at(protect_form(customer, back))
    page = at.press("cancel")
    assert (page.status, page.location) == (400, None)
    assert "kein Weg zurück" in page.text


def test_a_form_opens_once(sandbox: Sandbox) -> None:
    """
    A second browser sees that the form is open already; the first one goes on, even after a reload.
    """
    form = web_form(sandbox, bank={"id": 280001})
    at = sandbox.person("demo").at(form["url"])
    assert form_state(sandbox, form)["status"] == "IN_PROGRESS"
    assert send_raw("GET", form["url"]).status == 410
    assert send_raw("POST", form["url"], form={"do": "cancel"}).status == 410
    at.log_in()
    assert at.open(form["url"]).status == 200
    assert at.fields["step"] == "method"
    assert form_state(sandbox, form)["status"] == "IN_PROGRESS"


def test_a_form_begins_anew_after_a_restart(tmp_path: Path) -> None:
    """
    With a state file the browser that has opened a form can complete it afterwards.
    """
    state = str(tmp_path / "state.sqlite")
    with Sandbox(state=state) as before:
        port = before.port
        form = web_form(before, bank={"id": 280001}, allowedInterfaces=["XS2A"])
        at = before.person("demo").at(form["url"]).log_in()
        assert at.fields["step"] == "method"
    with Sandbox(port=port, state=state) as after:
        assert send_raw("GET", form["url"]).status == 410
        at.open(form["url"])
        assert at.fields["step"] == "credentials"
        at.log_in().approve(method="smsTan")
        assert form_state(after, form)["status"] == "COMPLETED"


@pytest.mark.parametrize(
    ("login", "method"),
    [
        ("demo", "smsTan"),
        ("demo", "chipTan"),
        ("demo", "decoupled"),
        ("demo_two_sca", "pushTan"),
        ("demo_no_msa", None),
        ("decoupled-phone", None),
    ],
)
def test_a_form_leads_to_a_connection(sandbox: Sandbox, login: str, method: str | None) -> None:
    """
    Bank, interface, credentials, SCA with every kind of method: the connection is there.
    """
    form = web_form(sandbox)
    page = sandbox.person(login).at(form["url"]).log_in().approve(method=method)
    assert page.location == ENDS["redirectUrl"]
    ended = form_state(sandbox, form)
    assert ended["status"] == "COMPLETED"
    number = ended["payload"]["bankConnectionId"]
    connection = access_of(sandbox).get(f"/api/v2/bankConnections/{number}")
    assert connection["bank"]["id"] == 280001
    assert sandbox.pending == []


def test_a_form_sends_to_the_page_of_a_bank(sandbox: Sandbox) -> None:
    """
    A bank without login fields asks on its own page, and the form goes on afterwards.
    """
    form = web_form(sandbox, bank={"id": 280002})
    assert sandbox.person("erika").at(form["url"]).approve().location == ENDS["redirectUrl"]
    assert form_state(sandbox, form)["status"] == "COMPLETED"


def test_wrong_entries_end_a_form(sandbox: Sandbox) -> None:
    """
    The third wrong TAN or PIN ends the form with an error, and a button cancels it.
    """
    for at_credentials in (True, False):
        form = web_form(sandbox, bank={"id": 280001}, allowedInterfaces=["XS2A"])
        at = sandbox.person("demo", "wrong" if at_credentials else "demo").at(form["url"])
        at.log_in()
        for _ in range(4):
            if at.page.location is None:
                at.approve(tan="1", method="smsTan")
        assert at.page.location == ENDS["errorRedirectUrl"]
        assert form_state(sandbox, form)["status"] == "COMPLETED_WITH_ERROR"
    form = web_form(sandbox)
    assert sandbox.person("demo").at(form["url"]).decline().location == ENDS["abortRedirectUrl"]
    assert form_state(sandbox, form)["status"] == "ABORTED"


def test_a_payment_is_shown_before_it_is_approved(sandbox: Sandbox) -> None:
    """
    Amount, payee and IBAN stand in the form and in the message with the TAN.
    """
    order = {
        "recipient": {"name": "Müller & Söhne", "iban": "DE02120300000000202051"},
        "amount": {"value": 1234.5, "currency": "EUR"},
        "purpose": "<b>Rechnung</b>",
    }
    form = web_form(sandbox, "standalonePayment", orders=[order])
    at = sandbox.person("demo").at(form["url"])
    assert "1.234,50 EUR" in at.page.text
    assert "Müller &amp; Söhne" in at.page.text
    assert "&lt;b&gt;Rechnung" in at.page.text
    at.log_in().press("go-on", method="chipTan")
    (code,) = [one.flicker for one in sandbox.pending]
    reading = read_bars(bars_of_text(code))
    assert reading is not None
    assert reading.elements == ("DE02120300000000202051", "1234,50")
    at.approve()
    assert form_state(sandbox, form)["payload"]["paymentId"] is not None
    form = web_form(sandbox, "standalonePayment", orders=[order])
    sandbox.person("demo").at(form["url"]).log_in().approve(method="smsTan")
    message = send_raw("GET", f"http://localhost:{sandbox.port}/phone/demo/messages?lang=en")
    assert "123456" in words(message)
    assert "1,234.50 EUR to Müller" in words(message).replace("\n", " ")


@pytest.mark.parametrize(
    ("login", "tan", "reentry"),
    [
        ("demo1", "", "ACCOUNT_CREATED"),
        ("test_sca_method", "123456", "ACCOUNT_CREATED"),
        ("test_sca_method", "1", "INVALID_TAN"),
    ],
)
def test_the_form_of_banksapi(
    sandbox: Sandbox, customer: Customer, login: str, tan: str, reentry: str
) -> None:
    """
    REG/Protect asks for consent, credentials and SCA, and ends with its own words.
    """
    at = sandbox.person(login, "x").at(protect_form(customer))
    assert at.press("go-on", login=login, pin="x").status == 422
    page = at.log_in().approve(tan=tan, method="1")
    assert query_of(page.location)["baReentry"] == reentry
    is_there = customer.get("/customer/v2/bankzugaenge")
    assert bool(is_there) is (reentry == "ACCOUNT_CREATED")


def test_who_does_not_agree_has_no_access(sandbox: Sandbox, customer: Customer) -> None:
    """
    Without consent REG/Protect ends, and nothing is retrieved.
    """
    page = sandbox.person("demo1", "x").at(protect_form(customer)).press("not-legal")
    assert query_of(page.location)["baReentry"] == "LEGAL_NOT_ACCEPTED"
    assert customer.get("/customer/v2/bankzugaenge") == {}


def test_the_phone_decides(sandbox: Sandbox, customer: Customer) -> None:
    """
    What is confirmed on the phone is found by the next poll; what is declined fails.
    """
    for decision, status in (("approve", "VOLLSTAENDIG"), ("decline", "VOLLSTAENDIG")):
        customer.add_access("test_sca_method", "test_sca_method")
        access = step(customer, customer.access(), "set_method", chosenScaMethodId="913")
        poll = href(access, "authenticate_decoupled")
        assert customer.get(poll)["status"] == "INTERAKTION"
        phone = sandbox.person("x").at(f"http://localhost:{sandbox.port}/phone/test_sca_method")
        assert phone.press(decision).status == 200
        if decision == "approve":
            assert customer.get(poll)["status"] == status
            assert customer.access()["bankprodukte"]
        else:
            assert "start_sca" in {one["rel"] for one in customer.access()["relations"]}
        assert phone.buttons == []
    gone = send_raw("POST", phone.url, form={"id": "unknown", "do": "approve"})
    assert gone.headers["location"].endswith("notice=phone_gone")


def test_the_reader_shows_the_tan_of_an_issued_code_only(
    sandbox: Sandbox, customer: Customer
) -> None:
    """
    A device shows what it has read. Its TAN is right only while a bank waits for that code.
    """
    reader = sandbox.person("x").at(f"http://localhost:{sandbox.port}/reader?code={FLICKER_WIRE}")
    assert "123456789" in reader.page.text
    assert "0,01" in reader.page.text
    assert reader.press("tan", card_pin="12").status == 422
    text = reader.press("tan", card_pin="1234").text
    assert "Keine Bank der Sandbox" in text
    assert "936086" not in text
    customer.add_access("test_sca_method", "test_sca_method")
    step(customer, customer.access(), "set_method", chosenScaMethodId="912")
    reader.open(f"http://localhost:{sandbox.port}/reader?code={FLICKER_WIRE}")
    assert "936086" in reader.press("tan", card_pin="1234").text
    wrong = send_raw("POST", reader.url, form={"do": "read", "code": f"{FLICKER_WIRE[:-1]}0"})
    assert (wrong.status, "erkennt keinen Code" in words(wrong)) == (422, True)


def upload(sandbox: Sandbox, picture: bytes) -> Reply:
    """
    Choose a file in the form of the reader.
    """
    lines = (
        b"--limit",
        b'Content-Disposition: form-data; name="picture"; filename="tan.png"',
        b"Content-Type: image/png",
        b"",
        picture,
        b"--limit",
        b'Content-Disposition: form-data; name="do"',
        b"",
        b"read",
        b"--limit--",
        b"",
    )
    return send_raw(
        "POST",
        f"http://localhost:{sandbox.port}/reader",
        headers={"Content-Type": "multipart/form-data; boundary=limit"},
        content=b"\r\n".join(lines),
    )


def with_tan(sandbox: Sandbox, read: Reply) -> Reply:
    """
    Ask the reader for the TAN of what it has read.
    """
    key = re.search(r'name="key" value="(\w+)"', read.body.decode())
    assert key is not None
    form = {"do": "tan", "key": key[1], "card_pin": "1234"}
    return send_raw("POST", f"http://localhost:{sandbox.port}/reader", form=form)


def test_the_reader_reads_pictures(sandbox: Sandbox, customer: Customer) -> None:
    """
    A chipTAN-QR is decoded; a photoTAN is known only to the bank that has made it.
    """
    qr = BytesIO()
    segno.make(bytes.fromhex("444B0A4EC64A544404BDD0"), error="l").save(qr, kind="png", scale=4)
    assert "058201100F40" in words(upload(sandbox, qr.getvalue()))
    photo = b64decode(PICTURE)
    unknown = upload(sandbox, photo)
    assert (unknown.status, "kein Code zu erkennen" in words(unknown)) == (422, True)
    assert upload(sandbox, b"no picture").status == 422
    customer.add_access("test_sca_method", "test_sca_method")
    step(customer, customer.access(), "set_method", chosenScaMethodId="902")
    assert "8534842" in words(with_tan(sandbox, upload(sandbox, photo)))


def test_the_reader_scans_the_code_of_a_bank(sandbox: Sandbox, customer: Customer) -> None:
    """
    However a chipTAN-QR was scanned, its TAN is the one for which the bank waits.
    """
    customer.add_access("chip-tan-qr", "chip-tan-qr")
    photo = customer.access()["challenge"]["content"]["photo"]
    shown = b64decode(photo.partition(",")[2])
    larger = BytesIO()
    with Image.open(BytesIO(shown)) as image:
        image.resize((3 * image.width, 3 * image.height)).save(larger, "PNG")
    for picture in (shown, larger.getvalue()):
        read = upload(sandbox, picture)
        assert FLICKER_WIRE in words(read)
        assert "0,01" in words(read)
        assert "123456" in words(with_tan(sandbox, read))


def test_pages_are_in_the_log_without_secrets(sandbox: Sandbox) -> None:
    """
    The log has the requests to pages, and no PIN.
    """
    sandbox.person("erika", "geheim-7").at(finapi_redirect(sandbox)["redirectUrl"]).log_in()
    last = next(one for one in reversed(sandbox.journal.list()) if one["method"] == "POST")
    shown = sandbox.journal.get(last["number"])
    assert (shown["api"], shown["status"]) == ("pages", 303)
    assert "geheim-7" not in str(shown)
    assert "erika" in shown["request"]["body"]
