"""
Checks everything that a release needs, and tags it. `scripts/release --dry-run` tags nothing, and
goes on where a release would be refused.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from attrs import field, frozen

from scripts.supply import addresses, api_diff, archives, changelog, installing, versions
from scripts.supply.building import built
from scripts.supply.sbom import ROOT, distributions, sbom

__all__ = ["STEPS", "Release", "main"]


@frozen
class Release:
    """
    What is to be released.
    """

    version: str
    is_tried: bool
    """Whether nothing is tagged."""
    folder: Path = field(default=ROOT / "dist")

    @property
    def archives(self) -> list[Path]:
        """
        What was built, the runtime first.
        """
        return sorted(self.folder.glob("*"), key=lambda one: (one.name.count("_"), one.name))


Step: TypeAlias = Callable[[Release], Iterator[str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run all steps; 1 at the end of the first one that finds a problem.
    """
    parser = argparse.ArgumentParser(prog="scripts/release", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="check everything, and tag nothing")
    parser.add_argument("--no-tag", action="store_true", help="check a version that has its tag")
    asked = parser.parse_args(arguments)
    release = Release(versions.current(), is_tried=asked.dry_run)
    for title, step in STEPS.items():
        print(f"— {title}", flush=True)
        problems = list(step(release))
        for problem in problems:
            print(f"  {problem}", file=sys.stderr, flush=True)
        if problems:
            return 1
    return 0 if asked.dry_run or asked.no_tag else _tag(release.version)


def placeholders(release: Release) -> Iterator[str]:
    """
    Refuse addresses that nobody can reach.
    """
    for name, address in addresses.addresses().items():
        if addresses.is_placeholder(address):
            yield from _refused(release, f"{name} is a placeholder: {address}")


def version_files(release: Release) -> Iterator[str]:
    """
    Compare the versions in all files, and look for one in the changelog.
    """
    if versions.main(["--check"]):
        yield f"not every file has version {release.version}: python -m scripts.supply.versions"
    text = changelog.read()
    yield from changelog.problems(text, release.version)
    if not all(one.is_dated for one in changelog.releases(text)[:1]):
        yield from _refused(release, f"CHANGELOG.md does not date {release.version}")


def builds(release: Release) -> Iterator[str]:
    """
    Build wheels and source distributions, each twice.
    """
    shutil.rmtree(release.folder, ignore_errors=True)
    release.folder.mkdir()
    for folder in distributions():
        made = (
            built(folder, "wheel", release.folder, sbom(folder)),
            built(folder, "sdist", release.folder),
        )
        yield from filter(None, made)


def contents(release: Release) -> Iterator[str]:
    """
    Look into each archive, and render its description as an index does.
    """
    for archive in release.archives:
        yield from archives.problems(archive)
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, release.archives)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        yield done.stdout + done.stderr


def installation(release: Release) -> Iterator[str]:
    """
    Install what was built in new environments.
    """
    yield from installing.install_problems(release.archives)


def public_names(release: Release) -> Iterator[str]:
    """
    List what is public no longer; a patch may have none of it.
    """
    tag = api_diff.last_release(release.version)
    if tag is None:
        print("  there is no release to compare with")
        return
    found = list(api_diff.breaking_changes(tag))
    if found and not api_diff.may_break(tag, release.version):
        yield from found
        return
    print(*(f"  {one}" for one in found or [f"nothing has changed since {tag}"]), sep="\n")


STEPS: Final[dict[str, Step]] = {
    "addresses": placeholders,
    "versions and changelog": version_files,
    "wheels and source distributions, each built twice": builds,
    "metadata, licences and bills of materials": contents,
    "installed with pip alone, in both orders, newest and oldest libraries": installation,
    "what is public, beside the last release": public_names,
}


def _refused(release: Release, problem: str) -> Iterator[str]:
    """
    Refuse a release, and only warn where it is tried.
    """
    if release.is_tried:
        print(f"  a release would be refused: {problem}", flush=True)
    else:
        yield problem


def _tag(version: str) -> int:
    """
    Tag the commit, if all of it is committed; pushing the tag starts the workflow that publishes.
    """
    git = shutil.which("git") or "git"
    state = subprocess.run(
        [git, "status", "--porcelain"], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    if state.stdout:
        print("  there are changes that are not committed", file=sys.stderr)
        return 1
    subprocess.run(
        [git, "tag", "-a", f"v{version}", "-m", f"kontokit {version}"], cwd=ROOT, check=True
    )
    print(f"tagged v{version}; push the tag to publish it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
