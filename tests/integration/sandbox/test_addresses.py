"""
One port for all APIs: their prefixes, the names they are called by, and who may call.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.bankimport import TOKEN
from kontokit_sandbox.sandbox import Api
from kontokit_sandbox.server.addresses import PREFIXES
from tests.support.banksapi_customers import BASIC, customer_of
from tests.support.finapi_callers import user_of
from tests.support.raw_http import Reply, send_raw

OWN_HOSTS = [
    "127.0.0.1",
    "localhost",
    "LOCALHOST",
    "[::1]",
    "127.0.0.1:{port}",
    "localhost:{port}",
    "LocalHost:{port}",
    "[::1]:{port}",
    "bank",
    "BANK:{port}",
    "other:81",
    "host.docker.internal:9000",
    "HOST.docker.internal:9000",
]
FOREIGN_HOSTS = [
    "",
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example",
    "evil.example@localhost",
    "localhost@evil.example",
    "localhost/evil",
    "localhost evil",
    "localhost:1",
    "127.0.0.1:80",
    "[::1]:8000",
    "localhost:",
    "localhost:{port}:{port}",
    "localhost:{port}0",
    "localhost:{port}x",
    "localhost:+{port}",
    "localhost.",
    "localhost.:{port}",
    ".localhost",
    "xlocalhost",
    "0.0.0.0:{port}",
    "127.0.0.2:{port}",
    "127.1:{port}",
    "2130706433:{port}",
    "::1",
    "[::]:{port}",
    "[::ffff:127.0.0.1]:{port}",
    "[::ffff:7f00:1]",
    "[::1%lo]:{port}",
    "bank.evil.example",
    "bank:1",
    "other",
    "other:{port}",
    "other:82",
    "host.docker.internal",
    "host.docker.internal:{port}",
    "localhost,evil.example",
    "http://localhost:{port}",
]
NAVIGATION = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
BROWSERS: list[tuple[dict[str, str], int]] = [
    ({}, 200),
    ({"Origin": "http://127.0.0.1:{port}"}, 200),
    ({"Origin": "http://localhost:{port}"}, 200),
    ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
    ({"Sec-Fetch-Site": "none", **NAVIGATION}, 200),
    ({"Sec-Fetch-Site": "cross-site", **NAVIGATION}, 200),
    ({"Origin": "null"}, 403),
    ({"Origin": "http://localhost:3000"}, 403),
    ({"Origin": "https://localhost:{port}"}, 403),
    ({"Origin": "http://evil.example"}, 403),
    ({"Origin": "file://"}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
    ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, 403),
    ({"Sec-Fetch-Site": "cross-site", **NAVIGATION, "Sec-Fetch-Dest": "iframe"}, 403),
]


@pytest.fixture(scope="module")
def known_by_names() -> Iterator[Sandbox]:
    """
    A sandbox that is also known by the names of a container.
    """
    public_url = "http://host.docker.internal:9000/x/y"
    with Sandbox(allow_hosts=["Bank", "other:81"], public_url=public_url) as running:
        yield running


def accounts(sandbox: Sandbox, **headers: str) -> Reply:
    """
    Ask for the accounts of Bankimport, with other headers.
    """
    url = f"http://127.0.0.1:{sandbox.port}/bankimport/api/v1/bank-accounts"
    return send_raw("GET", url, headers={"Authorization": f"Token token={TOKEN}", **headers})


@pytest.mark.parametrize("host", OWN_HOSTS)
def test_own_names_are_served(known_by_names: Sandbox, host: str) -> None:
    """
    The loopback interface and allowed names, with the bound port or none.
    """
    assert accounts(known_by_names, Host=host.format(port=known_by_names.port)).status == 200


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_other_names_are_refused(known_by_names: Sandbox, host: str) -> None:
    """
    A name that was pointed at this machine gets 421 before anything is looked at or recorded.
    """
    before = len(known_by_names.requests)
    reply = accounts(known_by_names, Host=host.format(port=known_by_names.port))
    assert (reply.status, reply.body.count(b"\n")) == (421, 1)
    assert len(known_by_names.requests) == before


@pytest.mark.parametrize(("headers", "status"), BROWSERS)
def test_pages_of_other_sites_are_refused(
    sandbox: Sandbox, headers: dict[str, str], status: int
) -> None:
    """
    A browser names the page that sends a request; a user may come from anywhere with a GET.
    """
    sent = {name: text.format(port=sandbox.port) for name, text in headers.items()}
    reply = accounts(sandbox, **sent)
    assert reply.status == status
    assert not [name for name in reply.headers if name.startswith("access-control")]
    assert len(sandbox.requests) == (1 if status == 200 else 0)


def test_a_form_of_another_site_is_refused(sandbox: Sandbox) -> None:
    """
    What is a navigation, but no GET, comes from a form of the other site.
    """
    headers = {"Sec-Fetch-Site": "cross-site", **NAVIGATION}
    url = f"http://localhost:{sandbox.port}/wf/1?action=abort"
    assert send_raw("POST", url, headers=headers).status == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_all_names_of_this_machine_reach_the_sandbox(sandbox: Sandbox, host: str) -> None:
    """
    ``localhost`` may be either address.
    """
    if host == "[::1]" and not has_ipv6():
        pytest.skip("this machine has no IPv6")
    assert send_raw("GET", f"http://{host}:{sandbox.port}/banksapi/hello/").status == 200


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.parametrize("api", list(PREFIXES))
def test_links_start_with_the_address_of_their_api(sandbox: Sandbox, api: Api) -> None:
    """
    Whatever link an API tells, it leads to the same API, or to a page on the other name.
    """
    texts = everything(sandbox, api)
    links = [link for text in texts for link in re.findall(r'https?://[^"\s]+', text)]
    own = f"{sandbox.url(api)}/"
    pages = f"http://localhost:{sandbox.port}/"
    foreign = [one for one in links if not one.startswith((own, pages, "https://example.com/"))]
    assert foreign == []
    assert len([one for one in links if one.startswith(own)]) >= (50 if api == "banksapi" else 0)


def everything(sandbox: Sandbox, api: Api) -> list[str]:
    """
    Answers of an API with all links that it tells.
    """
    if api == "banksapi":
        customer = customer_of(sandbox)
        customer.complete_access()
        paths = ("/customer/v2/bankzugaenge", "/customer/v2", "/providers/v2")
        return [customer.call("GET", path).body.decode() for path in paths]
    if api == "bankimport":
        return [accounts(sandbox).body.decode()]
    user = user_of(sandbox, api)
    if api == "finapi_webform":
        made = user.call("POST", "/api/webForms/bankConnectionImport", {})
        return [made.body.decode()]
    version = "v1" if api == "finapi_access_v1" else "v2"
    back = {"redirectUrl": "https://example.com/back"}
    body = {"bankId": 280002, "interface": "XS2A", "bankingInterface": "XS2A", **back}
    del body["interface" if version == "v2" else "bankingInterface"]
    sent = user.call("POST", f"/api/{version}/bankConnections/import", body)
    assert sent.status == 510, sent.body
    return [sent.body.decode(), json.dumps(dict(sent.headers))]


def providers(base: str, **headers: str) -> list[str]:
    """
    The links in BANKSapi's list of providers, which needs a token of the client.
    """
    form = {"grant_type": "client_credentials"}
    sent = {"Authorization": BASIC, **headers}
    token = send_raw("POST", f"{base}/auth/oauth2/token", headers=sent, form=form).json
    sent["Authorization"] = f"Bearer {token['access_token']}"
    text = send_raw("GET", f"{base}/providers/v2", headers=sent).body.decode()
    return re.findall(r'"(http[^"]+)"', text)


def test_links_follow_the_public_url(known_by_names: Sandbox) -> None:
    """
    Behind a proxy links have its address and path, whether it cuts the path off or not; a caller
    by another allowed name gets links with that name.
    """
    public = "http://host.docker.internal:9000/x/y"
    assert known_by_names.url("banksapi") == f"{public}/banksapi"
    for path, host, base in (
        ("", "host.docker.internal:9000", public),
        ("/x/y", "host.docker.internal:9000", public),
        ("", "127.0.0.1", public),
        ("", "bank:{port}", "http://bank:{port}"),
    ):
        port = known_by_names.port
        url = f"http://127.0.0.1:{port}{path}/banksapi"
        links = providers(url, Host=host.format(port=port))
        assert links
        assert all(one.startswith(f"{base.format(port=port)}/banksapi/") for one in links)


def test_a_page_of_a_bank_is_on_the_other_name(sandbox: Sandbox) -> None:
    """
    For a browser the bank is another site than the API, as in life, and its pages are locked down.
    """
    user = user_of(sandbox, "finapi_webform")
    url = user.call("POST", "/api/webForms/bankConnectionImport", {}).json["url"]
    assert url.startswith(f"http://localhost:{sandbox.port}/wf/")
    reply = send_raw("GET", url)
    assert reply.status == 200
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "form-action" not in policy
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["referrer-policy"] == "no-referrer"


def test_an_api_can_have_a_port_of_its_own() -> None:
    """
    Its links are on that port; it is still at the common one; and it can be unreachable alone.
    """
    with Sandbox({"banksapi": 0}) as sandbox:
        own = sandbox.url("banksapi")
        assert urlsplit(own).port != sandbox.port
        assert urlsplit(own).path == ""
        assert all(link.startswith(f"{own}/providers/v2/") for link in providers(own))
        common = f"http://127.0.0.1:{sandbox.port}/banksapi/hello/"
        with sandbox.unreachable("banksapi"):
            assert send_raw("GET", common).status == 200
            with pytest.raises(ConnectionRefusedError):
                send_raw("GET", f"{own}/hello/")
        assert send_raw("GET", f"{own}/hello/").status == 200


@pytest.mark.parametrize("path", ["/", "/bankimportx/api/v1", "/bankimport%2Fapi", "/favicon.ico"])
def test_what_is_below_no_prefix_is_not_found(sandbox: Sandbox, path: str) -> None:
    """
    An unknown path is answered with the prefixes, and an encoded slash is no slash.
    """
    reply = send_raw("GET", f"http://127.0.0.1:{sandbox.port}{path}")
    assert reply.status == 404
    assert b"/finapi/access" in reply.body


@pytest.mark.parametrize("count", [200, 2000])
def test_too_many_headers_are_refused(sandbox: Sandbox, count: int) -> None:
    """
    More than 200 headers are refused before anything is recorded.
    """
    with closing(http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=10)) as connection:
        headers = {f"X-{number}": "1" for number in range(count)}
        connection.request("GET", "/banksapi/hello/", headers=headers)
        assert connection.getresponse().status == 431
    assert sandbox.requests == []


@pytest.mark.parametrize(
    "url", ["ftp://x", "http://", "http://user@x", "http://x?y", "http://x/ y", "x", "http://x:y"]
)
def test_a_wrong_public_url_is_refused(url: str) -> None:
    """
    A public URL has a scheme, a host and perhaps a path.
    """
    with pytest.raises(ValueError, match="is no public URL"):
        Sandbox(public_url=url)
