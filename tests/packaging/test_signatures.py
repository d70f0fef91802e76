"""
The public signatures are those that somebody has reviewed.
"""

from __future__ import annotations

import os

import pytest

from tests.support.signatures import (
    FOLDER,
    PACKAGES,
    RUNTIME_MODULES,
    clients,
    groups,
    methods,
    package_lines,
    runtime_lines,
    sync_signature,
)

EVERY = (*RUNTIME_MODULES, *PACKAGES)
ADVICE = (
    "{name} has other public signatures. If this is meant, run "
    "`KONTOKIT_WRITE_SIGNATURES=1 pytest tests/packaging/test_signatures.py` and commit the file."
)


@pytest.mark.parametrize("name", EVERY)
def test_signatures_are_as_reviewed(name: str) -> None:
    """
    A change of a public signature is seen in review, as a change of a line in a file.
    """
    path = FOLDER / f"{name}.txt"
    lines = runtime_lines(name) if name in RUNTIME_MODULES else package_lines(PACKAGES[name])
    assert lines
    if os.environ.get("KONTOKIT_WRITE_SIGNATURES"):
        path.write_text("\n".join(lines) + "\n", "utf-8")
    reviewed = path.read_text("utf-8").splitlines()
    assert lines == reviewed, ADVICE.format(name=name)


def test_every_file_belongs_to_a_package() -> None:
    """
    No file remains of what is gone.
    """
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(EVERY)


@pytest.mark.parametrize("name", PACKAGES)
def test_async_twins_have_the_same_methods(name: str) -> None:
    """
    The async twin of a method differs from it by await and the class of its result only.
    """
    twins = {"client": clients(PACKAGES[name]), **groups(PACKAGES[name])}
    for attribute, (blocking, waiting) in twins.items():
        assert f"Async{blocking.name}" == waiting.name
        assert [sync_signature(one) for one in methods(blocking)] == [
            sync_signature(one) for one in methods(waiting)
        ], attribute
