"""
The docstrings of what every client has: its constructor, ``follow`` and the functions
of ``webhooks``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kontokit_generator.plan.client_views import AuthenticationView, UsersView, VariablesView
from kontokit_generator.python.escaping import Source, one_line

FOLLOW = """Follow a relation of a resource.

Args:
    resource: Anything with relations: a model, or the ``Location`` that a call returned.
    relation: The name of the relation, such as ``self``.
    body: The request body, where the operation behind the relation takes one.
    query: Further query parameters, by their names on the wire.

Returns:
    The result of the operation behind the relation; plain JSON where the provider documents only
    its name.

Raises:
    RelationNotFoundError: The resource has no such relation; the message lists those it has.
    BrowserRelationError: The link is for the user's browser; the error carries its URL.
    ForeignOriginError: The link points outside the configured origin.
"""

ASYNC_FOLLOW = """Follow a relation of a resource.

Arguments: ``resource``, ``relation``, ``body``, ``query``. See :meth:`RelationsClient.follow`.
"""

WEBHOOK = """Parse the body of a notification.

Args:
    body: The raw body of the incoming request, at most 64 KiB.

Returns:
    The notification as its model, or ``UnknownNotification`` if its kind is not known.

Raises:
    PayloadError: The body is not JSON, is too large or lacks a field of every notification.
"""


def unwrap_docstring(*, signs: bool) -> str:
    """
    Document ``unwrap``.

    Args:
        signs: The provider signs its notifications.
    """
    return _UNWRAP_SIGNED if signs else _UNWRAP


_UNWRAP = """Parse an incoming request.

The provider signs nothing, so anyone may have sent it: fetch what it names. A ``Receiver`` of
``kontokit.webhooks`` also finds repetitions and gaps.

Args:
    body: The raw body of the incoming request, at most 64 KiB.
    headers: Not needed; for the same call as with other providers.
    secret: None. A secret raises, because nothing could be verified with it.

Returns:
    The notification as its model, or ``UnknownNotification`` if its kind is not known.

Raises:
    PayloadError: The body is not JSON, is too large or lacks a field of every notification.
    ArgumentError: A secret was passed, or the body is neither bytes nor str.
"""
_UNWRAP_SIGNED = """Verify the signature of an incoming request and parse its body.

Even if the signature is valid, fetch what it names. A ``Receiver`` of ``kontokit.webhooks`` also
finds repetitions.

Args:
    body: The raw body of the incoming request, at most 64 KiB.
    headers: Its headers: a mapping, or pairs of name and value.
    secret: The secret you share with the provider. Without one, use ``parse_notification``.
    header: The header with the signature. By default, every one is tried.

Returns:
    The notification as its model, or ``UnknownNotification`` if its kind is not known.

Raises:
    InvalidSignatureError: No header has a valid signature. Do not process the request.
    PayloadError: The body is not JSON, is too large or lacks a field of every notification.
    ArgumentError: The secret is empty or no text, or the body is neither bytes nor str.
"""


_TIMEOUT = (
    "Seconds for a whole call, from its start to the last byte of the response, or ``Timeouts``."
    " Calls that are known to be slow get more time, unless the call has a timeout of its own."
)
_MAX_RETRIES = (
    "The most repetitions of a call that failed, or ``Retries``; by default 2, and 0 turns them"
    " off. Only calls that read are repeated after they were sent."
)
_MIDDLEWARE = "Called for each call and attempt, such as ``kontokit.telemetry.OpenTelemetry()``."
_END_USER = "The user who is present, for calls that reach a bank. Arguments of a call come first."
_DRIFT = (
    "Notes in what responses differ from the document of the API, in a file without any value of"
    " them."
)
_READ_BUDGET = (
    "Counts calls that have a bank asked while no user is present, and refuses them when the day's"
    " number is used up."
)
_ON_DEVIATION = (
    "Takes values that do not fit the document, and rows that cannot be read, which are left out"
    ' then: a function, or ``"collect"``. Without it, such a row is a ``DecodeError``.'
)


_KEEP_UNKNOWN = (
    "Keep fields that the document does not know, in ``extra`` of each model. Responses are parsed"
    " twice then."
)
_ALLOW_INVALID_IBAN = (
    "Send IBANs without looking at their check digits. By default, a wrong one of the other party"
    " of an order is refused, and any other is logged."
)


def client_docstring(title: str, kind: str) -> Source:
    """
    Write the docstring of a client class, quotes included.
    """
    text = f"A client of {one_line(title)}" + (" for asyncio." if kind == "async" else ".")
    return Source(f'"""\n    {text}\n    """')


def constructor_docstring(
    authentication: AuthenticationView, environments: Mapping[str, str], *, has_end_user: bool
) -> str:
    """
    Write the text of a client's constructor: one line for each thing it authenticates with.
    """
    lines = ["Set up a client; nothing is sent yet.", "", "Args:"]
    lines += [f"    {one.argument}: {_joined(one.doc)}" for one in authentication.credentials]
    if authentication.has_tokens:
        lines.append(
            "    token_store: Where tokens are cached, such as a ``FileStore`` of"
            " ``kontokit.stores``; in memory by default."
        )
    if authentication.encrypts:
        lines.append(
            "    credential_key: The public key of your contract, PEM or DER, that"
            " bank credentials are encrypted with, or a cipher made of it. Without it,"
            " only credentials that you have encrypted are accepted."
        )
    known = ", ".join(f"``{name}`` is {url}" for name, url in environments.items())
    lines += [
        f"    environment: The server: {known}.",
        "    base_url: Another base URL, such as that of a sandbox; http only for loopback.",
    ]
    if authentication.has_token_urls:
        lines.append(
            "    token_url: Another token endpoint, as a whole URL; required together with a"
            " base_url."
        )
    lines += [
        f"    timeout: {_TIMEOUT}",
        "    headers: Sent with every call.",
        *([f"    end_user: {_END_USER}"] if has_end_user else []),
        "    http: TLS, proxy, client certificate and pool sizes.",
        (
            "    engine: The HTTP library below: ``httpcore2`` by default, or ``httpx2``, which the"
            " extra ``kontokit[httpx2]`` installs; async clients know ``aiohttp`` too, of the extra"
            " ``kontokit[aiohttp]``."
        ),
        f"    max_retries: {_MAX_RETRIES}",
        f"    middleware: {_MIDDLEWARE}",
        "    limits: How large responses may be: bytes, depth and digits.",
        f"    read_budget: {_READ_BUDGET}",
        f"    keep_unknown: {_KEEP_UNKNOWN}",
        f"    allow_invalid_iban: {_ALLOW_INVALID_IBAN}",
        f"    drift: {_DRIFT}",
        f"    on_deviation: {_ON_DEVIATION}",
        "    strict: Raise ``DecodeError`` at the first value that does not fit.",
        "    transport: Replaces the one that is made of both, such as in tests.",
        "",
        "Raises:",
        "    ConfigurationError: A value is missing, empty or not usable.",
    ]
    return "\n".join(lines)


def client_credentials(argument: str, own: Sequence[str], users: Sequence[str], basic: str) -> str:
    """
    Describe the credentials of a client and what they are used for.

    Args:
        argument: The argument that takes them.
        own: The arguments of tokens that are the client's own.
        users: The arguments of tokens that are its users'.
        basic: What the document says of them as a scheme of HTTP Basic.
    """
    if not own and not users:
        return basic
    who = argument.removesuffix("_credentials").replace("_", " ")
    whose = f"Id and secret of your {who if who.endswith('client') else f'{who} client'}."
    tokens = [f"its tokens ({_named(own)})"] if own else []
    tokens += (
        [f"{'those' if own else 'the tokens'} of its users ({_named(users)})"] if users else []
    )
    made = " and ".join(tokens)
    return (
        f"{whose} {made[0].upper()}{made[1:]} are obtained with them, cached and refreshed. {basic}"
    )


def async_constructor_docstring(client: str) -> str:
    """
    Point from the constructor of the async client to that of the other.
    """
    return f"Set up a client; nothing is sent yet. See :class:`{client}` for the arguments."


def user_credentials(*, refreshable: bool) -> str:
    """
    Describe the credentials of a user.
    """
    return (
        "The user to act for: name and password"
        + (", or a refresh token from before" if refreshable else "")
        + "."
    )


def token_of_your_own(doc: str) -> str:
    """
    Add that a token need not be passed.
    """
    return (
        f"{doc.strip()} Pass it only if you obtain tokens yourself; it is not refreshed. Or pass a "
        "function that returns it, which is asked when a token is needed."
    )


def token_of_a_sign_in(doc: str, page: str) -> str:
    """
    Add that the user signs in elsewhere.
    """
    return (
        f"{doc.strip()} The client does not obtain it: users sign in with a browser ({page}). Pass "
        "the token, or a function that returns it, which is asked when a token is needed."
    )


def settings_docstrings(
    variables: Sequence[VariablesView], *, has_end_user: bool
) -> dict[str, str]:
    """
    Write the docstrings of ``from_env`` and ``with_options``.
    """
    return {
        "from_env": _from_env_docstring(variables),
        "with_options": _with_options_docstring(has_end_user=has_end_user),
    }


def async_settings_docstrings(client: str) -> dict[str, str]:
    """
    Point from ``from_env`` and ``with_options`` of the async client to those of the other.
    """
    return {
        "from_env": "Set up a client from environment variables; nothing is sent yet. See"
        f" :meth:`{client}.from_env`.",
        "with_options": "Make a client with other options; those not given stay. See"
        f" :meth:`{client}.with_options`.",
    }


def _from_env_docstring(variables: Sequence[VariablesView]) -> str:
    lines = "\n".join(
        f"- {' and '.join(f'``{name}``' for name in one.names)}: ``{one.argument}``"
        f"{', required' if one.required else ''}"
        for one in variables
    )
    return f"""Set up a client from environment variables; nothing is sent yet.

These are read, and go into arguments of the constructor:

{lines}

An empty variable counts as not set. The arguments are those of the constructor.

Raises:
    ConfigurationError: A variable is missing or not usable; the message names it or its argument.
"""


def _with_options_docstring(*, has_end_user: bool) -> str:
    user = ", the user" if has_end_user else ""
    return f"""Make a client with other options; those not given stay.

It shares the connections and the cached tokens of this client, which stays as it is. Closing it
closes no connections. Requests for tokens keep the timeouts, headers, ``max_retries`` and
``middleware`` of the first client.

The options are those of the constructor. ``headers`` are added to the present ones. None removes
a credential, all headers, the middleware{user}, or sets the default timeouts, repetitions or
limits. A user token and user credentials replace each other.

Raises:
    ConfigurationError: A value is empty or not usable.
"""


def as_user_docstring(sign_in: str, *, has_end_user: bool) -> str:
    """
    Write the text of the method that makes a client for a user.
    """
    refreshable = "RefreshToken" in sign_in
    kinds = "its credentials, or a refresh token" if refreshable else "or its credentials"
    end_user = f"\n    end_user: {_END_USER}" if has_end_user else ""
    return f"""Make a client for one user; nothing is sent yet.

It shares the connections and the cached tokens of this client.

Args:
    user: The name of the user, {kinds}.
    password: The password, if ``user`` is a name.{end_user}

Raises:
    ConfigurationError: A value is missing, empty or not usable.
"""


def create_user_docstring(users: UsersView) -> str:
    """
    Write the text of the method that makes a user.
    """
    fields = "".join(f"    {one.name}: {_joined(one.doc)}\n" for one in users.fields if one.doc)
    return f"""Create a user at the provider, and a client for it.

Name and password are generated unless you pass credentials. The provider calls it
``{users.creates}``.

Args:
    credentials: Name and password of the new user.
{fields}
Returns:
    A client for the user (``client``) and its credentials (``credentials``). Store the
    credentials: they cannot be retrieved later.

Raises:
    ConfigurationError: A value is missing, empty or not usable.
    ArgumentError: A field cannot be sent; nothing was sent.
    StatusError: The provider refuses.
    TransportError: No complete response arrived.
"""


def delete_user_docstring(users: UsersView) -> str:
    """
    Write the text of the method that removes a user.
    """
    calls = ", then ".join(f"``{name}``" for name in users.removes)
    return f"""Delete the user that this client acts for; this cannot be undone.

Call it on a client that acts for a user, such as one from ``as_user`` or ``create_user``. The
provider calls it {calls}; its notes on the user's data apply here too.

Raises:
    ConfigurationError: This client acts for no user, or the user's name is not known.
    StatusError: The provider refuses.
    TransportError: No complete response arrived.
"""


def user_docstrings(authentication: AuthenticationView, *, has_end_user: bool) -> dict[str, str]:
    """
    Write the docstrings of the methods for users, by method.
    """
    found: dict[str, str] = {}
    if authentication.sign_in:
        found["as_user"] = as_user_docstring(authentication.sign_in, has_end_user=has_end_user)
    if authentication.users:
        found["create_user"] = create_user_docstring(authentication.users)
        found["delete_user"] = delete_user_docstring(authentication.users)
    return found


def async_user_docstrings(
    authentication: AuthenticationView, client: str, *, has_end_user: bool
) -> dict[str, str]:
    """
    Point from the methods of the async client to those of the other.
    """
    summaries = {
        "as_user": "Make a client for one user; nothing is sent yet.\n\n"
        f"Arguments: ``user``, ``password``{', ``end_user``' if has_end_user else ''}.",
        "create_user": "Create a user at the provider, and a client for it.\n\n"
        f"Arguments: {_named(['credentials', *_user_fields(authentication)])}.",
        "delete_user": "Delete the user that this client acts for; this cannot be undone.\n\n",
    }
    return {
        name: f"{summaries[name]} See :meth:`{client}.{name}`."
        for name in user_docstrings(authentication, has_end_user=has_end_user)
    }


def _user_fields(authentication: AuthenticationView) -> list[str]:
    return [one.name for one in authentication.users.fields] if authentication.users else []


def _named(arguments: Sequence[str]) -> str:
    return ", ".join(f"``{one}``" for one in arguments)


def _joined(text: str) -> str:
    return " ".join(text.split())
