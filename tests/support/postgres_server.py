"""
A real PostgreSQL server for tests.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

_DEBIAN: Final = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))
POSTGRES: Final = shutil.which("initdb") or shutil.which("initdb", path=os.pathsep.join(_DEBIAN))
"""The program that makes a database; None where PostgreSQL is not installed."""
_OWNER: Final = "nobody"
"""PostgreSQL refuses to run as root, so root's tests run it as this user."""


@contextmanager
def running_postgres() -> Generator[str]:
    """
    Run a PostgreSQL on loopback that keeps nothing for long; gives the address of its database.
    """
    assert POSTGRES is not None, "there is no initdb on the path"
    # Not in a folder of pytest: the next run of pytest would close its way to other users.
    with TemporaryDirectory(prefix="kontokit-postgres-") as name, socket.socket() as probe:
        folder = Path(name)
        _give_away(folder)
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        probe.close()
        data = folder / "data"
        _run([POSTGRES, "-D", str(data), "-U", "tests", "-E", "UTF8", "--auth=trust", "--no-sync"])
        server = _started(data, port, folder / "log")
        try:
            yield f"postgresql://tests@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait()


class PoolOfEachProcess:
    """
    A pool that a forked child makes anew, as programs that fork have to.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._pools: dict[int, Any] = {}

    @property
    def _pool(self) -> Any:
        from psycopg_pool import ConnectionPool

        process = os.getpid()
        if process not in self._pools:
            self._pools[process] = ConnectionPool(self._address, min_size=1, max_size=12, open=True)
        return self._pools[process]

    def connection(self, timeout: float | None = None) -> Any:
        return self._pool.connection(timeout)

    def getconn(self, timeout: float | None = None) -> Any:
        return self._pool.getconn(timeout)

    def putconn(self, conn: Any) -> None:
        self._pool.putconn(conn)

    def __enter__(self) -> PoolOfEachProcess:
        return self

    def __exit__(self, *_: object) -> None:
        if os.getpid() in self._pools:
            self._pool.close()


def _started(data: Path, port: int, log: Path) -> subprocess.Popen[bytes]:
    program = shutil.which("postgres", path=str(Path(os.path.realpath(str(POSTGRES))).parent))
    assert program is not None, "initdb is there, but postgres is not"
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "max_connections": "300",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with log.open("wb") as errors:  # nobody reads a pipe to its end
        server: subprocess.Popen[bytes] = subprocess.Popen(
            [program, "-D", str(data), "-p", str(port), *options],
            stderr=errors,
            env=_environment(),
            **_as_owner(),
        )
    while "ready to accept connections" not in log.read_text("utf-8", "replace"):
        assert server.poll() is None, f"PostgreSQL did not start: {log.read_text('utf-8')}"
        time.sleep(0.05)
    return server


def _run(words: list[str]) -> None:
    subprocess.run(words, check=True, capture_output=True, env=_environment(), **_as_owner())


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}


def _as_owner() -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    owner = pwd.getpwnam(_OWNER)
    return {"user": owner.pw_uid, "group": owner.pw_gid}


def _give_away(folder: Path) -> None:
    if os.getuid() == 0:
        owner = pwd.getpwnam(_OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
