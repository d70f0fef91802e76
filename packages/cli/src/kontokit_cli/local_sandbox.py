"""
The sandbox of ``--sandbox``: one that runs already, or one for the time of the command.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from .failures import NotSetUp, TryLater
from .files import write_whole
from .options import Options
from .paths import private_folder

if TYPE_CHECKING:
    from kontokit import SyncClient

__all__ = ["LocalSandbox", "open_sandbox"]

_FILE: Final = "sandbox.sqlite"
_PORT_FILE: Final = "sandbox.port"


class LocalSandbox:
    """
    Where a sandbox is, and what it accepts.
    """

    def __init__(self, url: str, info: Mapping[str, Any], *, is_new: bool) -> None:
        """
        Take what the sandbox says of itself.
        """
        self.url = url
        self._info = info
        self._is_new = is_new

    def client_arguments(self, api: str, *, as_user: bool) -> dict[str, Any]:
        """
        The arguments of a client.

        Raises:
            NotSetUp: The sandbox does not have the API.
        """
        from kontokit import ClientCredentials, UserCredentials

        apis, known = self._info["apis"], self._info["credentials"]
        if api not in apis:
            raise NotSetUp(f"the sandbox has no {api}")
        arguments: dict[str, Any] = {"base_url": apis[api]["url"]}
        if api == "bankimport":
            return {**arguments, "api_token": known["bankimport_token"]}
        name = "banksapi" if api == "banksapi" else "finapi"
        arguments["client_credentials"] = ClientCredentials(
            known[f"{name}_client"], known[f"{name}_client_secret"]
        )
        if as_user:
            user = UserCredentials(known[f"{name}_user"], known[f"{name}_password"])
            arguments["user_credentials"] = user
        if api == "banksapi":
            arguments["credential_key"] = known["banksapi_certificate"]
        if api == "finapi_webform":
            arguments["token_url"] = f"{apis['finapi_access']['url']}/api/v2/oauth/token"
        return arguments

    def prepare(self, api: str, client: SyncClient) -> None:
        """
        At the first start, connect a bank, so that there is something to see.
        """
        if not self._is_new:
            return
        from .apis import find_actions

        actions = find_actions(api)
        if actions is not None:
            actions.connect_demo(client)


@contextmanager
def open_sandbox(options: Options) -> Generator[LocalSandbox]:
    """
    Find a sandbox, or start one until the block ends. Its state stays in a file.

    Raises:
        NotSetUp: The package of the sandbox is not installed, or nothing answers.
        TryLater: Another command uses the state.
    """
    try:
        import_module("kontokit_sandbox")
    except ModuleNotFoundError:
        raise NotSetUp(
            "the sandbox is not installed", next_step="pip install 'kontokit-cli[sandbox]'"
        ) from None
    url = options.sandbox or os.environ.get("KONTOKIT_SANDBOX_URL") or _running()
    if url:
        yield LocalSandbox(url, _info(url), is_new=False)
        return
    with _started(options) as found:
        yield found


def _running() -> str | None:
    runtime = import_module("kontokit_sandbox.control.runtime_file")
    found = runtime.running()
    return str(found[0].url) if len(found) == 1 else None


def _info(url: str) -> Mapping[str, Any]:
    client = import_module("kontokit_sandbox.control.client")
    runtime = import_module("kontokit_sandbox.control.runtime_file")
    token = _given_token() or next(
        (one.token for one in runtime.running() if one.url == url.rstrip("/")), ""
    )
    try:
        with client.Control(url, token) as control:
            info: Mapping[str, Any] = control.info()
    except client.SandboxNotRunningError:
        raise NotSetUp(f"no sandbox answers at {url}", next_step="kontokit-sandbox") from None
    except client.ControlCallError as error:
        raise NotSetUp(f"the sandbox at {url} refuses: {error}") from None
    return info


def _given_token() -> str | None:
    """
    The token of a sandbox on another machine, from the file that the environment names.
    """
    path = os.environ.get("KONTOKIT_SANDBOX_CONTROL_TOKEN")
    try:
        return Path(path).read_text("utf-8").strip() if path and path != "off" else None
    except OSError as error:
        raise NotSetUp(f"{path}: {error.strerror}") from None


@contextmanager
def _started(options: Options) -> Generator[LocalSandbox]:
    package = import_module("kontokit_sandbox")
    runtime = import_module("kontokit_sandbox.control.runtime_file")
    file = private_folder() / _FILE
    is_new = not file.exists()
    port = _port_of_state(is_new=is_new)
    try:
        sandbox = package.Sandbox(
            port=port,
            seed=int(os.environ.get("KONTOKIT_SANDBOX_SEED", "1")),
            clock=os.environ.get("KONTOKIT_SANDBOX_CLOCK", "now"),
            state=file,
        )
        sandbox.start()
    except package.StateError as error:
        raise TryLater(
            str(error),
            next_step=f"keep one running with kontokit-sandbox, or remove {file} to begin anew",
        ) from None
    except OSError as error:
        raise TryLater(f"the port {port} of the sandbox: {error.strerror}") from None
    _keep_port(sandbox.port)
    url = f"http://127.0.0.1:{sandbox.port}"
    here = runtime.Running(port=sandbox.port, url=url, token=sandbox.control_token, pid=os.getpid())
    try:
        runtime.tell(here)
        if is_new and not options.quiet:
            text = "Sandbox started for this command (seed 1). Keep one running: kontokit-sandbox"
            click.echo(text, err=True)
        yield LocalSandbox(url, sandbox.info(), is_new=is_new)
    finally:
        runtime.forget(sandbox.port)
        sandbox.close()


def _port_of_state(*, is_new: bool) -> int:
    """
    The port of the last start: flows are bound to the address that they began with.
    """
    file = private_folder() / _PORT_FILE
    text = file.read_text("utf-8") if file.exists() and not is_new else "0"
    return int(text) if text.isdigit() else 0


def _keep_port(port: int) -> None:
    write_whole(private_folder() / _PORT_FILE, str(port), force=True)
