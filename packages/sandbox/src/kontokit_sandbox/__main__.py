"""
The command ``kontokit-sandbox``, also ``python -m kontokit_sandbox``.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from threading import Event
from types import FrameType
from typing import get_args

from .banksapi import CERTIFICATE_FILE
from .sandbox import Api, Sandbox

__all__ = ["main"]

APIS: tuple[Api, ...] = get_args(Api)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Start the servers, print their addresses and credentials, and run until interrupted; with
    ``scrub`` as the first word, redact a recording.

    Returns:
        0 after an interruption, 1 if a port is in use; of ``scrub``, 1 if something is wrong.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["scrub"]:
        from .cassettes.command import main as scrub

        return scrub(words[1:])
    options = _parser().parse_args(words)
    given = {api: getattr(options, f"{api}_port") for api in APIS}
    ports: dict[Api, int] = {api: port for api, port in given.items() if port is not None}
    sandbox = Sandbox(ports, port=options.port, allow_hosts=options.allow_host)
    ended = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        sandbox.start()
    except OSError as error:
        print(f"cannot start: {error.strerror or error}", file=sys.stderr)  # noqa: T201 - a command line prints
        return 1
    # Flushed, because programs that start this one read the addresses from a pipe.
    print(_introduction(sandbox), flush=True)  # noqa: T201
    # Not signal.pause(), which Windows does not have.
    ended.wait()
    sandbox.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kontokit-sandbox",
        description="Run test servers for German banking APIs on 127.0.0.1. The data is made up.",
        epilog="kontokit-sandbox scrub FILE redacts a recording of real traffic.",
    )
    text = "port of all APIs (default: any free port)"
    parser.add_argument("--port", type=_port, default=0, metavar="N", help=text)
    for api in APIS:
        text = f"a port for {api} alone, besides the common one"
        flag = f"--{api.replace('_', '-')}-port"
        parser.add_argument(flag, type=_port, metavar="N", help=text)
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="serve requests for this host too, besides 127.0.0.1 and localhost; may be repeated",
    )
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 0 to 65535")
    return int(text)


def _introduction(sandbox: Sandbox) -> str:
    known = sandbox.credentials
    finapi = (
        f"client {known.finapi_client} with {known.finapi_client_secret}",
        f"mandator admin {known.finapi_admin} with {known.finapi_admin_secret}",
        f"user {known.finapi_user} with {known.finapi_password}",
    )
    details = {
        "bankimport": (f"token {known.bankimport_token}",),
        "banksapi": (
            f"client {known.banksapi_client} with {known.banksapi_client_secret}",
            f"tenant {known.banksapi_tenant}",
            f"user {known.banksapi_user} with {known.banksapi_password}",
            f"demo provider {known.banksapi_demo_provider}",
            f"certificate {CERTIFICATE_FILE}",
        ),
        "finapi_access": finapi,
        "finapi_access_v1": ("the same as for finapi_access",),
        "finapi_webform": ("uses the tokens of finapi_access",),
    }
    lines: list[str] = []
    for api in APIS:
        lines.append(f"{api:<17} {sandbox.url(api)}")
        lines += [f"{'':<17} {line}" for line in details[api]]
    return "\n".join([*lines, "Stop with Ctrl-C."])


if __name__ == "__main__":
    sys.exit(main())
