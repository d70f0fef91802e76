"""
The docstrings of what every client has: its constructor, ``follow`` and ``parse_notification``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kontokit_generator.plan.model import AuthenticationView, UsersView

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


def client_docstring(title: str, kind: str) -> str:
    """
    Write the docstring of a client class, quotes included.
    """
    text = f"A client of {title}" + (" for asyncio." if kind == "async" else ".")
    return f'"""\n    {text}\n    """'


def constructor_docstring(
    authentication: AuthenticationView, environments: Mapping[str, str]
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
        "    timeouts: In seconds, for every call.",
        "    headers: Sent with every call.",
        "    transport: Replaces the default one, such as in tests.",
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
    return f"{doc.strip()} Pass it only if you obtain tokens yourself; it is not refreshed."


def as_user_docstring(sign_in: str) -> str:
    """
    Write the text of the method that makes a client for a user.
    """
    refreshable = "RefreshToken" in sign_in
    kinds = "its credentials, or a refresh token" if refreshable else "or its credentials"
    return f"""Make a client for one user; nothing is sent yet.

It shares the connections and the cached tokens of this client.

Args:
    user: The name of the user, {kinds}.
    password: The password, if ``user`` is a name.

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


def user_docstrings(authentication: AuthenticationView) -> dict[str, str]:
    """
    Write the docstrings of the methods for users, by method.
    """
    found: dict[str, str] = {}
    if authentication.sign_in:
        found["as_user"] = as_user_docstring(authentication.sign_in)
    if authentication.users:
        found["create_user"] = create_user_docstring(authentication.users)
        found["delete_user"] = delete_user_docstring(authentication.users)
    return found


def async_user_docstrings(authentication: AuthenticationView, client: str) -> dict[str, str]:
    """
    Point from the methods of the async client to those of the other.
    """
    summaries = {
        "as_user": "Make a client for one user; nothing is sent yet.\n\n"
        "Arguments: ``user``, ``password``.",
        "create_user": "Create a user at the provider, and a client for it.\n\n"
        f"Arguments: {_named(['credentials', *_user_fields(authentication)])}.",
        "delete_user": "Delete the user that this client acts for; this cannot be undone.\n\n",
    }
    return {
        name: f"{summaries[name]} See :meth:`{client}.{name}`."
        for name in user_docstrings(authentication)
    }


def _user_fields(authentication: AuthenticationView) -> list[str]:
    return [one.name for one in authentication.users.fields] if authentication.users else []


def _named(arguments: Sequence[str]) -> str:
    return ", ".join(f"``{one}``" for one in arguments)


def _joined(text: str) -> str:
    return " ".join(text.split())
