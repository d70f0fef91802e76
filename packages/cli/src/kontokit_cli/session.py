"""
Whom a command asks: a profile's API, or the sandbox, with a client of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .config_file import default_profile, profile_table, read_config
from .debug_log import listening
from .failures import Misused, NotSetUp
from .options import Options
from .providers import find_provider, installed_names
from .secret_sources import Secrets
from .settings import api_of, client_arguments, related_arguments, settings_of
from .state import State

if TYPE_CHECKING:
    from kontokit import SyncClient
    from kontokit.operations import Provider
    from kontokit_banking import Bank, Progress

__all__ = ["Session", "open_session"]


@dataclass(frozen=True, kw_only=True)
class Session:
    """
    A client, and what is kept for it on this machine.
    """

    provider: Provider
    client: SyncClient
    profile: str
    """The name of the profile; ``sandbox`` for a sandbox."""
    state: State
    secrets: Secrets
    options: Options
    table: Mapping[str, Any]
    """The profile."""
    open_other: Callable[[str], AbstractContextManager[SyncClient]]
    """Sets up a client of another API for the same user."""
    sandbox_url: str | None = None
    lacks_user: bool = False
    """Whether the API acts for users, and none is set up."""
    polls_forms: bool = False
    """Whether a form is asked for its state, so that nobody has to say that it is complete."""

    @property
    def bank(self) -> Bank[Any, Any, Any, Any]:
        """
        Reads accounts and transactions.

        Raises:
            NotSetUp: The API has none, or there is no user.
        """
        return self.reading()

    def reading(
        self, progress: Callable[[Progress], object] | None = None
    ) -> Bank[Any, Any, Any, Any]:
        """
        Reads accounts and transactions.

        Args:
            progress: Is told how far a list has been read.

        Raises:
            NotSetUp: The API has none, or there is no user.
        """
        self.need_user()
        from kontokit_banking import NoBankingAdapterError, reading

        try:
            return reading(self.client, progress=progress)
        except NoBankingAdapterError:
            raise NotSetUp(f"{self.provider.title} has no accounts to read") from None

    def need_user(self) -> None:
        """
        Check that there is somebody to act for, where the API acts for users.

        Raises:
            NotSetUp: There is nobody.
        """
        if self.lacks_user:
            raise NotSetUp(
                f"{self.provider.title} acts for users, and {self.profile} has none",
                next_step=f"{self.command} connect makes one; or: {self.command} users add",
            )

    @property
    def command(self) -> str:
        """
        How a command for the same profile begins, for hints.
        """
        return self.options.command


@contextmanager
def open_session(
    options: Options, *, api: str | None = None, as_user: bool = True
) -> Generator[Session]:
    """
    Set up a client, and close it when the block ends.

    Args:
        api: The API that the command names; that of the profile by default.
        as_user: Whether the client acts for the user of the profile.

    Raises:
        NotSetUp: The profile, a secret or a package is missing.
    """
    with ExitStack() as stack:
        stack.enter_context(listening(options))
        if options.sandbox is not None:
            yield stack.enter_context(_sandbox_session(options, api, as_user=as_user))
        else:
            yield stack.enter_context(_profile_session(options, api, as_user=as_user))


@contextmanager
def _sandbox_session(options: Options, api: str | None, *, as_user: bool) -> Generator[Session]:
    from .local_sandbox import open_sandbox

    name = api or options.api or _first_api()
    options.api = name
    provider = find_provider(name)
    with open_sandbox(options) as sandbox:
        state = State("sandbox", sealed=False)

        def client_of(name: str) -> AbstractContextManager[SyncClient]:
            arguments = sandbox.client_arguments(name, as_user=as_user)
            return _client(find_provider(name), arguments, options)

        with client_of(name) as client:
            session = Session(
                provider=provider,
                client=client,
                profile="sandbox",
                state=state,
                secrets=Secrets(options, "sandbox"),
                options=options,
                table={},
                open_other=client_of,
                sandbox_url=sandbox.url,
            )
            sandbox.prepare(name, client)
            yield session


def _first_api() -> str:
    names = installed_names()
    if not names:
        raise NotSetUp(
            "no API is installed", next_step="begin with: pip install 'kontokit-cli[sandbox]'"
        )
    # The sandbox's user of finAPI has accounts from the start.
    return "finapi_access" if "finapi_access" in names else names[0]


@contextmanager
def _profile_session(options: Options, api: str | None, *, as_user: bool) -> Generator[Session]:
    name, table = _chosen(options, api)
    options.api = str(table["api"])
    provider = find_provider(options.api)
    secrets = Secrets(options, name)
    arguments = client_arguments(api_of(provider), table, secrets, as_user=as_user)
    state = State(name)
    if (store := state.token_store()) is not None and "token_store" in _parameters(provider):
        arguments["token_store"] = store

    def client_of(name: str) -> AbstractContextManager[SyncClient]:
        other = find_provider(name)
        return _client(other, related_arguments(api_of(other), arguments, secrets), options)

    with _client(provider, arguments, options) as client:
        yield Session(
            provider=provider,
            client=client,
            profile=name,
            state=state,
            secrets=secrets,
            options=options,
            table=table,
            open_other=client_of,
            lacks_user=as_user and _lacks_user(provider, arguments),
        )


def _lacks_user(provider: Provider, arguments: Mapping[str, Any]) -> bool:
    names = {one.name for one in settings_of(api_of(provider))}
    return "user" in names and arguments.keys().isdisjoint(("user_credentials", "user_token"))


def _chosen(options: Options, api: str | None) -> tuple[str, Mapping[str, Any]]:
    """
    The profile that counts: the named one, the only one of the API, or the environment alone.
    """
    config = read_config()
    named = options.profile or os.environ.get("KONTOKIT_PROFILE")
    wanted = api or options.api
    if named is None and wanted is None:
        named = default_profile(config)
    if named is not None:
        table = profile_table(config, named)
        if "api" not in table:
            raise NotSetUp(f"the profile {named!r} names no api")
        if wanted is not None and table["api"] != wanted:
            raise Misused(f"the profile {named!r} is for {table['api']}, not for {wanted}")
        return named, table
    if wanted is None:
        raise NotSetUp(
            "no profile is set up",
            next_step="make one with 'kontokit profiles add NAME', or try: kontokit --sandbox",
        )
    fitting = [
        (name, one) for name, one in config.get("profiles", {}).items() if one.get("api") == wanted
    ]
    if len(fitting) > 1:
        names = ", ".join(name for name, _ in fitting)
        raise Misused(f"several profiles are for {wanted}: {names}; name one with --profile")
    return fitting[0] if fitting else (wanted, {"api": wanted})


def _parameters(provider: Provider) -> set[str]:
    import inspect

    return set(inspect.signature(provider.client_class()).parameters)


@contextmanager
def _client(
    provider: Provider, arguments: Mapping[str, Any], options: Options
) -> Generator[SyncClient]:
    more = {} if options.timeout is None else {"timeout": options.timeout}
    client: SyncClient = provider.client_class()(**arguments, **more)
    with client:
        yield client
