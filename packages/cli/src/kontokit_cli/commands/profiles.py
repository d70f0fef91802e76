"""
``kontokit profiles``: whom commands ask, and with which credentials.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from ..completion import complete_profile
from ..failures import Interrupted, Misused, NotSetUp, Refused
from ..groups import group
from ..options import Options, options_of

if TYPE_CHECKING:
    from ..settings import Setting

__all__ = ["profiles"]

FIELDS: Final = ("profile", "api", "environment", "default")
SETTING_FIELDS: Final = ("setting", "value", "origin")
_EXAMPLES: Final = (
    "kontokit profiles",
    "kontokit profiles add work --api finapi_access",
    "kontokit profiles show work --origin",
)
_NAME: Final = click.argument("name", metavar="NAME", shell_complete=complete_profile)
_ASKED: Final = ("environment", "client_id", "user")


@group("profiles", examples=_EXAMPLES)
def profiles() -> None:
    """List, add, show, choose, test and remove profiles."""


@profiles.command_of("list", "List the profiles.", examples=_EXAMPLES)
@click.pass_context
def _list(ctx: click.Context) -> None:
    from ..config_file import default_profile, read_config
    from ..output.columns import Column, Shape
    from ..output.writer import hint, write_rows

    options = options_of(ctx)
    config = read_config()
    default = default_profile(config)
    rows = [
        {
            "profile": name,
            "api": table.get("api"),
            "environment": table.get("environment"),
            "default": name == default,
        }
        for name, table in config.get("profiles", {}).items()
    ]
    columns = [Column(title=name.upper(), field=name) for name in FIELDS]
    write_rows(rows, Shape(fields=FIELDS, columns=columns), options)
    if not rows:
        hint("next: kontokit profiles add NAME --api API, or try: kontokit --sandbox", options)


@profiles.command_of(
    "add",
    "Make a profile. Its secret is asked for, and kept elsewhere.",
    examples=(
        "kontokit profiles add work --api finapi_access",
        "kontokit profiles add cron --api banksapi --secret-from env:BANK_SECRET",
        "kontokit profiles add work --replace-secret",
    ),
)
@click.argument("name")
@click.option("--environment", metavar="NAME", help="Such as production or sandbox.")
@click.option("--base-url", metavar="URL", help="Another server.")
@click.option("--client-id", metavar="ID", help="The id of your client.")
@click.option("--user", metavar="NAME", help="The user to act for.")
@click.option("--credential-key", metavar="FILE", help="The public key for bank credentials.")
@click.option("--return-url", metavar="URL", help="Your https page, to which banks send browsers.")
@click.option(
    "--redirect-url", metavar="URL", help="For 'connect --web-form'; see its --redirect-url."
)
@click.option(
    "--secret-from",
    metavar="SOURCE",
    help="keyring, ask, env:NAME, file:PATH or command:WORDS; the keyring by default.",
)
@click.option("--replace-secret", is_flag=True, help="Only ask for the secrets again.")
@click.pass_context
def _add(ctx: click.Context, /, name: str, **given: Any) -> None:
    from ..config_file import changed_config
    from ..providers import find_provider
    from ..settings import api_of, settings_of

    options = options_of(ctx)
    is_replaced = given.pop("replace_secret")
    source = given.pop("secret_from")
    with changed_config() as config:
        known = config.setdefault("profiles", {})
        table = known.setdefault(name, {})
        if is_replaced and "api" not in table:
            raise NotSetUp(f"there is no profile {name!r}")
        if "api" in table and not is_replaced:
            raise Misused(f"there is a profile {name!r} already")
        if not is_replaced:
            table["api"] = options.api or _ask(options, "API")
        settings = settings_of(api_of(find_provider(str(table["api"]))))
        table.update({one: value for one, value in given.items() if value is not None})
        _fill(name, table, settings, source, options)
        config.setdefault("default", name)
    click.echo(f"Profile {name}. Try it: kontokit profiles test {name}", err=True)


def _fill(
    name: str, table: Any, settings: list[Setting], source: str | None, options: Options
) -> None:
    """
    Ask for what is missing, and put secrets where they belong.
    """
    for one in settings:
        is_wanted = one.is_required or one.name in table or one.name == "user"
        if one.name in _ASKED and is_wanted and one.name not in table and options.may_ask:
            typed = _ask(options, one.name, is_optional=not one.is_required)
            if typed:
                table[one.name] = typed
        if one.is_required and not one.is_secret and one.name not in table:
            raise NotSetUp(f"{one.name} is missing", next_step=f"give {_option(one.name)}")
    for one in settings:
        partner = next(p for p in settings if p.argument == one.argument and p.position == 0)
        if one.is_secret and (one.is_required or partner.name in table):
            table[one.name] = _kept(name, one, source, options)


def _kept(name: str, one: Setting, source: str | None, options: Options) -> dict[str, Any]:
    """
    Keep a secret, and tell where.
    """
    from ..secret_sources import Secrets, store_in_keyring, usable_keyring

    kind, _, rest = (source or "").partition(":")
    if kind in ("env", "file") and rest:
        return {kind: rest}
    if kind == "command" and rest:
        return {"command": rest.split()}
    if kind == "ask":
        return {"ask": True}
    if kind not in ("", "keyring"):
        raise Misused("--secret-from is keyring, ask, env:NAME, file:PATH or command:WORDS")
    if not usable_keyring():
        raise NotSetUp(
            "this machine has no keyring, and no secret is written in clear",
            next_step=f"give --secret-from env:{one.variable}, command:…, or ask",
        )
    secret = Secrets(options, name).find(one.name, variable=None, source=None, prompt=one.name)
    store_in_keyring(name, one.name, secret)
    return {"keyring": True}


@profiles.command_of(
    "show",
    "Show a profile. Secrets are not shown, only where they are.",
    examples=("kontokit profiles show work --origin",),
)
@_NAME
@click.option("--origin", is_flag=True, help="Where each value comes from.")
@click.pass_context
def _show(ctx: click.Context, /, name: str, **flags: bool) -> None:
    from ..config_file import profile_table, read_config
    from ..output.columns import Column, Shape
    from ..output.writer import write_rows
    from ..providers import find_provider
    from ..settings import api_of, origins

    options = options_of(ctx)
    table: Mapping[str, Any] = profile_table(read_config(), name)
    rows = origins(api_of(find_provider(str(table.get("api")))), table)
    if not flags["origin"]:
        rows = [one for one in rows if one["origin"] != "not set"]
    columns = [Column(title=one.upper(), field=one) for one in SETTING_FIELDS]
    write_rows(rows, Shape(fields=SETTING_FIELDS, columns=columns), options)


@profiles.command_of("use", "Make a profile the default.", examples=("kontokit profiles use work",))
@_NAME
@click.pass_context
def _use(_ctx: click.Context, /, name: str) -> None:
    from ..config_file import changed_config, profile_table

    with changed_config() as config:
        profile_table(config, name)
        config["default"] = name
    click.echo(f"Default: {name}", err=True)


@profiles.command_of("test", "Sign in with a profile.", examples=("kontokit profiles test work",))
@click.argument("name", required=False, shell_complete=complete_profile)
@click.pass_context
def _test(ctx: click.Context, /, name: str | None) -> None:
    from ..session import open_session

    options = options_of(ctx)
    options.profile = name or options.profile
    options.only_reads = True
    with open_session(options) as session:
        if any(one.startswith("listBank") for one in session.provider.operations):
            session.bank.accounts()  # its token is given by hand, so only a call can tell
        else:
            session.client.sign_in()
        click.echo(f"{session.provider.title} takes the credentials of {session.profile}", err=True)


@profiles.command_of(
    "remove",
    "Remove a profile, and its secrets from the keyring.",
    examples=("kontokit profiles remove work --yes",),
)
@_NAME
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_context
def _remove(ctx: click.Context, /, name: str, **flags: bool) -> None:
    from ..config_file import changed_config, profile_table
    from ..dialog import confirmed
    from ..secret_sources import forget_in_keyring

    options = options_of(ctx)
    if not flags["yes"]:
        if not options.may_ask:
            raise Misused("give --yes to remove it")
        if not confirmed(f"Remove the profile {name}? [y/N] "):
            raise Refused("not removed")
    with changed_config() as config:
        table = profile_table(config, name)
        for one, source in table.items():
            if isinstance(source, Mapping) and "keyring" in source:
                forget_in_keyring(name, one)
        del config["profiles"][name]
        if config.get("default") == name:
            del config["default"]
    click.echo(f"Removed: {name}", err=True)


def _ask(options: Options, name: str, *, is_optional: bool = False) -> str:
    if not options.may_ask:
        raise NotSetUp(f"{name} is missing", next_step=f"give {_option(name)}")
    click.echo(f"{name}{' (may be empty)' if is_optional else ''}: ", err=True, nl=False)
    typed = sys.stdin.readline()
    if not typed:
        raise Interrupted("interrupted")
    return typed.strip()


def _option(name: str) -> str:
    return f"--{name.lower().replace('_', '-')}"
