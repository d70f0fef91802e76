"""
Flows in web applications of each framework, with two workers: what they finish, and for whom.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest

from kontokit_sandbox import Sandbox
from tests.support.web.site import Site
from tests.support.web.visitor import Visitor

IMPORT = "api=finapi_access"
REDIRECT = "api=banksapi&login=test_sca_method"


def sent(sandbox: Sandbox, operation: str) -> int:
    return sum(one.operation == operation for one in sandbox.requests)


def ends(site: Site, visitor: Visitor) -> list[dict[str, Any]]:
    return [one for one in site.log if one["id"] == visitor.path.rsplit("/", 1)[1]]


def at_the_bank(site: Site) -> Visitor:
    """
    A user whose browser was sent to the bank.
    """
    erika = Visitor(site)
    erika.start(REDIRECT)
    answer = erika.send("choose", choice=method(erika, "Weiterleitung"))
    assert answer.json["step"]["kind"] == "redirect"
    return erika


def method(visitor: Visitor, name: str) -> str:
    """
    The id of a method that is offered.
    """
    methods = visitor.state["step"]["methods"]
    return next(str(one["id"]) for one in methods if one["name"] == name)


def test_a_flow_is_finished_and_told_once(site: Site) -> None:
    """
    Whatever worker answers: the application is told of the end with its result.
    """
    erika = Visitor(site)
    erika.start(IMPORT)
    assert re.fullmatch(r"/sca/[\w-]{22}", erika.path)
    assert erika.send("choose", choice="smsTan").json["step"]["kind"] == "challenge"
    assert erika.send("answer", answer="123456").json["step"]["kind"] == "finished"
    assert erika.look()["is_done"]
    assert erika.state["next"] == "/done"
    assert [(one["owner"], one["kind"], one["has_result"]) for one in ends(site, erika)] == [
        ("erika", "finished", True)
    ]


def test_nobody_else_learns_whether_there_is_a_flow(site: Site, sandbox_server: Sandbox) -> None:
    """
    Another user, nobody and an id that does not exist get the same; nothing reaches the bank.
    """
    erika = Visitor(site)
    erika.start(IMPORT)
    count = len(sandbox_server.requests)
    answers = set()
    for user, path in (("max", erika.path), (None, erika.path), ("erika", f"/sca/{'A' * 22}")):
        other = Visitor(site, user)
        other.path, other.token, other.state = path, erika.token, erika.state
        pages = [other.request("GET", path), other.request("GET", f"{path}/return?state=x")]
        pages += [other.request("GET", f"{path}/step"), other.send("choose", choice="smsTan")]
        answers.add(tuple((page.status, page.body) for page in pages))
    assert len(answers) == 1
    assert {status for status, _ in answers.pop()} == {404}
    assert len(sandbox_server.requests) == count


def test_only_the_own_page_may_send(site: Site, sandbox_server: Sandbox) -> None:
    """
    A request needs this origin, the token of this flow's page and JSON.
    """
    erika = Visitor(site)
    erika.start(IMPORT)
    count = len(sandbox_server.requests)
    evil: list[dict[str, Any]] = [
        {"origin": None},
        {"origin": "null"},
        {"origin": "https://evil.invalid"},
        {"origin": site.origin.replace("http:", "https:")},
        {"token": ""},
        {"token": "0" * 64},
        {"kind": "text/plain"},
        {"kind": "application/x-www-form-urlencoded"},
    ]
    for part in evil:
        answer = erika.send("choose", choice="smsTan", **part)
        assert (answer.status, answer.json) == (403, {"problem": "forbidden"}), part
    headers = {"Origin": site.origin, "X-CSRF-Token": erika.token, "Sec-Fetch-Site": "cross-site"}
    headers["Content-Type"] = "application/json"
    for body in (b"{}", b"[]", b"{", b"[" * 10_000, b'"' + b"x" * 70_000 + b'"'):
        answer = erika.request("POST", f"{erika.path}/cancel", body, headers)
        assert answer.status == 403
    assert len(sandbox_server.requests) == count
    assert erika.send("cancel").json["step"]["kind"] == "cancelled"


def test_the_token_of_another_flow_is_no_token(site: Site) -> None:
    """
    It is bound to one flow and its owner.
    """
    erika = Visitor(site)
    erika.start(IMPORT)
    first = erika.token
    erika.start(IMPORT)
    assert erika.send("cancel", token=first).status == 403


def test_an_older_page_sends_nothing(site: Site, sandbox_server: Sandbox) -> None:
    """
    A TAN that two windows send is sent once, and the second one gets the newest step.
    """
    erika = Visitor(site)
    erika.start(IMPORT)
    erika.send("choose", choice="smsTan")
    count = sent(sandbox_server, "importBankConnection")
    with ThreadPoolExecutor(4) as threads:
        revision = erika.state["revision"]
        windows = [Visitor(site) for _ in range(4)]
        for one in windows:
            one.path, one.token, one.state = erika.path, erika.token, {"revision": revision}
        answers = list(threads.map(lambda one: one.send("answer", answer="123456"), windows))
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    assert sent(sandbox_server, "importBankConnection") == count + 1
    assert erika.look()["step"]["kind"] == "finished"
    assert erika.send("answer", answer="123456", revision=revision).status == 409


def test_a_page_from_before_a_wrong_tan_sends_nothing(site: Site, sandbox_server: Sandbox) -> None:
    """
    The challenge looks the same, but each TAN that is wrong counts.
    """
    erika = Visitor(site)
    erika.start(REDIRECT)
    erika.send("choose", choice=method(erika, "mockTAN"))
    old = erika.state["revision"]
    assert erika.send("answer", answer="1").json["step"]["attempts_left"] == 2
    count = len(sandbox_server.requests)
    late = erika.send("answer", answer="3", revision=old)
    assert (late.status, late.json["problem"]) == (409, "changed")
    assert late.json["step"]["attempts_left"] == 2
    assert len(sandbox_server.requests) == count
    assert erika.send("answer", answer="2").json["step"]["kind"] == "finished"


def test_many_windows_poll_like_one(site: Site, sandbox_server: Sandbox) -> None:
    """
    The bank is asked as often as it allows, however often the pages ask.
    """
    erika = Visitor(site)
    erika.start(IMPORT)
    state = erika.send("choose", choice="decoupled").json
    assert state["poll"]["command"] == "wait"
    assert 1 <= state["poll"]["after"] <= 5
    count = sent(sandbox_server, "importBankConnection")
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: erika.send("wait").status, range(8)))
    assert set(answers) == {200}
    # On a slow machine the pause may be over meanwhile.
    assert sent(sandbox_server, "importBankConnection") <= count + 1


def test_a_return_is_sent_once_and_answers_the_owner_only(
    site: Site, sandbox_server: Sandbox
) -> None:
    """
    Reloads and other windows get the newest step; the address is left without its query.
    """
    erika = at_the_bank(site)
    back = urlsplit(sandbox_server.visit(erika.state["step"]["url"]).location or "")
    address = f"{back.path}?{back.query}"
    assert Visitor(site, "max").request("GET", address).status == 404
    assert erika.look()["step"]["kind"] == "redirect"
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: erika.request("GET", address), range(4)))
    assert {(one.status, one.headers["location"]) for one in answers} == {(303, erika.path)}
    assert erika.look()["step"]["kind"] == "finished"
    assert erika.request("GET", address).status == 303
    assert Visitor(site, "max").request("GET", address).status == 404
    assert len(ends(site, erika)) >= 1


def test_a_wrong_return_changes_nothing(site: Site, sandbox_server: Sandbox) -> None:
    """
    A picture or a frame of another page does not even get so far.
    """
    erika = at_the_bank(site)
    wrong = f"{erika.path}/return?sca_state=guessed&baReentry=FINISHED"
    count = len(sandbox_server.requests)
    assert erika.request("GET", wrong, headers={"Sec-Fetch-Dest": "image"}).status == 404
    answer = erika.request("GET", wrong)
    assert b'problem="return_refused"' in answer.body
    assert len(sandbox_server.requests) == count
    assert erika.look()["step"]["kind"] == "redirect"


def test_a_callback_is_a_hint(site: Site, sandbox_server: Sandbox) -> None:
    """
    The form's status decides, and the caller learns nothing.
    """
    erika = Visitor(site)
    erika.start("api=finapi_webform")
    url = erika.state["step"]["url"]
    sender = Visitor(site, None)
    lie = b'{"webFormId": "x", "status": "COMPLETED"}'
    nothing = sender.request("POST", f"{erika.path}/callback", lie)
    assert (nothing.status, nothing.body) == (204, b"")
    assert erika.look()["step"]["kind"] == "redirect"
    sandbox_server.visit(url.partition("?")[0], action="complete")
    assert sender.request("POST", f"{erika.path}/callback", lie).status == 204
    assert [one["kind"] for one in ends(site, erika)] == ["finished"]
    assert sender.request("POST", f"/sca/{'A' * 22}/callback", lie).status == 204


def test_pages_are_neither_stored_nor_framed(site: Site) -> None:
    """
    What belongs to one user says so, under a policy that allows the element and nothing else.
    """
    erika = Visitor(site)
    erika.start(IMPORT)
    page = erika.open()
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    for answer in (page, erika.request("GET", f"{erika.path}/step")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
    script = erika.request("GET", "/sca/kontokit-sca.js")
    again = {"If-None-Match": script.headers["etag"]}
    assert erika.request("GET", "/sca/kontokit-sca.js", headers=again).status == 304


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "step", 405), ("DELETE", "", 405), ("POST", "step", 404), ("GET", "choose", 404)],
)
def test_other_routes_are_none(site: Site, method: str, path: str, status: int) -> None:
    """
    A command is no link, and a page takes no command.
    """
    assert Visitor(site).request(method, f"/sca/{'A' * 22}/{path}").status == status


def test_login_data_are_typed_again(typing_site: Site) -> None:
    """
    Without them nothing is sent, and with them the flow goes on; the store never has them.
    """
    erika = Visitor(typing_site)
    erika.start("api=finapi_access&login=demo_one_method")
    assert erika.state["credentials"] == ["Onlinebanking-ID", "PIN"]
    answer = erika.send("choose", choice="smsTan")
    assert (answer.status, answer.json["problem"]) == (422, "credentials_needed")
    login = {"Onlinebanking-ID": "demo_one_method", "PIN": "demo_one_method"}
    assert erika.send("choose", choice="smsTan", credentials=login).status == 200
    wrong = erika.send("answer", answer="123456", credentials={"PIN": "demo_one_method"})
    assert wrong.json["problem"] == "credentials_needed"
    for path in typing_site.folder.glob("web.db*"):
        assert path.is_dir() or b"demo_one_method" not in path.read_bytes()
    done = erika.send("answer", answer="123456", credentials=login)
    assert done.json["step"]["kind"] == "finished"
