"""
Following links: typed where they are known, never away from the configured server.
"""

from __future__ import annotations

import string
from decimal import Decimal
from typing import Any

import pytest

from kontokit import (
    ArgumentError,
    BrowserRelationError,
    ConfigurationError,
    ForeignOriginError,
    Location,
    RelationMismatchError,
    RelationNotFoundError,
    SyncClient,
    UnexpectedContentTypeError,
)
from kontokit.http.urls import Url, parse_url
from kontokit.pipeline.links import as_call, posting, require_same_origin, resolve
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS, TOKEN, AnyClient
from tests.support.shapes import API, Booking, Relation

BASE: Url = parse_url("https://api.example.com")
IP6: Url = parse_url("http://[::1]:8080/api")


def _resource(**links: str) -> Booking:
    relations = [Relation(rel=name, href=href) for name, href in links.items()]
    return Booking(id="1", relations=relations)


def test_a_known_relation_is_typed(bank: Bank, any_client: AnyClient) -> None:
    """
    A relation of a known operation brings that operation's result, with its credentials.
    """
    bank.says('[{"id":"1","betrag":0.10}]')
    resource = _resource(get_bookings=f"{bank.url}/customer/v2/accesses/a%2Fb/p/bookings?tag=true")
    rows = any_client.follow(resource, "get_bookings")
    assert rows == [Booking(id="1", betrag=Decimal("0.10"))]
    assert bank.last.target == "/customer/v2/accesses/a%2Fb/p/bookings?tag=true"
    assert bank.last.headers["authorization"] == f"Bearer {TOKEN}"


def test_both_path_styles_are_known(bank: Bank, client: SyncClient) -> None:
    """
    A link in the other path style is recognised, and goes out as it was written.
    """
    bank.says("[]")
    for path in ["/customer/v2/accesses/a/p/bookings", "/v2/customer/accesses/a/p/bookings/"]:
        assert client.follow(_resource(get_bookings=bank.url + path), "get_bookings") == []
        assert bank.last.target == path


def test_query_parameters_are_added_to_a_link(bank: Bank, client: SyncClient) -> None:
    """
    Further parameters follow the rules of the operation and replace those of the link.
    """
    bank.says("[]")
    href = f"{bank.url}/customer/v2/accesses/a/p/bookings?tag=x&other=1"
    query = {"tags": ["a", "b"], "kind": ["c", "d"], "amount": Decimal("1E+1")}
    client.follow(_resource(get_bookings=href), "get_bookings", query=query)
    assert bank.last.target.partition("?")[2] == "other=1&tag=a,b&kind=c&kind=d&amount=10"
    with pytest.raises(ArgumentError, match="no such query parameter"):
        client.follow(_resource(get_bookings=href), "get_bookings", query={"quatsch": 1})


def test_a_body_goes_where_the_operation_takes_one(bank: Bank, any_client: AnyClient) -> None:
    """
    Method, body and result are those of the operation.
    """
    bank.says(status=201, Location="/customer/v2/accesses/7")
    resource = _resource(add="/customer/v2/accesses")
    location = any_client.follow(resource, "add", {"id": "1", "betrag": Decimal("1.10")})
    assert (bank.last.method, bank.last.body) == ("POST", b'{"id":"1","betrag":1.10}')
    assert location.id == "7"
    with pytest.raises(ArgumentError, match="needs a body"):
        any_client.follow(resource, "add")


def test_the_shape_of_a_link_chooses_the_operation(bank: Bank, client: SyncClient) -> None:
    """
    Of several operations the one whose path fits is called; where none fits, none is.
    """
    client.follow(_resource(delete="/customer/v2/accesses/1"), "delete")
    client.follow(_resource(delete="/customer/v2/accesses"), "delete")
    assert [heard.method for heard in bank.heard] == ["DELETE", "DELETE"]
    with pytest.raises(RelationMismatchError, match="deleteAllAccesses, deleteAccess"):
        client.follow(_resource(delete="/customer/v2/accesses/1/2"), "delete")
    assert len(bank.heard) == 2


def test_a_link_spelled_otherwise_is_followed_where_only_one_way_is_known(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    A link that fits no template is called as its relation says, at its own address.
    """
    bank.says(status=201, Location="/customer/v2/accesses/7")
    any_client.follow(
        _resource(add="/v3/customer/accesses"), "add", {"id": "1", "betrag": Decimal("1.10")}
    )
    assert (bank.last.method, bank.last.target) == ("POST", "/v3/customer/accesses")


def test_a_relation_that_changes_something_is_called_as_it_says(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    What the documents only name may change things too; then its method stands in the table.
    """
    bank.says(status=200)
    assert any_client.follow(_resource(delete_rules="/rules"), "delete_rules") is None
    assert (bank.last.method, bank.last.target) == ("DELETE", "/rules")
    bank.says(status=200)
    assert any_client.follow(_resource(add_rules="/rules"), "add_rules", {"a": [1]}) is None
    assert (bank.last.method, bank.last.body) == ("POST", b'{"a":[1]}')


@pytest.mark.parametrize("relation", ["tag_trees", "never_heard_of"])
def test_other_relations_are_plain_json(bank: Bank, any_client: AnyClient, relation: str) -> None:
    """
    What the documents only name is read as plain JSON, numbers exact, with the usual token.
    """
    bank.says('{"a":[1.10,{"relations":[{"rel":"next","href":"/tags/2"}]}]}')
    tree = any_client.follow(
        _resource(**{relation: f"{bank.url}/tags/1/"}), relation, query={"deep": True}
    )
    assert str(tree["a"][0]) == "1.10"
    assert bank.last.method == "GET"
    assert bank.last.target == "/tags/1/?deep=true"
    assert bank.last.headers["authorization"] == f"Bearer {TOKEN}"
    assert any_client.follow(tree["a"][1], "next") == tree


def test_a_picture_is_no_json(bank: Bank, client: SyncClient) -> None:
    """
    A relation that turns out to be a picture says so.
    """
    bank.says(b"<svg/>", Content_Type="image/svg+xml")
    with pytest.raises(UnexpectedContentTypeError, match="image/svg") as caught:
        client.follow(_resource(logo="/demo.svg"), "logo")
    assert caught.value.operation == "relation logo"


def test_a_page_for_the_browser_is_never_fetched(bank: Bank, any_client: AnyClient) -> None:
    """
    The URL for the user's browser is in the error and not in its text; nothing is sent.
    """
    url = "https://forms.example.com/webform?session=s3cr3t"
    with pytest.raises(BrowserRelationError) as caught:
        any_client.follow(_resource(get_webform=url), "get_webform")
    assert caught.value.url == url
    assert "s3cr3t" not in str(caught.value)
    with pytest.raises(ForeignOriginError):
        any_client.follow(_resource(get_webform="javascript:alert(1)"), "get_webform")
    assert bank.heard == []


def test_an_absent_relation_lists_those_present(client: SyncClient) -> None:
    """
    Asking for a relation that is not there is a LookupError that names what is.
    """
    with pytest.raises(
        RelationNotFoundError, match="'get_bookings' here; present: add, self"
    ) as caught:
        client.follow(_resource(self="/x", add="/y"), "get_bookings")
    assert isinstance(caught.value, LookupError)
    assert caught.value.present == ("add", "self")
    for empty in [Booking(id="1"), {}, {"relations": "self"}, object(), None]:
        with pytest.raises(RelationNotFoundError, match="present: none"):
            client.follow(empty, "self")


def test_a_location_is_followed(bank: Bank, any_client: AnyClient) -> None:
    """
    A Location is read by the operation whose path it fits, or as plain JSON.
    """
    bank.says('{"id":"7"}')
    assert any_client.follow(Location(f"{bank.url}/customer/v2/accesses/7")) == Booking(id="7")
    assert any_client.follow(Location("/elsewhere/7")) == {"id": "7"}
    with pytest.raises(ForeignOriginError):
        any_client.follow(Location("https://evil.example/customer/v2/accesses/7"))


def test_a_link_needs_the_credentials_of_its_operation(bank: Bank) -> None:
    """
    A client without the right token reports which one is missing, and sends nothing.
    """
    with (
        SyncClient(API, {"apiToken": "x"}, base_url=bank.url) as client,
        pytest.raises(ConfigurationError, match="user_token"),
    ):
        client.follow(_resource(self="/customer/v2/accesses/1"), "self")
    assert bank.heard == []


LEGITIMATE = [
    f"{origin}{path}"
    for origin in ["", "https://api.example.com", "HTTPS://API.EXAMPLE.COM",
                   "https://api.example.com:443", "https://Api.Example.com:0443"]
    for path in ["/", "/customer/v2/accesses/1", "/v2/customer/accesses/1?tag=true",
                 "/tags/v1/tag-trees/1/", "/a%2Fb/c%20d", "/a.b/...?x=../..", "/ümläut?q=ß",
                 "/~a-b_c/(d);e=1,2:3@4?x=%25&y=a+b"]
]  # fmt: skip
HOSTS = [
    "evil.example", "api.example.com.evil.example", "evil-api.example.com", "xapi.example.com",
    "api.example.co", "api.example.com.", "api.example.com..", ".api.example.com",
    "example.com",
    "api.example.com:444", "api.example.com:80", "api.example.com:0", "api.example.com:65536",
    "api.example.com:99999999", "api.example.com:", "api.example.com:443x",
    "api.example.com:٤٤٣",
    "user@api.example.com", "user:pass@api.example.com", "api.example.com@evil.example",
    "api.example.com:443@evil.example", "api.example.com%40evil.example", "@api.example.com",
    "api%2eexample.com", "%61pi.example.com", "api.example.com%00.evil.example",
    "api.example.com%2f.evil.example",
    "api。example。com", "api．example．com", "ａｐｉ.example.com",
    "аpi.example.com", "api.example.com\u200b", "api.exa\u00admple.com", "api.example.ⓒom",
    "api.example.com\\.evil.example", "api.example.com\\@evil.example",
    "evil.example\\api.example.com",
    "api.example.com#@evil.example", "api.example.com?@evil.example/x#",
    "evil.example#api.example.com",
    "127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "2130706433", "0x7f000001",
    "017700000001",
    "127.1", "0", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[api.example.com]", "169.254.169.254",
    "api.example.com evil.example", "api.example.com\t.evil.example", "api\n.example.com", "",
    "api..example.com", "api.example.com,evil.example", "api.example.com;evil.example",
    "*.example.com",
    "xn--api-.example.com", "api.example.com\r\nHost: evil.example", "ap\u017f.example.com",
]  # fmt: skip
SCHEMES = [
    "http",
    "javascript",
    "data",
    "file",
    "ftp",
    "ws",
    "wss",
    "httpss",
    "blob",
    "view-source",
    "",
]
PATHS = [
    "/..", "/../", "/.", "/./x", "/a/../b", "/a/..", "/%2e%2e/x", "/%2E./x", "/%252e%252e/x",
    "/a/..;/b",
    "/a/..;x=1", "/..%2fx", "/a%2f..%2fb", "/..%5cx", "/a\\..\\b", "/\\evil.example",
    "\\evil.example",
    "//evil.example", "//api.example.com@evil.example/", "//", "/\t/x", "/a b", "/a\r\nX: 1",
    "/a\x00",
    "/%00", "/a%0d%0aX", "/a#b", "/a<b>", '/a"b', "/{access-id}", "/a|b", "/a^b", "/a`b",
    "/．．/x",
    "/%c0%ae%c0%ae/x", "/\u2028", "/a\x85", "/\ud800", "/%" + "25" * 9 + "2e%2e/",
]  # fmt: skip
HOSTILE = [
    *[f"https://{host}/customer/v2/accesses/1" for host in HOSTS],
    *[f"https://{host}" for host in HOSTS],
    *[f"https:/{host}/x" for host in HOSTS[:8]],
    *[f"https:{host}" for host in HOSTS[:8]],
    *[f"{host}/x" for host in HOSTS if host],
    *[f"//{host}/x" for host in HOSTS],
    *[f"{scheme}://api.example.com/x" for scheme in SCHEMES],
    *[f"{scheme}:api.example.com/x" for scheme in SCHEMES if scheme],
    *PATHS,
    *[f"https://api.example.com{path}" for path in PATHS],
    "", " ", "x", "./x", "../x", "?x=1", "#x", "javascript:alert(1)", "data:text/html,x",
    "file:///etc/passwd", " https://api.example.com/x", "https://api.example.com/x ",
    "\thttps://x/",
    "https://api.example.com/x\n", "https\t://api.example.com/x", "ht\ntps://api.example.com/x",
    "https:\\\\api.example.com\\x", "https:///api.example.com/x", "https://", "https",
    "mailto:a@b",
]  # fmt: skip


@pytest.mark.parametrize("href", LEGITIMATE)
def test_a_legitimate_link_stays_as_it_is(href: str) -> None:
    """
    Scheme and host may be spelled in any case and the port may be named; the path stays.
    """
    url = require_same_origin(href, BASE)
    assert url.origin == BASE.origin
    assert str(url).isascii()
    assert str(url).startswith("https://api.example.com/")


def test_there_are_enough_hostile_links() -> None:
    """
    The lists have the numbers that the promise names.
    """
    assert len(set(HOSTILE)) >= 300
    assert len(set(LEGITIMATE)) >= 40


@pytest.mark.parametrize("href", sorted(set(HOSTILE)))
def test_a_hostile_link_is_refused(href: str) -> None:
    """
    Whatever leads elsewhere, or might for another program, is refused before any lookup.
    """
    with pytest.raises(ForeignOriginError) as caught:
        require_same_origin(href, BASE)
    assert "secret" not in str(caught.value)


def test_a_hostile_link_sends_nothing(bank: Bank, client: SyncClient) -> None:
    """
    No request leaves the client for any of the hostile links.
    """
    for href in HOSTILE:
        with pytest.raises(ForeignOriginError):
            client.follow(_resource(self=href), "self")
    assert bank.heard == []


def test_a_link_to_the_configured_loopback_server_is_at_home(bank: Bank) -> None:
    """
    The origin is what the client was given, be it loopback, IPv6 or with a path.
    """
    assert require_same_origin("http://[0:0:0:0:0:0:0:1]:8080/x", IP6).origin == IP6.origin
    for foreign in ["http://127.0.0.1:8080/x", "http://[::1]/x", "http://localhost:8080/x"]:
        with pytest.raises(ForeignOriginError, match=r"speaks to http://\[::1\]:8080 only"):
            require_same_origin(foreign, IP6)
    bank.says('{"id":"1"}')
    with SyncClient(API, CREDENTIALS, base_url=f"{bank.url}/api/v1") as client:
        found: Any = client.follow(
            _resource(self=f"{bank.url}/api/v1/customer/v2/accesses/1"), "self"
        )
        assert found == Booking(id="1")
        assert bank.last.target == "/api/v1/customer/v2/accesses/1"


def test_links_for_the_real_server_are_foreign_to_a_test_client(bank: Bank) -> None:
    """
    A client of the test server never speaks to the real one, whatever the answer says.
    """
    with (
        SyncClient(API, CREDENTIALS, base_url=bank.url) as client,
        pytest.raises(ForeignOriginError, match=r"leads to https://api\.example\.com"),
    ):
        client.follow(_resource(self="https://api.example.com/customer/v2/accesses/1"), "self")


def test_a_link_becomes_a_call_of_its_operation() -> None:
    """
    Its path and its query are the arguments; what is not documented stays extra.
    """
    href = "/customer/v2/accesses/a%2Fb/p-1/bookings?amount=5&tag=a&tag=b&colour=red&empty="
    link = resolve(API, BASE, _resource(get_bookings=href), "get_bookings")
    call = as_call(API, BASE, link, {"pending": True, "amount": 7})
    assert call.operation is link.operation
    assert call.arguments == {
        "access_id": "a/b",
        "product_id": "p-1",
        "tags": ["a", "b"],
        "amount": 7,
        "pending": True,
    }
    assert call.extra_query == {"colour": "red", "empty": ""}


@pytest.mark.parametrize("last", [*string.ascii_letters, *string.digits, *"-._~!$'()*,;=:@"])
def test_an_id_at_the_end_of_a_link_is_taken_as_a_whole(last: str) -> None:
    """
    Only a slash behind it is no part of it.
    """
    for href in (f"/customer/v2/accesses/1{last}", f"/v2/customer/accesses/1{last}/"):
        link = resolve(API, BASE, _resource(self=href), "self")
        assert as_call(API, BASE, link, {}).arguments == {"access_id": f"1{last}"}


@pytest.mark.parametrize("relation", ["never_heard_of", "tag_trees"])
def test_a_link_that_no_document_describes_can_take_a_body(relation: str) -> None:
    """
    Then it is posted to, with the usual credentials.
    """
    link = resolve(API, BASE, _resource(**{relation: "/x"}), relation)
    posted = posting(API, link, relation)
    assert (posted.url, posted.operation.id) == (link.url, f"relation {relation}")
    assert (posted.operation.method, link.operation.method) == ("POST", "GET")
    assert posted.operation.body is not None
    assert posted.operation.security == link.operation.security != ()


@pytest.mark.parametrize(("relation", "href"), [("self", "/x"), ("add", "/x"), ("add_rules", "/x")])
def test_a_link_that_says_how_it_is_called_is_called_so(relation: str, href: str) -> None:
    """
    A body changes neither its method nor its operation.
    """
    link = resolve(API, BASE, _resource(**{relation: href}), relation)
    assert posting(API, link, relation) == link


@pytest.mark.parametrize(
    ("relation", "href"), [("self", "/elsewhere"), ("tag_trees", "/tags"), ("self", "/")]
)
def test_a_link_without_a_documented_path_is_no_call(relation: str, href: str) -> None:
    """
    It can be followed, but not written down as a call.
    """
    link = resolve(API, BASE, _resource(**{relation: href}), relation)
    with pytest.raises(ArgumentError, match="no documented path"):
        as_call(API, BASE, link, {})
