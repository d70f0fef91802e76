"""
The file in which a running sandbox tells its address and token to commands of the same user.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Running", "forget", "running", "runtime_path", "tell"]


@dataclass(frozen=True, kw_only=True)
class Running:
    """
    A sandbox that was started from the command line.
    """

    port: int
    url: str
    token: str
    pid: int


def runtime_path(port: int) -> Path:
    """
    Return the file of a sandbox by its port.
    """
    from platformdirs import user_runtime_path, user_state_path

    # Without a folder of the session, platformdirs warns and takes one in /tmp, which is shared.
    has_session = os.environ.get("XDG_RUNTIME_DIR") or sys.platform in ("darwin", "win32")
    folder = user_runtime_path if has_session else user_state_path
    return folder("kontokit-sandbox", appauthor=False) / f"{port}.json"


def tell(found: Running) -> Path:
    """
    Write the file, readable by its owner alone.

    Raises:
        OSError: It cannot be written, or its folder belongs to somebody else.
    """
    path = runtime_path(found.port)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not _is_ours(path.parent):
        raise PermissionError(f"{path.parent} belongs to another user")
    # A sandbox that was killed leaves its file. A new one has the right mode from the start.
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(found), file)
    return path


def forget(port: int) -> None:
    """
    Remove the file.
    """
    runtime_path(port).unlink(missing_ok=True)


def running() -> list[Running]:
    """
    List the sandboxes of this user that run, by port.
    """
    folder = runtime_path(0).parent
    found: list[Running] = []
    # Files of another user could lead commands to a server of theirs.
    if not folder.is_dir() or not _is_ours(folder):
        return found
    for path in sorted(folder.glob("*.json")):
        try:
            one = Running(**json.loads(path.read_text("utf-8")))
        # It may have been removed just now.
        except (OSError, ValueError, TypeError):
            continue
        if _is_alive(one.pid):
            found.append(one)
    return found


def _is_ours(folder: Path) -> bool:
    return os.name == "nt" or folder.stat().st_uid == os.getuid()


def _is_alive(pid: int) -> bool:
    # Signal 0 asks for nothing, but on Windows os.kill would end the process.
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
