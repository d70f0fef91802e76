"""
What is looked for in built wheels and source distributions.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.supply import archives
from scripts.supply.installing import requirements
from scripts.supply.sbom import ROOT
from scripts.supply.versions import span

URLS = {name: f"https://a.invalid/{name}" for name in ("Homepage", "Changelog", "Source", "Issues")}
METADATA = "".join(
    [
        "Metadata-Version: 2.4\nName: kontokit-demo\nVersion: 0.2.0\n",
        "License-Expression: MIT\nRequires-Python: >=3.11\n",
        *(f"Project-URL: {name}, {url}\n" for name, url in URLS.items()),
        *(f"Classifier: Programming Language :: Python :: {one}\n" for one in archives.PYTHONS),
        "Requires-Dist: kontokit<0.3,>=0.2\nRequires-Dist: msgspec<1,>=0.20\n",
        "Requires-Dist: attrs>=23.2\nRequires-Dist: redis>=5; extra == 'redis'\n",
    ]
)
INFO = "kontokit_demo-0.2.0.dist-info"


def wheel(
    folder: Path,
    metadata: str = METADATA,
    name: str = "demo",
    files: Mapping[str, bytes] | None = None,
) -> Path:
    """
    Write a wheel that has everything, but for other contents.
    """
    content = {
        "kontokit_demo/py.typed": b"",
        f"{INFO}/METADATA": metadata.encode(),
        f"{INFO}/licenses/LICENSE": (ROOT / "LICENSE").read_bytes(),
        f"{INFO}/sboms/sbom.cdx.json": b"{}",
        **(files or {}),
    }
    path = folder / f"kontokit_{name}-0.2.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        for place, text in content.items():
            made.writestr(place, text)
    return path


def test_nothing_is_missing(tmp_path: Path) -> None:
    """
    A wheel with everything has no problem.
    """
    assert span("0.2.0") == ">=0.2,<0.3"
    assert list(archives.problems(wheel(tmp_path))) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Project-URL: Issues", "Project-URL: Bugs", "has no project URL Issues"),
        ("Python :: 3.14", "Python :: 3.15", "does not name Python 3.14"),
        ("Requires-Python: >=3.11", "Requires-Python: >=3.9", "asks for Python >=3.9"),
        ("Expression: MIT", "Expression: GPL-3.0-only", "has the licence GPL-3.0-only"),
        ("kontokit<0.3,>=0.2", "kontokit~=0.2", "asks for kontokit~=0.2, not for"),
    ],
)
def test_wrong_metadata_is_noticed(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """
    One problem each, with the name of the archive.
    """
    (found,) = archives.problems(wheel(tmp_path, METADATA.replace(old, new)))
    assert found.startswith("kontokit_demo-0.2.0-py3-none-any.whl: ")
    assert problem in found


@pytest.mark.parametrize(
    ("place", "content", "problem"),
    [
        (f"{INFO}/licenses/LICENSE", b"another", "has no LICENSE"),
        ("kontokit_demo/tests/test_a.py", b"", "files that nobody needs"),
        ("kontokit_demo/a.pyc", b"", "files that nobody needs"),
    ],
)
def test_wrong_files_are_noticed(tmp_path: Path, place: str, content: bytes, problem: str) -> None:
    """
    Another licence, tests, and what Python has compiled.
    """
    (found,) = archives.problems(wheel(tmp_path, files={place: content}))
    assert problem in found


def test_a_source_distribution_needs_its_licence(tmp_path: Path) -> None:
    """
    It has no bill of materials, since pip resolves what it needs when it is built.
    """
    path = tmp_path / "kontokit_demo-0.2.0.tar.gz"
    with tarfile.open(path, "w:gz") as made:
        for name, text in {"PKG-INFO": METADATA, "src/kontokit_demo/py.typed": ""}.items():
            entry = tarfile.TarInfo(f"kontokit_demo-0.2.0/{name}")
            entry.size = len(text)
            made.addfile(entry, io.BytesIO(text.encode()))
    assert [one.partition(": ")[2] for one in archives.problems(path)] == [
        "has no LICENSE, or not that of the repository"
    ]


def test_what_is_needed_from_others_is_collected(tmp_path: Path) -> None:
    """
    Of all distributions, without our own, without extras, and without what is never published.
    """
    newer = METADATA.replace("attrs>=23.2", "attrs>=24.1").replace("kontokit-demo", "kontokit-b")
    private = METADATA.replace("attrs>=23.2", "attrs>=25") + "Classifier: Private :: Not for You\n"
    runtime = "Name: kontokit\nVersion: 0.2.0\nRequires-Dist: attrs>=22\n"
    found = requirements(
        [
            wheel(tmp_path),
            wheel(tmp_path, newer, "b"),
            wheel(tmp_path, private, "c"),
            wheel(tmp_path, runtime, "d"),
        ]
    )
    assert found == ["attrs>=22", "attrs>=23.2", "attrs>=24.1", "msgspec<1,>=0.20"]
