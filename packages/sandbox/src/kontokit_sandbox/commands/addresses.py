"""
Commands that tell where the sandbox is, and with which credentials.
"""

from __future__ import annotations

import json
import shlex
from typing import Any

import click

from ..control.client import Control
from .introduction import introduction
from .options import controlled

__all__ = ["env", "health", "urls"]


@click.command()
@controlled
def health(control: Control) -> None:
    """Exit with 0 if the sandbox serves requests, else 1."""
    click.echo(f"ok, version {control.health()['version']}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
@controlled
def urls(control: Control, *, as_json: bool) -> None:
    """Show the addresses and credentials."""
    info = control.info()
    click.echo(json.dumps(info, ensure_ascii=False, indent=2) if as_json else introduction(info))


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["shell", "dotenv", "json", "compose"]),
    default="shell",
    show_default=True,
    help="For eval, an .env file, a program, or 'environment:' of a compose file.",
)
@controlled
def env(control: Control, form: str) -> None:
    """Show variables for from_env() of all clients."""
    values = _variables(control.info())
    if form == "json":
        click.echo(json.dumps(values, indent=2))
        return
    for name, value in values.items():
        click.echo(_assignment(form, name, value))


def _assignment(form: str, name: str, value: str) -> str:
    if form == "shell":
        return f"export {name}={shlex.quote(value)}"
    # Both take texts as JSON writes them.
    return f"{name}={json.dumps(value)}" if form == "dotenv" else f"{name}: {json.dumps(value)}"


def _variables(info: dict[str, Any]) -> dict[str, str]:
    known = info["credentials"]
    url = {api: one["url"] for api, one in info["apis"].items()}
    return {
        "KONTOKIT_SANDBOX_URL": info["control"].removesuffix("/_sandbox/api"),
        "KONTOKIT_BANKIMPORT_BASE_URL": url["bankimport"],
        "KONTOKIT_BANKIMPORT_API_TOKEN": known["bankimport_token"],
        "KONTOKIT_BANKSAPI_BASE_URL": url["banksapi"],
        "KONTOKIT_BANKSAPI_CLIENT_ID": known["banksapi_client"],
        "KONTOKIT_BANKSAPI_CLIENT_SECRET": known["banksapi_client_secret"],
        "KONTOKIT_BANKSAPI_CREDENTIAL_KEY": known["banksapi_certificate"],
        "KONTOKIT_BANKSAPI_USER": known["banksapi_user"],
        "KONTOKIT_BANKSAPI_USER_PASSWORD": known["banksapi_password"],
        "KONTOKIT_FINAPI_BASE_URL": url["finapi_access"],
        "KONTOKIT_FINAPI_CLIENT_ID": known["finapi_client"],
        "KONTOKIT_FINAPI_CLIENT_SECRET": known["finapi_client_secret"],
        "KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_ID": known["finapi_admin"],
        "KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_SECRET": known["finapi_admin_secret"],
        "KONTOKIT_FINAPI_USER": known["finapi_user"],
        "KONTOKIT_FINAPI_USER_PASSWORD": known["finapi_password"],
        "KONTOKIT_FINAPI_WEBFORM_BASE_URL": url["finapi_webform"],
        "KONTOKIT_FINAPI_WEBFORM_TOKEN_URL": f"{url['finapi_access']}/api/v2/oauth/token",
    }
