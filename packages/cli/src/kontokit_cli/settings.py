"""
What a client is set up with, and where each value comes from.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from .config_file import PAGES
from .failures import NotSetUp
from .secret_sources import Secrets

if TYPE_CHECKING:
    from kontokit.operations import Api, Provider

__all__ = [
    "Setting",
    "address_of",
    "client_arguments",
    "origins",
    "related_arguments",
    "settings_of",
]

_TEXTS: Final = ("environment", "base_url", "token_url", "credential_key")
_TOKEN_PATH: Final = "/api/v2/oauth/token"  # noqa: S105  # a path


@dataclass(frozen=True, kw_only=True)
class Setting:
    """
    One value of a profile.
    """

    name: str
    """As the configuration has it."""
    argument: str
    """Of the client."""
    variable: str
    is_secret: bool = False
    is_required: bool = False
    position: int = 0
    """In credentials of two values."""


def api_of(provider: Provider) -> Api:
    """
    What the package says of its API.
    """
    from importlib import import_module

    found: Api = import_module(provider.package).API
    return found


def settings_of(api: Api) -> list[Setting]:
    """
    The settings that a client of an API takes, from the variables that ``from_env`` reads.
    """
    found = [one for variables in api.variables for one in _settings(variables)]
    return [*found, *_user_settings(api)]


def _settings(variables: Any) -> Iterator[Setting]:
    argument: str = variables.argument
    base = argument.removesuffix("_credentials")
    is_pair = len(variables.names) > 1
    names = (f"{base}_id", f"{base}_secret") if is_pair else (argument,)
    for position, (name, variable) in enumerate(zip(names, variables.names, strict=True)):
        yield Setting(
            name=name,
            argument=argument,
            variable=variable,
            is_secret=argument not in _TEXTS and position == len(names) - 1,
            is_required=variables.required,
            position=position,
        )


def _user_settings(api: Api) -> Iterator[Setting]:
    """
    The user of an API whose clients act for users.
    """
    is_for_users = any(getattr(one, "grant", "") == "password" for one in api.schemes.values())
    pair = next((one.names[0] for one in api.variables if one.required and one.names[1:]), None)
    if not is_for_users or pair is None:
        return
    start = pair.removesuffix("CLIENT_ID")
    for position, (name, end) in enumerate({"user": "USER", "password": "USER_PASSWORD"}.items()):
        yield Setting(
            name=name,
            argument="user_credentials",
            variable=f"{start}{end}",
            is_secret=position == 1,
            position=position,
        )


def client_arguments(
    api: Api, profile: Mapping[str, Any], secrets: Secrets, *, as_user: bool = True
) -> dict[str, Any]:
    """
    The arguments of a client: from the environment, else from the profile, else asked for.

    Raises:
        NotSetUp: A value is missing.
    """
    arguments: dict[str, dict[int, Any]] = {}
    known = settings_of(api)
    for one in known:
        if one.argument == "user_credentials" and not as_user:
            continue
        value = _value(one, profile, secrets, needed=_is_needed(one, known, profile, secrets))
        if value is not None:
            arguments.setdefault(one.argument, {})[one.position] = value
    return {name: _joined(name, parts) for name, parts in arguments.items()}


def related_arguments(api: Api, arguments: Mapping[str, Any], secrets: Secrets) -> dict[str, Any]:
    """
    The arguments of a client that shares the credentials of another one.

    Args:
        arguments: Of the other client, to whose provider the API belongs.

    Raises:
        NotSetUp: The other client has an address of its own, and this one none.
    """
    shared = ("client_credentials", "user_credentials", "token_store", "environment")
    found = {name: arguments[name] for name in shared if name in arguments}
    variables = {one.argument: one.variable for one in settings_of(api)}
    for name in ("base_url", "token_url"):
        if value := secrets.from_environment(variables[name]):
            found[name] = value
    if "base_url" in arguments:
        if "base_url" not in found:
            raise NotSetUp(
                f"the profile has a base_url, and {api.name} has none",
                next_step=f"set {variables['base_url']}",
            )
        found.setdefault("token_url", f"{arguments['base_url'].rstrip('/')}{_TOKEN_PATH}")
    return found


def _is_needed(
    one: Setting, known: list[Setting], profile: Mapping[str, Any], secrets: Secrets
) -> bool:
    """
    A secret is needed if its API demands it, or if the name that belongs to it is there.
    """
    if one.is_required or not one.is_secret:
        return one.is_required
    partner = next((p for p in known if p.argument == one.argument and p.position == 0), one)
    return one.name in profile or (partner is not one and bool(_text(partner, profile, secrets)))


def _value(one: Setting, profile: Mapping[str, Any], secrets: Secrets, *, needed: bool) -> Any:
    if not one.is_secret:
        value = _text(one, profile, secrets)
        if value is None and needed:
            raise NotSetUp(
                f"{one.name} is missing",
                next_step=f"set {one.variable}, or make a profile: kontokit profiles add",
            )
        return value
    if not needed and secrets.from_environment(one.variable) is None:
        return None
    return secrets.find(
        one.name, variable=one.variable, source=profile.get(one.name), prompt=one.name
    )


def _text(one: Setting, profile: Mapping[str, Any], secrets: Secrets) -> str | None:
    given = secrets.from_environment(one.variable) or secrets.typed(one.name)
    return given or (str(profile[one.name]) if one.name in profile else None)


def address_of(api: Api, profile: Mapping[str, Any]) -> str | None:
    """
    Where the API is that a client of the profile calls; None if no environment has its name.
    """
    given = {
        one.name: os.environ.get(one.variable) or profile.get(one.name)
        for one in settings_of(api)
        if one.name in ("base_url", "environment")
    }
    if given.get("base_url"):
        return str(given["base_url"])
    return api.environments.get(str(given.get("environment") or next(iter(api.environments))))


def _joined(argument: str, parts: Mapping[int, Any]) -> Any:
    from kontokit import ClientCredentials, UserCredentials

    if argument == "user_credentials":
        return UserCredentials(parts[0], parts[1]) if len(parts) == 2 else None
    if argument.endswith("_credentials"):
        if 0 not in parts:
            raise NotSetUp(f"{argument.removesuffix('_credentials')}_id is missing")
        return ClientCredentials(parts[0], parts[1])
    if argument == "credential_key":
        return _key(str(parts[0]))
    return parts[0]


def _key(value: str) -> str | bytes:
    """
    A public key: PEM, or the path of a file.
    """
    from pathlib import Path

    if value.lstrip().startswith("-----BEGIN"):
        return value
    try:
        return Path(value).expanduser().read_bytes()
    except OSError as error:
        raise NotSetUp(f"credential_key: {value}: {error.strerror}") from None


def _place(source: Mapping[str, Any]) -> str:
    (kind, value), *_ = source.items()
    if value is True:
        return kind
    return f"{kind} {value[0] if kind == 'command' else value}"


def origins(api: Api, profile: Mapping[str, Any]) -> list[dict[str, str | None]]:
    """
    Where each value would come from, and what it is unless it is a secret.
    """
    rows: list[dict[str, str | None]] = []
    for one in settings_of(api):
        from_variable = os.environ.get(one.variable) is not None
        source = profile.get(one.name)
        if from_variable:
            where = f"variable {one.variable}"
        elif isinstance(source, Mapping):
            where = _place(cast("Mapping[str, Any]", source))
        else:
            where = "profile" if source is not None else "not set"
        shown = None if one.is_secret else os.environ.get(one.variable, profile.get(one.name))
        rows.append(
            {"setting": one.name, "value": None if shown is None else str(shown), "origin": where}
        )
    for page in (one for one in PAGES if one in profile):
        rows.append({"setting": page, "value": str(profile[page]), "origin": "profile"})
    return rows
