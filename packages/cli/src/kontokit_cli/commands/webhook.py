"""
``kontokit webhook listen``: receives notifications of a provider, and tells what each is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from ..failures import Misused
from ..groups import group
from ..options import Options, options_of

if TYPE_CHECKING:
    from kontokit.webhooks import Receiver

__all__ = ["webhook"]

_EXAMPLES: Final = (
    "kontokit --sandbox webhook listen",
    "kontokit --api banksapi webhook listen --forward http://127.0.0.1:8000/hooks",
    "kontokit --api bankimport webhook listen --signed",
)
_VARIABLE: Final = "KONTOKIT_WEBHOOK_SECRET"


@group("webhook", examples=_EXAMPLES, default=None)
def webhook() -> None:
    """Receive notifications."""


@webhook.command_of(
    "listen", "Receive notifications on this machine until Ctrl-C.", examples=_EXAMPLES
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="The port."
)
@click.option("--path", default="/hooks", show_default=True, metavar="PATH", help="The path.")
@click.option("--signed", is_flag=True, help=f"Check signatures; the secret is in {_VARIABLE}.")
@click.option("--forward", metavar="URL", help="Pass each on to a program of yours.")
@click.option("--count", type=click.IntRange(1), metavar="N", help="End after N notifications.")
@click.pass_context
def _listen(ctx: click.Context, /, **asked: Any) -> None:
    from ..forwarding import Forwarder
    from ..webhook_listener import Listener

    options = options_of(ctx)
    api = _api(options)
    receiver = _receiver(api, options, is_signed=asked["signed"])
    listener = Listener(
        receiver,
        api,
        asked["path"],
        asked["count"],
        options,
        forwarder=None if asked["forward"] is None else Forwarder(asked["forward"]),
    )
    listener.serve(asked["port"])


def _api(options: Options) -> str:
    if options.api is not None:
        return options.api
    if options.sandbox is not None:
        return "banksapi"
    from ..config_file import default_profile, profile_table, read_config

    config = read_config()
    name = options.profile or default_profile(config)
    if name is None:
        raise Misused("whose notifications? give --api")
    return str(profile_table(config, name).get("api"))


def _receiver(api: str, options: Options, *, is_signed: bool) -> Receiver[Any]:
    from kontokit.webhooks import Receiver

    from ..providers import find_provider
    from ..secret_sources import Secrets

    provider = find_provider(api)
    if not provider.has_webhooks:
        raise Misused(f"{provider.title} sends no notifications")
    known = import_module(f"{provider.package}.webhooks").NOTIFICATIONS
    secret = None
    if is_signed:
        secret = Secrets(options, api).find(
            "webhook_secret", variable=_VARIABLE, source=None, prompt="secret of the webhook"
        )
    return Receiver(known, secret=secret, allow_unsigned=not is_signed)
