"""
Where the site and the repository are: ``[tool.kontokit]`` in ``pyproject.toml`` says it; READMEs,
metadata of packages and templates repeat it.

    python -m scripts.supply.addresses documentation https://docs.example.org
    python -m scripts.supply.addresses repository https://code.example.org/kontokit

Then run ``scripts/regenerate``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from scripts.supply.sbom import ROOT

__all__ = ["addresses", "is_placeholder", "main", "project_urls", "replaced"]

_ADDRESS: Final = re.compile(r"https://[a-z0-9.-]+(/[\w./-]*[\w-])?")


def main(arguments: Sequence[str]) -> int:
    """
    Write another address everywhere; 2 if the arguments are wrong.
    """
    known = addresses()
    if len(arguments) != 2 or arguments[0] not in known or not _ADDRESS.fullmatch(arguments[1]):
        print(__doc__, file=sys.stderr)
        return 2
    name, new = arguments
    git = [shutil.which("git") or "git", "ls-files", "-z"]
    listed = subprocess.run(git, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()
    for place in filter(None, listed.split("\0")):
        if replaced(ROOT / place, known[name], new):
            print(f"written: {place}")
    return 0


def addresses() -> dict[str, str]:
    """
    The addresses of the site (``documentation``) and of the sources (``repository``).
    """
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["kontokit"]
    return {name: str(settings[name]) for name in ("documentation", "repository")}


def is_placeholder(address: str) -> bool:
    """
    Whether nobody can reach an address: RFC 2606 keeps ``.invalid`` free.
    """
    return (urlsplit(address).hostname or "").endswith(".invalid")


def project_urls(home: str) -> dict[str, str]:
    """
    What stands in ``[project.urls]`` of a distribution.

    Args:
        home: Its page on the site, such as ``web.html``.
    """
    known = addresses()
    return {
        "Homepage": f"{known['documentation']}/{home}",
        "Changelog": f"{known['documentation']}/changes.html",
        "Source": known["repository"],
        "Issues": f"{known['repository']}/issues",
    }


def replaced(path: Path, old: str, new: str) -> bool:
    """
    Replace an address in a file; whether there was one.
    """
    content = path.read_bytes() if path.is_file() else b""
    changed = re.sub(
        rb"(?<![\w./])" + re.escape(old.encode()) + rb"(?![\w.-])", new.encode(), content
    )
    if changed == content:
        return False
    path.write_bytes(changed)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
