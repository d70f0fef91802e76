"""
Searches all files for what looks like a secret. ``--accept`` writes what it finds into the
baseline, after a person has looked at each finding.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import default_settings

__all__ = ["main"]

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / ".secrets.json"
DERIVED = re.compile(
    # Made from specs/, which are searched; hashes of files; the baseline itself.
    r"generated/|packages/sandbox/src/kontokit_sandbox/specs/|constraints\.txt|specs\.lock|\.secrets\.json"
)


def main() -> int:
    """
    Search; 1 if something was found that the baseline does not list.
    """
    parser = argparse.ArgumentParser(prog="tox -e secrets --", description=__doc__)
    parser.add_argument("--accept", action="store_true", help="rewrite the baseline")
    options = parser.parse_args()
    found = search()
    if options.accept:
        BASELINE.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
        print(f"{BASELINE.name} lists {sum(map(len, found.values()))} fixtures")
        return 0
    known: dict[str, dict[str, str]] = json.loads(BASELINE.read_text("utf-8"))
    fresh = _beyond(found, known)
    gone = _beyond(known, found)
    print(*(f"looks like a secret: {one}" for one in fresh), sep="\n", end="\n" if fresh else "")
    print(*(f"no longer there: {one}" for one in gone), sep="\n", end="\n" if gone else "")
    print(f"{sum(map(len, found.values()))} known fixtures, {len(fresh)} new, {len(gone)} gone")
    return 1 if fresh else 0


def search() -> dict[str, dict[str, str]]:
    """
    All findings: file → SHA-1 of the text → kind. The texts themselves are not kept.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - as the developer's path has it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name and not DERIVED.match(name)]
    secrets = SecretsCollection(root=str(ROOT))
    with default_settings():
        secrets.scan_files(*names)
    found: dict[str, dict[str, str]] = {}
    for name, secret in secrets:
        found.setdefault(name, {})[secret.secret_hash] = secret.type
    return found


def _beyond(one: dict[str, dict[str, str]], other: dict[str, dict[str, str]]) -> list[str]:
    return sorted(
        f"{name}: {kind} ({digest[:12]})"
        for name, digests in one.items()
        for digest, kind in digests.items()
        if digest not in other.get(name, {})
    )


if __name__ == "__main__":
    sys.exit(main())
