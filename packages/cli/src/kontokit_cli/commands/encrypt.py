"""
``kontokit encrypt``: encrypts a credential with the public key of a provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from ..failures import NotSetUp
from ..groups import command
from ..inputs import FILE
from ..options import options_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["encrypt"]

_EXAMPLES: Final = """\b
  kontokit encrypt --certificate banksapi.pem
  kontokit --profile work encrypt
  kontokit encrypt --certificate banksapi.pem --secrets-stdin
"""


@command(
    "encrypt",
    help=f"""Encrypt a value, which is asked for, and print it in Base64.

    {_EXAMPLES}""",
)
@click.option(
    "--certificate",
    type=FILE,
    metavar="FILE",
    help="The public key, as PEM or DER; that of the profile by default.",
)
@click.pass_context
def encrypt(ctx: click.Context, /, certificate: Path | None) -> None:
    """Ask for a value, and print it encrypted for the provider."""
    from pathlib import Path

    from kontokit import CredentialCipher

    from ..config_file import default_profile, profile_table, read_config
    from ..secret_sources import Secrets

    options = options_of(ctx)
    if certificate is None:
        config = read_config()
        name = options.profile or default_profile(config)
        key = profile_table(config, name).get("credential_key") if name else None
        if key is None:
            raise NotSetUp("which key? give --certificate")
        certificate = Path(str(key)).expanduser()
    try:
        cipher = CredentialCipher.from_pem(certificate.read_bytes())
    except OSError as error:
        raise NotSetUp(f"{certificate}: {error.strerror}") from None
    secrets = Secrets(options, options.profile or "")
    value = secrets.find("value", variable=None, source=None, prompt="value to encrypt")
    click.echo(cipher.encrypt(value))
