"""
The package of stores: its public names, and the libraries that each store loads.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kontokit import stores

HEAVY = ["redis", "cryptography", "filelock"]


def loaded(program: str) -> list[str]:
    """
    Which of the heavy libraries a fresh interpreter has loaded after a program.
    """
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return sorted(set(done.stdout.split()) & set(HEAVY))


@pytest.mark.parametrize(
    ("program", "libraries"),
    [
        ("import kontokit.stores", []),
        ("from kontokit.stores import Store, Lock, MemoryStore", []),
        ("from kontokit.stores import RedisStore", []),
        ("from kontokit.stores import FileStore; FileStore('x', key=None)", ["filelock"]),
        ("from kontokit.stores import SqliteStore", ["filelock"]),
        (
            "from kontokit.stores import FileStore; FileStore('x', key=bytes(32))",
            ["cryptography", "filelock"],
        ),
    ],
)
def test_a_store_loads_only_its_own_libraries(program: str, libraries: list[str]) -> None:
    """
    Libraries are loaded with the store that needs them, and not before.
    """
    assert loaded(program) == libraries


def test_every_public_name_can_be_had() -> None:
    """
    Whatever stands in __all__ can be imported and is listed by dir.
    """
    assert list(stores.__all__) == sorted(stores.__all__)
    for name in stores.__all__:
        assert getattr(stores, name) is not None
        assert name in dir(stores)
    with pytest.raises(AttributeError, match="no attribute 'Quatsch'"):
        _ = stores.Quatsch  # type: ignore[attr-defined]
