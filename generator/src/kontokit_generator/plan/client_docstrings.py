"""
The docstrings of what every client has: its constructor, its settings and ``follow``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kontokit_generator.plan.client_views import AuthenticationView, VariablesView
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

_TIMEOUT = (
    "Seconds for a whole call, from its start to the last byte of the response, or ``Timeouts``."
    " Calls that are known to be slow get more time, unless the call has a timeout of its own."
)
_MAX_RETRIES = (
    "The most repetitions of a call that failed, or ``Retries``; by default 2, and 0 turns them"
    " off. Only calls that read are repeated after they were sent."
)
_MIDDLEWARE = "Called for each call and attempt, such as ``kontokit.telemetry.OpenTelemetry()``."
END_USER = "The user who is present, for calls that reach a bank. Arguments of a call come first."
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
    lines += [
        f"    {one.argument}: {' '.join(one.doc.split())}" for one in authentication.credentials
    ]
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
        f"    environment: The provider's server: {known}.",
        (
            "    base_url: Another base URL, such as that of ``kontokit-sandbox`` on your machine;"
            " http only for loopback."
        ),
    ]
    if authentication.has_token_urls:
        lines.append(
            "    token_url: Another token endpoint, as a whole URL; required together with a"
            " base_url."
        )
    lines += [
        f"    timeout: {_TIMEOUT}",
        "    headers: Sent with every call.",
        *([f"    end_user: {END_USER}"] if has_end_user else []),
        "    http: TLS, proxy, client certificate and pool sizes.",
        (
            "    engine: The HTTP library below: ``httpcore2`` by default, or ``httpx2`` or"
            " ``httptools``, which the extras ``kontokit[httpx2]`` and ``kontokit[httptools]``"
            " install; async clients know ``aiohttp`` too, of the extra ``kontokit[aiohttp]``."
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


def async_constructor_docstring(client: str) -> str:
    """
    Point from the constructor of the async client to that of the other.
    """
    return f"Set up a client; nothing is sent yet. See :class:`{client}` for the arguments."


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
