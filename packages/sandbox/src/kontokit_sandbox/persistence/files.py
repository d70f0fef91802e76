"""
Files with the state of a sandbox: which version has written them, and from which settings.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from shutil import rmtree
from typing import Any

from ..ledger.database import Database

__all__ = [
    "SCHEMA",
    "StateError",
    "forget_older",
    "initial_of",
    "mark",
    "origin_of",
    "worlds_of",
]

SCHEMA = 2
"""Rises when the state or the ledger of an older version cannot be read any more."""
_APPLICATION_ID = 0x4B4B5342
_TABLE = "CREATE TABLE IF NOT EXISTS origin (name TEXT PRIMARY KEY, value TEXT)"


class StateError(Exception):
    """
    A file is not the state of a sandbox, is in use, or is that of another version.
    """


def mark(database: Database, origin: Mapping[str, object]) -> None:
    """
    Write into a database that it is the state of a sandbox of this version.

    Args:
        origin: The settings that the state comes from, with the version of the package.
    """
    database.create((_TABLE,))
    for name, value in origin.items():
        text = json.dumps(value)
        database.execute("INSERT OR REPLACE INTO origin VALUES (?, ?)", (name, text))
    database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {SCHEMA}")


def origin_of(path: Path) -> dict[str, Any] | None:
    """
    Return the settings that the state in a file comes from; None if the file does not exist, is
    empty, or has the beginning of a state, from a start or a reset that was interrupted.

    Raises:
        StateError: It is another file, or was written by another version.
    """
    if not path.exists() or not path.stat().st_size:
        return None
    try:
        with closing(sqlite3.connect(path)) as opened:
            found, schema, details = _read(opened)
    except sqlite3.DatabaseError as error:
        raise StateError(f"{path} is no state of a sandbox: {error}") from error
    if found is None:
        return None
    if found != _APPLICATION_ID:
        raise StateError(f"{path} is no state of a sandbox")
    origin = {name: json.loads(value) for name, value in details.items()}
    if schema != SCHEMA:
        raise StateError(
            f"{path} was written by sandbox {origin['version']} (schema {schema}, this is "
            f"{SCHEMA}); start with a new file"
        )
    return origin


def worlds_of(path: Path) -> Path:
    """
    Return the folder with the worlds of the sandbox whose state is in a file.
    """
    return path.with_name(f"{path.name}.worlds")


def initial_of(path: Path) -> Path:
    """
    Return the file with the state to which a reset leads back, beside the state of now.
    """
    return path.with_name(f"{path.name}.initial")


def forget_older(path: Path) -> None:
    """
    Delete what an older file of this name has left beside it, if the file is new.
    """
    if not path.exists() or not path.stat().st_size:
        rmtree(worlds_of(path), ignore_errors=True)
        initial_of(path).unlink(missing_ok=True)


def _read(opened: sqlite3.Connection) -> tuple[int | None, int, dict[str, str]]:
    """
    Read the marks of a file: who has written it (None if it is unfinished), schema and settings.
    """
    tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_schema")}
    if "origin" not in tables:
        return (None if "ledger" in tables else 0), 0, {}
    found = opened.execute("PRAGMA application_id").fetchone()[0]
    schema = opened.execute("PRAGMA user_version").fetchone()[0]
    return found, schema, dict(opened.execute("SELECT name, value FROM origin"))
