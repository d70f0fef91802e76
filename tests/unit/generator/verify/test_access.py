"""
The audit finds what a package lost of how its document authenticates.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kontokit_generator.openapi.document import Document
from kontokit_generator.verify.package import verify

Make = Callable[[str], Document]

DOCUMENT = """
x-kontokit-client: {name: Demo}
x-kontokit-token-service: {create: getToken}
x-kontokit-users:
  {create: addUser, username: id, password: pin, remove: [endUser, dropUser], arguments: {a: b}}
components:
  securitySchemes:
    apiToken: {type: http, scheme: bearer}
    userToken:
      type: oauth2
      flows: {password: {tokenUrl: /token, refreshUrl: /token}}
      x-kontokit-token:
        {client: theApp, sent: form, expiry: ends, scoped: true, urls: {sandbox: "https://a"}}
"""
CLIENT = """
def _tokens():
    from kontokit_demo.operations import things
    return TokenService(create=things.GET_TOKEN)

def _users():
    from kontokit_demo.operations import things
    return UserService(
        create=things.ADD_USER,
        username="id",
        password="pin",
        remove=(things.END_USER, things.DROP_USER),
        arguments={"a": "b"},
    )

API = Api(
    schemes={
        "apiToken": BearerScheme(),
        "userToken": TokenScheme(
            grant="password",
            client="theApp",
            sent="form",
            url="/token",
            urls={"sandbox": "https://a"},
            refreshable=True,
            scoped=True,
            expiry="ends",
        ),
    },
    token_service=_tokens,
    user_service=_users,
)

class Demo(SyncClient):
    def as_user(self): ...
    def create_user(self): ...
    def delete_user(self): ...

class AsyncDemo(AsyncClient):
    def as_user(self): ...
    async def create_user(self): ...
    async def delete_user(self): ...
"""
OPERATIONS = """
GET_TOKEN: Operation[None] = Operation(id="getToken")
ADD_USER: Operation[None] = Operation(id="addUser")
END_USER: Operation[None] = Operation(id="endUser")
DROP_USER: Operation[None] = Operation(id="dropUser")
"""


def losses(document: Document, folder: Path, client: str) -> list[str]:
    """
    Write a package with this client, and give what the audit says of who may call.
    """
    (folder / "operations").mkdir()
    (folder / "operations" / "things.py").write_text(OPERATIONS, "utf-8")
    (folder / "client.py").write_text(client, "utf-8")
    return [one.message for one in verify(document, folder) if one.place != "#/paths"]


def test_a_faithful_client_has_no_findings(make_document: Make, tmp_path: Path) -> None:
    """
    A client that says all its document says passes.
    """
    assert losses(make_document(DOCUMENT), tmp_path, CLIENT) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"apiToken": BearerScheme(),', "", "the security scheme apiToken is missing"),
        ('"apiToken"', '"other"', "the package has the unknown security scheme other"),
        ('"password",\n            client', '"x",\n            client', "else of grant for"),
        ('client="theApp"', 'client="other"', "else of client for userToken"),
        ('sent="form"', 'sent="basic"', "else of sent for userToken"),
        ('url="/token"', 'url="/tokens"', "else of url for userToken"),
        ('urls={"sandbox": "https://a"},', "", "else of urls for userToken"),
        ("refreshable=True,", "", "else of refreshable for userToken"),
        ("scoped=True,", "", "else of scoped for userToken"),
        ('expiry="ends",', "", "else of expiry for userToken"),
        ("things.GET_TOKEN", "things.ADD_USER", "else of create for tokens"),
        ("token_service=_tokens,", "", "else of create for tokens"),
        ("things.ADD_USER", "things.GET_TOKEN", "else of create for users"),
        ('username="id"', 'username="name"', "else of username for users"),
        ('password="pin"', 'password="word"', "else of password for users"),
        ("things.END_USER, things.DROP_USER", "things.DROP_USER,", "else of remove for users"),
        ('arguments={"a": "b"},', "", "else of arguments for users"),
        ("user_service=_users,", "", "else of create for users"),
        ("    def create_user(self): ...\n", "", "Demo has no method create_user"),
        ("    async def delete_user(self): ...\n", "", "AsyncDemo has no method delete_user"),
    ],
)
def test_a_lost_word_is_an_error(
    make_document: Make, tmp_path: Path, old: str, new: str, message: str
) -> None:
    """
    Whatever the client leaves out or says differently is an error that says what.
    """
    assert old in CLIENT
    found = losses(make_document(DOCUMENT), tmp_path, CLIENT.replace(old, new))
    assert any(message in one for one in found), found
