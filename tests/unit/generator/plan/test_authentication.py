"""
What a document with tokens and users becomes in its package.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kontokit_generator.builder.build import build
from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.settings.project import Project
from tests.support.generator_project import project_in

OPENAPI = """
openapi: 3.1.0
info: {title: Demo, version: "1", summary: A bank., description: A bank for tests.}
servers: [{url: "https://api.example.com", description: Here., x-environment: production}]
tags:
  - {name: Access, description: Tokens.}
  - {name: People, description: Users.}
paths:
  /token:
    post:
      operationId: getToken
      tags: [Access]
      summary: Get a token
      description: Makes one.
      x-source: document 001
      security: [{appCredentials: []}]
      requestBody:
        required: true
        description: What it is for.
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/Form"}
            example: {token: abc}
      responses: {"200": {description: Done.}}
  /revoke:
    post:
      operationId: endToken
      tags: [Access]
      summary: End a token
      description: Ends one.
      x-source: document 001
      security: [{appCredentials: []}]
      requestBody:
        required: true
        description: Which one.
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/Form"}
            example: {token: abc}
      responses: {"200": {description: Done.}}
  /people:
    post:
      operationId: addPerson
      tags: [People]
      summary: Add a person
      description: Makes one.
      x-source: document 001
      security: [{appToken: []}]
      parameters:
        - name: house
          in: query
          required: true
          description: Whose.
          example: a
          schema: {type: string}
      requestBody:
        required: true
        description: Who it is.
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Person"}
            example: {login: ada}
      responses: {"201": {description: Done.}}
  /people/me:
    get:
      operationId: getMe
      tags: [People]
      summary: Tell who I am
      description: Tells it.
      x-source: document 001
      security: [{personToken: []}]
      responses:
        "200":
          description: You.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Person"}
              example: {login: ada}
    delete:
      operationId: removeMe
      tags: [People]
      summary: Remove me
      description: Removes one.
      x-source: document 001
      security: [{personToken: []}]
      parameters:
        - {name: who, in: query, required: true, description: W., example: a, schema: {}}
      responses: {"200": {description: Gone.}}
components:
  securitySchemes:
    appCredentials: {type: http, scheme: basic, description: What the app is known by.}
    appToken:
      type: oauth2
      description: A token of the app.
      flows: {clientCredentials: {tokenUrl: /token, scopes: {all: All.}}}
    personToken:
      type: oauth2
      description: A token of a person.
      flows: {password: {tokenUrl: /token, refreshUrl: /token, scopes: {all: All.}}}
  schemas:
    Form:
      type: object
      description: A form.
      properties:
        token: {type: string, format: password, description: Which., example: abc}
    Person:
      type: object
      description: A person.
      properties:
        login: {type: string, description: The name., example: ada}
        secret: {type: string, format: password, description: The password., example: abc}
        nick: {type: string, description: What friends say., example: a}
"""
TOKEN_MARK = "{client: appCredentials, sent: basic, expiry: ends, scoped: true}"
OVERLAY = """
overlay: 1.0.0
info: {title: Marks, version: "1"}
actions:
  - target: $
    description: A name.
    update: {x-kontokit-client: {name: Demo, first_call: getMe}}
  - target: $.components.securitySchemes[?@.type == 'oauth2']
    description: Where tokens come from.
    update: {x-kontokit-token: {client: appCredentials, sent: basic, expiry: ends, scoped: true}}
  - target: $
    description: Tokens begin and end.
    update: {x-kontokit-token-service: {create: getToken, revoke: endToken}}
  - target: $
    description: Users too.
    update:
      x-kontokit-users:
        create: addPerson
        username: login
        password: secret
        remove: [removeMe]
        arguments: {house: "{tenant}", who: "{username}"}
  - target: $.paths['/token'].post
    description: Another one.
    update: {x-kontokit-name: create, x-kontokit-retry: token}
  - target: $.paths['/revoke'].post
    description: Another one.
    update: {x-kontokit-name: revoke, x-kontokit-retry: write}
  - target: $.paths['/people'].post
    description: Another one.
    update: {x-kontokit-name: add, x-kontokit-retry: create}
  - target: $.paths['/people/me'].get
    description: Another one.
    update: {x-kontokit-name: get, x-kontokit-retry: read}
  - target: $.paths['/people/me'].delete
    description: Another one.
    update: {x-kontokit-name: remove, x-kontokit-retry: write}
  - target: $.components.schemas
    description: What must be right.
    update:
      Person: {x-kontokit-essential: [login, secret]}
"""
Edit = tuple[str, str]
USERS = OVERLAY[OVERLAY.index("  - target: $\n    description: Users too.") :].partition(
    "  - target: $.paths['/token'].post"
)[0]


@pytest.fixture
def paths(tmp_path: Path) -> Project:
    made = project_in(tmp_path)
    new_api("demo", made)
    return made


def built(paths: Project, *edits: Edit) -> Path:
    """
    Build the document with some texts replaced, and give the folder of the package.
    """
    texts = {paths.document("demo"): OPENAPI, paths.overlay("demo"): OVERLAY}
    for old, new in edits:
        assert any(old in text for text in texts.values())
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    build(["demo"], paths)
    return paths.output / "demo"


def client(package: Path) -> str:
    """
    Both modules of clients, one after the other.
    """
    folder = package / "src" / "kontokit_demo"
    texts = [(folder / f"{name}.py").read_text("utf-8") for name in ("client", "async_client")]
    return "\n".join(ast.unparse(ast.parse(text)) for text in texts)


def arguments(package: Path) -> list[str]:
    """
    Name the arguments of the constructor with their types, up to the fixed ones.
    """
    (made,) = {
        text[text.index("self, *, ") + 9 : text.index(", environment")]
        for text in client(package).replace("AsyncTokenCallable", "TokenCallable").splitlines()
        if "def __init__" in text
    }
    return made.split(", ")


def docstring(package: Path, name: str) -> str:
    tree = ast.parse((package / "src" / "kontokit_demo" / "client.py").read_text("utf-8"))
    found = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
    )
    return " ".join((ast.get_docstring(found) or "").split())


def test_a_token_scheme_says_how_tokens_are_made(paths: Project) -> None:
    """
    The package tells the runtime the grant, the client, the address and what is special.
    """
    text = client(built(paths))
    shared = "client='appCredentials', sent='basic', url='/token'"
    special = "scoped=True, expiry='ends'"
    assert f"TokenScheme(grant='client_credentials', {shared}, {special})" in text
    assert f"TokenScheme(grant='password', {shared}, refreshable=True, {special})" in text
    assert "'appCredentials': BasicScheme()" in text


def test_defaults_of_a_token_scheme_are_left_out(paths: Project) -> None:
    """
    Where the overlay says no more than it must, the package says no more either.
    """
    text = client(built(paths, (", expiry: ends, scoped: true", ""), (", refreshUrl: /token", "")))
    shared = "client='appCredentials', sent='basic', url='/token')"
    assert f"TokenScheme(grant='client_credentials', {shared}" in text
    assert f"TokenScheme(grant='password', {shared}" in text


def test_credentials_come_before_tokens(paths: Project) -> None:
    """
    The constructor takes each client once, then the user, the tokens and the store.
    """
    assert arguments(built(paths)) == [
        "app_credentials: ClientCredentials | None=None",
        "user_credentials: UserCredentials | RefreshToken | None=None",
        "app_token: str | Secret | TokenCallable | None=None",
        "person_token: str | Secret | TokenCallable | None=None",
        "token_store: Store | None=None",
    ]


def test_all_credentials_reach_the_runtime(paths: Project) -> None:
    """
    They go there under the names that the overlay and the document give them.
    """
    assert (
        "super().__init__(API, {'appCredentials': app_credentials, 'userCredentials': "
        "user_credentials, 'appToken': app_token, 'personToken': person_token}, "
        "token_store=token_store, environment=environment"
    ) in client(built(paths))


def test_a_user_without_refresh_tokens_gives_no_refresh_token(paths: Project) -> None:
    """
    Where tokens cannot be renewed, no refresh token is taken, and none is mentioned.
    """
    package = built(paths, (", refreshUrl: /token", ""))
    assert "user_credentials: UserCredentials | None=None" in arguments(package)
    assert "RefreshToken" not in client(package)
    assert "refresh token" not in docstring(package, "as_user")
    assert "def as_user(self, user: str | UserCredentials, password: str | Secret" in client(
        package
    )


def test_credentials_of_a_form_are_arguments_too(paths: Project) -> None:
    """
    Clients that no scheme of the document declares are taken first, in the order of the tokens.
    """
    other = "{client: adminCredentials, sent: form}"
    package = built(paths, (TOKEN_MARK, other))
    assert arguments(package)[:2] == [
        "admin_credentials: ClientCredentials | None=None",
        "app_credentials: ClientCredentials | None=None",
    ]
    assert "'adminCredentials': admin_credentials, 'appCredentials': app_credentials" in client(
        package
    )


def test_another_token_server_has_an_argument(paths: Project) -> None:
    """
    Where tokens are made by another server, the package knows it for each environment, and a
    caller can name one; elsewhere there is nothing to name.
    """
    url = "https://tokens.example.com/token"
    mark = TOKEN_MARK.replace("}", f', urls: {{production: "{url}"}}}}')
    text = client(built(paths, ("Url: /token", f'Url: "{url}"'), (TOKEN_MARK, mark)))
    assert f"url='{url}', urls={{'production': '{url}'}}" in text
    assert "base_url: str | None=None, token_url: str | None=None, timeout:" in text
    assert "token_store=token_store, token_url=token_url, environment=environment" in text
    assert "token_url" not in client(built(paths))


def test_environment_variables_are_named_after_the_api(paths: Project) -> None:
    """
    The credentials of the program are read, those of users and tokens are not; APIs of one
    provider may share a prefix.
    """
    pair = "('KONTOKIT_DEMO_APP_CLIENT_ID', 'KONTOKIT_DEMO_APP_CLIENT_SECRET')"
    text = client(built(paths))
    assert f"EnvVariables(argument='app_credentials', names={pair}, required=True)" in text
    assert "EnvVariables(argument='base_url', names=('KONTOKIT_DEMO_BASE_URL',))" in text
    assert text.count("EnvVariables(") == 3
    shared = "first_call: getMe, env: BANK, env_server: BANK_DEMO"
    other = client(built(paths, ("first_call: getMe", shared)))
    assert other.count("'KONTOKIT_BANK_APP_CLIENT_ID'") == 1
    assert other.count("'KONTOKIT_BANK_ENVIRONMENT'") == 1
    assert other.count("'KONTOKIT_BANK_DEMO_BASE_URL'") == 1


def test_only_an_api_with_arguments_about_the_user_takes_one(paths: Project) -> None:
    """
    Where a parameter is marked, constructor, from_env, with_options and as_user take a user.
    """
    assert "end_user:" not in client(built(paths))
    mark = (
        "  - target: $.paths['/people/me'].delete.parameters[?@.name == 'who']\n"
        "    description: It says where the user is.\n"
        "    update: {x-kontokit-end-user: ip_address}\n"
    )
    package = built(paths, ("actions:\n", f"actions:\n{mark}"))
    for method in ("__init__", "from_env", "as_user"):
        text = next(
            line
            for line in client(package).splitlines()
            if f"def {method}" in line and not line.endswith("...")
        )
        assert "end_user: EndUser | None=None" in text
    assert "end_user: EndUser | None | UnsetType=UNSET" in client(package)
    operations = package / "src" / "kontokit_demo" / "operations" / "people.py"
    assert 'end_user="ip_address"' in operations.read_text("utf-8")


def test_services_are_loaded_when_they_are_needed(paths: Project) -> None:
    """
    The operations behind tokens and users are imported by functions, not with the client.
    """
    text = client(built(paths))
    assert "    from kontokit_demo.operations import access\n" in text
    assert "return TokenService(create=access.GET_TOKEN, revoke=access.END_TOKEN)" in text
    assert (
        "return UserService(create=people.ADD_PERSON, username='login', password='secret', "
        "remove=(people.REMOVE_ME,), arguments={'house': '{tenant}', 'who': '{username}'})"
    ) in text
    assert "token_service=_token_service, user_service=_user_service" in text


def test_a_client_makes_and_removes_users(paths: Project) -> None:
    """
    Both clients hand these methods on to the runtime; one of them awaits it.
    """
    package = built(paths)
    text = client(package)
    assert text.count("return self._as_user(user, password)") == 2
    assert "        return self._create_user(credentials, {'nick': nick})" in text
    assert "        return await self._create_user(credentials, {'nick': nick})" in text
    assert text.count("*, nick: str | UnsetType=UNSET") == 2
    assert "        self._delete_user()" in text
    assert "        await self._delete_user()" in text
    assert text.count("def delete_user(self) -> None:") == 2
    assert "``addPerson``" in docstring(package, "create_user")
    assert "nick: What friends say." in docstring(package, "create_user")
    assert "``removeMe``" in docstring(package, "delete_user")


def test_without_users_there_is_nothing_to_make_them_with(paths: Project) -> None:
    """
    An API whose overlay tells nothing of users still lets a client act for one.
    """
    text = client(built(paths, (USERS, "")))
    assert "def as_user(" in text
    assert not {"create_user", "delete_user", "UserService", "NewUser"} & set(text.split())
    assert "_user" not in text.replace("as_user", "").replace("_user_cred", "")


def test_docstrings_say_what_is_got_with_what(paths: Project) -> None:
    """
    A reader learns which tokens come from which credentials, and that own tokens end.
    """
    text = docstring(built(paths), "__init__")
    assert (
        "app_credentials: Id and secret of your app client. Its tokens (``app_token``) and those "
        "of its users (``person_token``) are obtained with them, cached and refreshed. What the "
        "app is known by."
    ) in text
    assert "user_credentials: The user to act for: name and password, or a refresh token" in text
    assert "A token of the app. Pass it only if you obtain tokens yourself" in text
    assert "token_store: Where tokens are cached, such as a ``FileStore``" in text


def test_the_readme_begins_with_credentials(paths: Project) -> None:
    """
    The first call signs in with what the provider gave, and acts for a user where it must.
    """
    package = built(paths)
    text = (package / "README.md").read_text("utf-8")
    assert 'credentials = ClientCredentials("tenant/client", "client-secret")' in text
    assert "with Demo(app_credentials=credentials) as client:" in text
    assert '    user = client.as_user("user", "password")\n    print(user.people.get())' in text
    assert "- `app_credentials`: Id and secret" in text
    assert "`client.create_user()`" in text
    for block in text.split("```python\n")[1:]:
        compile(block.partition("```")[0], "block", "exec")


def test_the_readme_signs_no_user_in_for_a_call_of_the_client(paths: Project) -> None:
    """
    What needs a token of the client itself is called by the client itself.
    """
    package = built(paths, ("first_call: getMe", "first_call: addPerson"))
    text = (package / "README.md").read_text("utf-8")
    first = text[: text.index("The same with asyncio")]
    assert "app_credentials=credentials" in first
    assert "as_user" not in first


def test_a_plain_token_stays_what_it_was(paths: Project) -> None:
    """
    An API without a token service takes its token and nothing that concerns tokens.
    """
    new_api("plain", paths)
    build(["plain"], paths)
    package = paths.output / "plain"
    text = (package / "src" / "kontokit_plain" / "client.py").read_text("utf-8")
    assert '"userToken": BearerScheme()' in text
    assert not {"token_store", "token_url", "as_user", "ClientCredentials"} & {
        word.strip("(:,") for word in text.split()
    }
    assert 'Plain(user_token="…")' in (package / "README.md").read_text("utf-8")


def test_basic_alone_takes_client_credentials(paths: Project) -> None:
    """
    A scheme of HTTP Basic is an id and a secret also where no tokens are made.
    """
    new_api("plain", paths)
    document = paths.document("plain")
    text = document.read_text("utf-8").replace("scheme: bearer", "scheme: basic")
    document.write_text(text, "utf-8")
    build(["plain"], paths)
    package = paths.output / "plain"
    text = (package / "src" / "kontokit_plain" / "client.py").read_text("utf-8")
    assert "user_token: ClientCredentials | None = None" in text
    assert "user_token: A token of the user." in text
    assert "Plain(user_token=credentials)" in (package / "README.md").read_text("utf-8")


def test_a_tag_cannot_hide_a_method(paths: Project) -> None:
    """
    A tag whose attribute would be called like a method of the client is a finding.
    """
    with pytest.raises(FindingsError, match="the attribute create_user of the client is taken"):
        built(paths, ("name: People", "name: Create user"), ("[People]", "[Create user]"))


def test_a_marked_secret_leaves_as_ciphertext_only(paths: Project) -> None:
    """
    A secret that the overlay marks has a type of its own, and the client takes a key for it.
    """
    mark = (
        "  - target: $.components.schemas.Person.properties.secret\n"
        "    description: It travels encrypted.\n"
        "    update: {x-kontokit-encrypted: true}\n"
    )
    first = "  - target: $.paths['/token'].post"
    package = built(paths, (first, f"{mark}{first}"))
    models = (package / "src/kontokit_demo/models.py").read_text("utf-8")
    assert "secret: OrText[Encrypted]" in models
    assert "token: OrText[Secret]" in models
    text = client(package)
    assert "credential_key: str | bytes | CredentialCipher | None=None" in text
    assert text.count("credential_key=credential_key") == 2
    assert "credential_key" in (package / "README.md").read_text("utf-8")
    assert "credential_key" not in client(built(paths))
