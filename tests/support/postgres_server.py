"""
A real PostgreSQL server for tests.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_DEBIAN: Final = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))
POSTGRES: Final = shutil.which("initdb") or shutil.which("initdb", path=os.pathsep.join(_DEBIAN))
"""The program that makes a database; None where PostgreSQL is not installed."""
_OWNER: Final = "nobody"
"""PostgreSQL refuses to run as root, so root's tests run it as this user."""


@contextmanager
def running_postgres(folder: Path) -> Generator[str]:
    """
    Run a PostgreSQL on loopback that keeps nothing for long; gives the address of its database.

    Args:
        folder: Where its files go.
    """
    assert POSTGRES is not None, "there is no initdb on the path"
    data = folder / "data"
    data.mkdir()
    if os.getuid() == 0:
        _open_the_way_to(data)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    _run([POSTGRES, "-D", str(data), "-U", "tests", "-E", "UTF8", "--auth=trust", "--no-sync"])
    server = _started(data, port)
    try:
        yield f"postgresql://tests@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait()
        assert server.stderr is not None
        server.stderr.close()


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


def _started(data: Path, port: int) -> subprocess.Popen[str]:
    program = shutil.which("postgres", path=str(Path(os.path.realpath(str(POSTGRES))).parent))
    assert program is not None, "initdb is there, but postgres is not"
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "max_connections": "300",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    server: subprocess.Popen[str] = subprocess.Popen(
        [program, "-D", str(data), "-p", str(port), *options],
        stderr=subprocess.PIPE,
        text=True,
        env=_environment(),
        **_as_owner(),
    )
    assert server.stderr is not None
    while "ready to accept connections" not in (line := server.stderr.readline()):
        assert line, "PostgreSQL did not start"
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


def _open_the_way_to(data: Path) -> None:
    owner = pwd.getpwnam(_OWNER)
    os.chown(data, owner.pw_uid, owner.pw_gid)
    data.chmod(0o700)
    for folder in data.parents:
        if folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
