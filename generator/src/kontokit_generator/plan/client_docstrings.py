"""
The docstrings of what every client has: its constructor, ``follow`` and ``parse_notification``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kontokit_generator.plan.model import AuthenticationView, UsersView

FOLLOW = """Go where a relation of a resource points.

Args:
    resource: Anything with relations: a model, or a Location that a call gave.
    relation: The name of the relation, such as ``self``.
    body: What to send, where the operation behind the relation takes a body.
    query: Further query parameters, by their names on the wire.
    options: Time limits, headers and correlation id of this one call.

Returns:
    What the operation behind the relation gives; plain JSON where the documents only name it.

Raises:
    RelationNotFound: The resource has no such relation; the message lists those it has.
    BrowserRelation: The link is for the user's browser; the error carries its URL.
    ForeignOrigin: The link points outside the configured origin.
"""

WEBHOOK = """Read the body of a notification.

Args:
    body: The raw body of the request that came in, at most 64 KiB.

Returns:
    The notification as its model, or ``UnknownNotification`` where its kind is not known.

Raises:
    PayloadError: The body is not JSON, is too large or lacks what every notification has.
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
            "    token_store: Where tokens are kept, such as a ``FileStore`` of"
            " ``kontokit.stores``; in memory unless told."
        )
    if authentication.encrypts:
        lines.append(
            "    credential_key: The public key of your contract, PEM or DER, with which bank"
            " credentials are encrypted on their way out; or a cipher made of it. Without it,"
            " only credentials that are encrypted already are sent."
        )
    known = ", ".join(f"``{name}`` is {url}" for name, url in environments.items())
    lines += [
        f"    environment: Where to call: {known}.",
        "    base_url: Another base URL, such as that of a sandbox; http only for loopback.",
    ]
    if authentication.has_token_urls:
        lines.append(
            "    token_url: The whole address at which tokens are made instead; needed together"
            " with a base_url."
        )
    lines += [
        "    timeouts: Time limits of every call, in seconds.",
        "    headers: Headers to send with every call.",
        "    transport: Your own transport instead of the default one.",
        "",
        "Raises:",
        "    ConfigurationError: A value is missing, empty or not usable.",
    ]
    return "\n".join(lines)


def client_credentials(argument: str, own: Sequence[str], users: Sequence[str], basic: str) -> str:
    """
    Say what the credentials of a client are for.

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
    return f"{whose} {made[0].upper()}{made[1:]} are got with them, kept and renewed. {basic}"


def user_credentials(*, refreshable: bool) -> str:
    """
    Say what the credentials of a user are.
    """
    return (
        "The user to act for: name and password"
        + (", or a refresh token that was kept" if refreshable else "")
        + "."
    )


def token_of_your_own(doc: str) -> str:
    """
    Add to the words about a token that a program need not give it.
    """
    return f"{doc.strip()} Give it only where you get tokens by yourself; it is not renewed."


def as_user_docstring(sign_in: str) -> str:
    """
    Write the text of the method that makes a client for a user.
    """
    refreshable = "RefreshToken" in sign_in
    kinds = "its credentials, or a refresh token" if refreshable else "or its credentials"
    return f"""Make a client for one user; nothing is sent yet.

It is of the same kind as this one and uses its connections and the tokens it keeps.

Args:
    user: The name of the user, {kinds}.
    password: The password, where ``user`` is a name.

Returns:
    A client that acts for this user.

Raises:
    ConfigurationError: A value is missing, empty or not usable.
"""


def create_user_docstring(users: UsersView) -> str:
    """
    Write the text of the method that makes a user.
    """
    return f"""Make a user at the provider, and a client for it.

Name and password are generated unless credentials are given. The provider calls it
``{users.creates}``.

Args:
    credentials: Name and password of the new user.
    details: Further fields of ``{users.creates}``, by their names on the wire.

Returns:
    A client for the user (``client``), and the credentials to keep (``credentials``),
    which nobody can tell again.

Raises:
    ConfigurationError: A value is missing, empty or not usable.
    ArgumentError: The details cannot be sent; nothing was sent.
    StatusError: The provider refuses.
    TransportError: No complete answer came.
"""


def delete_user_docstring(users: UsersView) -> str:
    """
    Write the text of the method that removes a user.
    """
    calls = ", then ".join(f"``{name}``" for name in users.removes)
    return f"""Remove the user that this client acts for; this cannot be undone.

It is for a client that acts for a user, such as one that ``as_user`` or ``create_user`` made.
The provider calls it {calls}; what is said there of the user's data holds here too.

Raises:
    ConfigurationError: This client acts for no user, or for one whose name it does not know.
    StatusError: The provider refuses.
    TransportError: No complete answer came.
"""


def _named(arguments: Sequence[str]) -> str:
    return ", ".join(f"``{one}``" for one in arguments)


def _joined(text: str) -> str:
    return " ".join(text.split())
