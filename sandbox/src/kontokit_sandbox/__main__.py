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

from .bankimport import TOKEN
from .banksapi import (
    CLIENT_NAME,
    CLIENT_PASSWORD,
    DEMO_PROVIDER,
    TENANT,
    USER_NAME,
    USER_PASSWORD,
)
from .sandbox import Sandbox

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Start the servers, print where they are, and wait.

    Args:
        arguments: The words of the command line.

    Returns:
        0 after an interruption, 1 where a port is taken.
    """
    options = _parser().parse_args(arguments)
    sandbox = Sandbox(bankimport_port=options.bankimport_port, banksapi_port=options.banksapi_port)
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
    for api in ("bankimport", "banksapi"):
        text = f"the port of {api}; a free one unless told"
        parser.add_argument(f"--{api}-port", type=int, default=0, metavar="N", help=text)
    return parser


def _introduction(sandbox: Sandbox) -> str:
    return "\n".join(
        (
            f"Bankimport  {sandbox.url('bankimport')}",
            f"            token {TOKEN}",
            f"BANKSapi    {sandbox.url('banksapi')}",
            f"            client {CLIENT_NAME} with {CLIENT_PASSWORD}",
            f"            tenant {TENANT}, user {USER_NAME} with {USER_PASSWORD}",
            f"            demo provider {DEMO_PROVIDER}",
            "Stop it with Ctrl-C.",
        )
    )


if __name__ == "__main__":
    sys.exit(main())
