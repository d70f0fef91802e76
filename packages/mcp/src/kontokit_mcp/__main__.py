"""
The command ``kontokit-mcp``, also ``python -m kontokit_mcp``.
"""

from __future__ import annotations

import sys
from decimal import Decimal

import click

from kontokit_cli.error_report import report
from kontokit_cli.exit_codes import exit_code
from kontokit_cli.inputs import AMOUNT
from kontokit_cli.options import Options, refuse_profile_of_sandbox
from kontokit_cli.session import open_session

from .server import make_server
from .version import package_version

__all__ = ["main"]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--profile", "-p", metavar="NAME", help="Profile of 'kontokit profiles' to use.")
@click.option("--api", metavar="API", help="API to use where no profile names it.")
@click.option("--sandbox", is_flag=True, help="Use a sandbox with made-up data on this machine.")
@click.option("--sandbox-url", metavar="URL", help="Use a sandbox that runs already.")
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="S", help="Seconds for a call.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="Language of amounts.")
@click.option(
    "--allow-payments-up-to",
    "largest",
    type=AMOUNT,
    metavar="AMOUNT",
    help="Add tools that pay; in euros, for each transfer.",
)
@click.version_option(package_version(), prog_name="kontokit-mcp")
def main(
    *,
    profile: str | None,
    api: str | None,
    sandbox: bool,
    sandbox_url: str | None,
    timeout: float | None,
    lang: str | None,
    largest: Decimal | None,
) -> None:
    """
    Serve the accounts of a profile to a program that speaks MCP on stdin and stdout.

    Set the profile up first, with: kontokit profiles add NAME
    """
    options = Options(
        profile=profile,
        api=api,
        sandbox=sandbox_url or ("" if sandbox else None),
        timeout=timeout,
        lang="de" if lang == "de" else "en" if lang == "en" else None,
        no_input=True,
        quiet=True,
        no_progress=True,
    )
    refuse_profile_of_sandbox(options)
    try:
        with open_session(options) as session:
            make_server(session, largest_payment=largest).run("stdio")
    except Exception as error:  # told without its traceback, which may hold anything
        report(error, options)
        sys.exit(exit_code(error))


if __name__ == "__main__":
    main()
