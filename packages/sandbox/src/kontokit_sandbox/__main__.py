"""
Runs the sandbox until it is interrupted: ``python -m kontokit_sandbox``.
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
    Start the servers, print where they are, and wait.

    Args:
        arguments: The words of the command line.

    Returns:
        0 after an interruption, 1 where a port is taken.
    """
    options = _parser().parse_args(arguments)
    ports: dict[Api, int] = {api: getattr(options, f"{api}_port") for api in APIS}
    sandbox = Sandbox(ports)
    ended = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        sandbox.start()
    except OSError as error:
        print(f"cannot start: {error}", file=sys.stderr)  # noqa: T201 - a command line prints
        return 1
    print(_introduction(sandbox), flush=True)  # noqa: T201
    ended.wait()
    sandbox.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kontokit_sandbox", description="German banks on loopback, with made-up money."
    )
    for api in APIS:
        text = f"the port of {api}; a free one unless details"
        flag = f"--{api.replace('_', '-')}-port"
        parser.add_argument(flag, type=int, default=0, metavar="N", help=text)
    return parser


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
        "finapi_access_v1": ("the same as of v2",),
        "finapi_webform": ("tokens of finapi_access",),
    }
    lines: list[str] = []
    for api in APIS:
        lines.append(f"{api:<17} {sandbox.url(api)}")
        lines += [f"{'':<17} {line}" for line in details[api]]
    return "\n".join([*lines, "Stop it with Ctrl-C."])


if __name__ == "__main__":
    sys.exit(main())
