"""
``kontokit-sandbox serve``: runs the sandbox until Ctrl-C.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..control.runtime_file import Running, forget, tell
from ..server.addresses import PREFIXES
from .introduction import introduction
from .options import environment
from .request_lines import RequestLines

__all__ = ["serve"]

if TYPE_CHECKING:
    from ..sandbox import Sandbox

Command = TypeVar("Command", bound=Callable[..., Any])

PORT = 4780
_TRIES = 10
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _option(name: str, **settings: Any) -> Callable[[Command], Command]:
    return click.option(name, envvar=environment(name), **settings)


class _Size(click.ParamType[int]):
    """
    A number of bytes, such as ``500k`` or ``4M``.
    """

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """
        Read it.
        """
        if isinstance(value, int):
            return value
        text, unit = value.strip().lower().removesuffix("ib").removesuffix("b"), 1
        if text[-1:] in ("k", "m"):
            text, unit = text[:-1], 1024 if text[-1] == "k" else 1024 * 1024
        if not (text.isascii() and text.isdigit() and int(text) > 0):
            self.fail(f"{value!r} is no size such as 500k or 4M", param, ctx)
        return int(text) * unit


@click.command()
@_option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help=f"Port of all APIs; {PORT}, or the next free one of {_TRIES}, by default; 0 for any.",
)
@_option("--host", metavar="ADDR", help="IP address to listen on; 127.0.0.1 and ::1 by default.")
@_option("--public-url", metavar="URL", help="URL that links and pages are written with.")
@_option("--allow-host", multiple=True, metavar="NAME", help="Serve this name too; repeatable.")
@_option("--split", is_flag=True, help="One more port for each API.")
@_option("--seed", type=int, default=1, show_default=True, help="Other data by another number.")
@_option("--clock", default="now", show_default=True, help="now, TIME, or frozen:TIME.")
@_option(
    "--transactions",
    type=click.IntRange(10, 1_000_000),
    default=2500,
    show_default=True,
    help="Rows of the accounts linked at Bankimport.",
)
@_option("--state", metavar="FILE", help="File that keeps the state; created, or continued.")
@_option(
    "--init",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help='JSON lines {"method", "path", "body"} of the control API, called before it is ready.',
)
@_option(
    "--check",
    type=click.Choice(["all", "requests"]),
    default="all",
    show_default=True,
    help="Whether responses are checked too; 'requests' is for load tests.",
)
@_option(
    "--log",
    type=click.Choice(["text", "json", "off"]),
    default="text",
    show_default=True,
    help="How requests are shown.",
)
@_option(
    "--forward",
    multiple=True,
    metavar="[API=]URL",
    help="Where webhooks go, whatever their address; repeatable.",
)
@_option(
    "--allow-forward",
    multiple=True,
    metavar="NAME",
    help="Let webhooks go to this name too, at a private address; repeatable.",
)
@_option("--no-fault-header", is_flag=True, help="Let no request ask for a fault by a header.")
@_option("--lang", type=click.Choice(["de", "en"]), default="de", help="Language of pages.")
@_option("--control-token", metavar="FILE|off", help="File with the token of the control API.")
@_option(
    "--max-body",
    type=_Size(),
    metavar="SIZE",
    help="Largest body of a request; 1M by default.",
)
def serve(**options: Any) -> int:
    """Run the sandbox until Ctrl-C. Each option is also read from KONTOKIT_SANDBOX_<NAME>."""
    log, init, state = options.pop("log"), options.pop("init"), options["state"]
    # What it calls is in the state that a file continues.
    is_continued = state is not None and Path(state).exists() and Path(state).stat().st_size > 0
    sandbox, note = _started(options)
    try:
        if init is not None and not is_continued:
            _carry_out(sandbox, Path(init))
        if log != "off":
            sandbox.journal.listen(RequestLines(as_json=log == "json").add)
        ended = _interruption()
        _announce(sandbox, note)
        # Not signal.pause(), which Windows does not have.
        ended.wait()
    finally:
        forget(sandbox.port)
        sandbox.close()
    return 0


def _interruption() -> Event:
    """
    Return what is set when the program shall end.
    """
    ended = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    return ended


def _started(options: dict[str, Any]) -> tuple[Sandbox, str]:
    """
    Start a sandbox. Returns it with a remark on its port.
    """
    given, settings = options.pop("port"), _settings(options)
    ports = [given] if given is not None else range(PORT, PORT + _TRIES)
    for port in ports:
        sandbox = _sandbox(port, settings)
        try:
            _start(sandbox)
        except OSError as error:
            if not _is_taken(error):
                raise click.ClickException(f"cannot start: {error.strerror}") from None
            continue
        taken = given is None and sandbox.port != PORT
        return sandbox, f"Port {PORT} is taken, so this is port {sandbox.port}." if taken else ""
    if given is not None:
        raise click.ClickException(f"port {given} is taken by another program; give another --port")
    tried = f"tried {PORT} to {PORT + _TRIES - 1}"
    raise click.ClickException(f"port {PORT} is taken by another program ({tried}); give --port")


def _start(sandbox: Sandbox) -> None:
    from ..persistence.files import StateError

    try:
        sandbox.start()
    # The file is in use.
    except StateError as error:
        raise click.ClickException(str(error)) from None


def _is_taken(error: OSError) -> bool:
    return error.errno == errno.EADDRINUSE


def _sandbox(port: int, settings: dict[str, Any]) -> Sandbox:
    # Imported here: it takes half a second, and --help needs none of it.
    from ..persistence.files import StateError
    from ..sandbox import Sandbox

    try:
        return Sandbox(port=port, **settings)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except StateError as error:
        raise click.ClickException(str(error)) from None


def _settings(options: dict[str, Any]) -> dict[str, Any]:
    """
    Make the arguments of a sandbox from the options.
    """
    split, host, file = (options.pop(one) for one in ("split", "host", "control_token"))
    settings = {
        "allow_hosts": options.pop("allow_host"),
        "language": options.pop("lang"),
        "fault_header": not options.pop("no_fault_header"),
        **options,
    }
    if settings["max_body"] is None:
        del settings["max_body"]
    if split:
        settings["ports"] = dict.fromkeys(PREFIXES, 0)
    if host is not None:
        settings["hosts"] = (host,)
        if host not in _LOOPBACK:
            _warn_of(host, options["public_url"])
    if file is not None:
        settings["control_token"] = "" if file == "off" else _token_in(file)
    return settings


def _warn_of(host: str, public_url: str | None) -> None:
    if public_url is None:
        raise click.UsageError(f"--host {host} needs --public-url, with which links are written")
    text = f"Warning: at {host}, others on the network may reach the sandbox."
    click.echo(text, err=True)


def _token_in(path: str) -> str:
    try:
        token = Path(path).read_text("utf-8").strip()
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
    if len(token) < 16:
        raise click.ClickException(f"{path}: a token has at least 16 characters")
    return token


def _announce(sandbox: Sandbox, note: str) -> None:
    info, token = sandbox.info(), sandbox.control_token
    here = Running(port=sandbox.port, url=_local(sandbox), token=token, pid=os.getpid())
    try:
        tell(here)
    except OSError as error:
        click.echo(f"Commands will not find this sandbox: {error}", err=True)
    # Flushed, because programs that start this one read the addresses from a pipe.
    last = "Everything as variables: kontokit-sandbox env        Stop with Ctrl-C."
    for line in filter(None, (note, introduction(info, token), last)):
        click.echo(line)
    with suppress(BrokenPipeError):
        sys.stdout.flush()


def _local(sandbox: Sandbox) -> str:
    return f"http://127.0.0.1:{sandbox.port}"


def _carry_out(sandbox: Sandbox, path: Path) -> None:
    """
    Make the calls of a file. The first one that fails ends the start.
    """
    from ..control.client import Control, ControlCallError

    with Control(_local(sandbox), sandbox.control_token) as control:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                call = json.loads(line)
                control.send(call["method"], call["path"], call.get("body"))
            except (ValueError, KeyError, TypeError, AttributeError):
                text = 'is no {"method": …, "path": …, "body": …}'
                raise click.ClickException(f"{path}: line {number} {text}") from None
            except ControlCallError as error:
                raise click.ClickException(f"{path}: line {number}: {error}") from None
    sandbox.saves.keep_initial()
