"""
Where secrets come from: the environment, systemd, a command, a file, the keyring, the user.
"""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from .failures import Interrupted, Misused, NotSetUp
from .options import Options

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from kontokit import Secret

__all__ = ["Secrets", "forget_in_keyring", "keyring_service", "store_in_keyring", "usable_keyring"]

_COMMAND_TIMEOUT: Final = 30.0
_MOST_STDIN: Final = 64 * 1024


@dataclass
class Secrets:
    """
    Finds the secrets of a profile.
    """

    options: Options
    profile: str
    _typed: Mapping[str, str] | None = None

    def find(self, setting: str, *, variable: str | None, source: Any, prompt: str) -> Secret:
        """
        Find a secret.

        Args:
            setting: Its name, such as ``client_secret``.
            variable: The environment variable that counts before everything else.
            source: A table of the configuration, such as ``{"keyring": True}``, or None.
            prompt: What a person is asked.

        Raises:
            NotSetUp: There is none, and nobody may be asked.
        """
        from kontokit import Secret

        given = self.from_environment(variable) or self._from_stdin().get(setting)
        if given is None and source:
            given = self._from_profile(setting, source)
        if given is None:
            given = self.ask(prompt, variable=variable)
        return Secret(given)

    def _from_profile(self, setting: str, source: Mapping[str, Any]) -> str | None:
        """
        Ask the source that the profile names, and say whose it is where it has nothing.
        """
        try:
            return self._from_source(setting, source)
        except NotSetUp as error:
            change = f"change where it comes from: kontokit profiles add {self.profile}"
            raise NotSetUp(
                f"{setting} of the profile {self.profile!r}: {error}",
                next_step=error.next_step or f"{change} --replace-secret",
            ) from None

    @staticmethod
    def from_environment(variable: str | None) -> str | None:
        """
        The value of a variable, or of the file of its name that systemd has made.
        """
        if variable is None:
            return None
        if value := os.environ.get(variable):
            return value
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        file = Path(folder) / variable if folder else None
        return _first_line(file) if file is not None and file.is_file() else None

    def ask(self, prompt: str, *, variable: str | None = None) -> str:
        """
        Ask the user; what is typed is not shown.

        Args:
            variable: Of the environment, which could have it.

        Raises:
            NotSetUp: Nobody may be asked, or nothing was typed.
            Interrupted: Ctrl-C.
        """
        name = prompt.rstrip(": ")
        if not self.options.may_ask:
            raise NotSetUp(
                f"{name} is missing, and nobody may be asked",
                next_step=f"set {variable}, or give --secrets-stdin"
                if variable
                else "give --secrets-stdin",
            )
        try:
            typed = getpass.getpass(f"{name}: ", stream=sys.stderr)
        except (EOFError, KeyboardInterrupt):
            raise Interrupted("interrupted") from None
        if not typed:
            raise NotSetUp(f"{name} is missing")
        return typed

    def typed(self, name: str) -> str | None:
        """
        A value of the JSON on the standard input.
        """
        return self._from_stdin().get(name)

    def _from_source(self, setting: str, source: Mapping[str, Any]) -> str | None:
        (kind, value), *_ = source.items()
        match kind:
            case "keyring":
                return _from_keyring(self.profile, setting)
            case "env":
                return os.environ.get(str(value)) or _missing(f"the variable {value} is not set")
            case "command":
                return _from_command(value)
            case "file":
                return _first_line(Path(str(value)).expanduser())
            case _:
                return None

    def _from_stdin(self) -> Mapping[str, str]:
        if self._typed is None:
            self._typed = _read_stdin() if self.options.secrets_stdin else {}
        return self._typed


def keyring_service(profile: str) -> str:
    """
    The service under which the keyring has the secrets of a profile.
    """
    return f"kontokit/{profile}"


def usable_keyring() -> bool:
    """
    Whether this machine has a keyring that keeps secrets.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_keyring().priority > 0
    except (KeyringError, RuntimeError):
        return False


def store_in_keyring(profile: str, setting: str, secret: Secret) -> None:
    """
    Put a secret into the keyring.

    Raises:
        NotSetUp: There is no keyring, or it refuses.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(keyring_service(profile), setting, secret.reveal())
    except KeyringError as error:
        raise NotSetUp(f"the keyring does not take it: {type(error).__name__}") from None


def forget_in_keyring(profile: str, setting: str) -> None:
    """
    Take a secret out of the keyring, if it is there.
    """
    from contextlib import suppress

    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError):
        keyring.delete_password(keyring_service(profile), setting)


def _from_keyring(profile: str, setting: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(keyring_service(profile), setting)
    except KeyringError as error:
        raise NotSetUp(
            f"the keyring cannot be read: {type(error).__name__}",
            next_step="see: kontokit doctor",
        ) from None
    return found or _missing(f"the keyring has no {setting} under {keyring_service(profile)}")


def is_texts(value: Any) -> TypeIs[list[str]]:
    """
    Whether a value is a list of texts that is not empty.
    """
    return bool(value) and isinstance(value, list) and all(isinstance(one, str) for one in value)  # pyright: ignore[reportUnknownVariableType]  # any list


def _from_command(words: Any) -> str:
    if not is_texts(words):
        raise Misused('a command is a list of words, such as ["pass", "show", "finapi"]')
    try:
        done = subprocess.run(  # noqa: S603  # the user's own command, without a shell
            words, stdout=subprocess.PIPE, timeout=_COMMAND_TIMEOUT, check=True, text=True
        )
    except subprocess.TimeoutExpired:
        raise NotSetUp(f"the command {words[0]!r} took longer than 30 s") from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotSetUp(f"the command {words[0]!r} failed: {type(error).__name__}") from None
    first, *_ = done.stdout.splitlines() or [""]
    return first or _missing(f"the command {words[0]!r} has printed nothing")


def _first_line(path: Path) -> str:
    try:
        first, *_ = path.read_text("utf-8").splitlines() or [""]
    except OSError as error:
        raise NotSetUp(f"{path}: {error.strerror}") from None
    return first or _missing(f"{path} is empty")


def _read_stdin() -> Mapping[str, str]:
    import msgspec

    line = sys.stdin.readline(_MOST_STDIN)
    try:
        return msgspec.json.decode(line, type=dict[str, str])
    except msgspec.MsgspecError:
        raise Misused('--secrets-stdin reads one line such as {"client_secret": "…"}') from None


def _missing(message: str) -> NoReturn:
    raise NotSetUp(message)
