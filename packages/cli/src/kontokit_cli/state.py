"""
What stays on this machine between two commands: tokens, flows, orders, names of accounts.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .failures import NotSetUp
from .paths import private_folder

if TYPE_CHECKING:
    from kontokit.stores import SwapStore

__all__ = ["State"]

_SERVICE: Final = "kontokit"
_KEY: Final = "state-key"
_INDEX: Final = "cli:{}"


class State:
    """
    The state of a profile.

    It is sealed with a key that the keyring has. Without a keyring, tokens are not kept, and flows
    are in files that only their owner can read.
    """

    def __init__(self, profile: str, *, sealed: bool = True) -> None:
        """
        Nothing is opened yet.
        """
        self._profile = profile
        self._wants_key = sealed
        self._opened: SwapStore | None = None

    @property
    def folder(self) -> Path:
        """
        Where the files of the profile are, readable by its user only.
        """
        return private_folder("profiles", self._profile)

    def token_store(self) -> SwapStore | None:
        """
        The store of tokens; None where they stay in memory.
        """
        from kontokit.stores import FileStore

        key = self._key()
        return None if key is None else FileStore(self.folder / "tokens", key=key)

    def flow_store(self) -> SwapStore:
        """
        The store of flows.

        Raises:
            NotSetUp: They are sealed with a key that is not there.
        """
        from kontokit.stores import FileStore

        if self._opened is None:
            key, sealed = self._key(), self.folder / "flows.sealed"
            if key is None and sealed.exists():
                raise NotSetUp(
                    "what was sent before is sealed with a key of the keyring, which is not there",
                    next_step="make the keyring usable: kontokit doctor",
                )
            path = self.folder / "flows" if key is None else sealed
            self._opened = FileStore(path, key=key)
        return self._opened

    def read(self, name: str) -> dict[str, Any]:
        """
        Read a table that ``change`` has written.
        """
        found = self.flow_store().load(_INDEX.format(name))
        table: dict[str, Any] = {} if found is None else json.loads(found)
        return table

    def change(self, name: str, change: Callable[[dict[str, Any]], None]) -> None:
        """
        Change a table; two commands that do so at once lose nothing.
        """
        store, key = self.flow_store(), _INDEX.format(name)
        while True:
            before = store.load(key)
            table: dict[str, Any] = {} if before is None else json.loads(before)
            change(table)
            after = json.dumps(table, ensure_ascii=False).encode()
            if store.swap(key, before, after):
                return

    def note(self, name: str, entry: str, facts: Mapping[str, Any]) -> None:
        """
        Add facts to an entry of a table.
        """

        def add(table: dict[str, Any]) -> None:
            table[entry] = {**table.get(entry, {}), **facts}

        self.change(name, add)

    def _key(self) -> bytes | None:
        if not self._wants_key:
            return None
        if given := os.environ.get("KONTOKIT_STATE_KEY"):
            return _decoded(given)
        from .secret_sources import usable_keyring

        return _key_of_keyring() if usable_keyring() else None


def _key_of_keyring() -> bytes:
    import keyring
    from keyring.errors import KeyringError

    from kontokit import RecordCipher

    try:
        found = keyring.get_password(_SERVICE, _KEY)
        if found is None:
            made = base64.b64encode(RecordCipher.generate_key()).decode()
            keyring.set_password(_SERVICE, _KEY, made)
            # Another command may have made one at the same time.
            found = keyring.get_password(_SERVICE, _KEY) or made
    except KeyringError as error:
        raise NotSetUp(f"the keyring cannot be used: {type(error).__name__}") from None
    return _decoded(found)


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise NotSetUp("the key of the state is not 32 bytes in Base64")
    return key
