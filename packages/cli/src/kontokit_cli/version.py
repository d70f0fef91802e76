"""
The version of the package.
"""

from __future__ import annotations

__all__ = ["package_version"]


def package_version() -> str:
    """
    The version; ``unreleased`` where the source is run.
    """
    return _installed_beside() or _installed_anywhere()


def _installed_beside() -> str | None:
    """
    The version in the name of the folder that a wheel puts beside the package.

    ``importlib.metadata`` would take longer to import than everything else of ``--version``.
    """
    import os

    start, end = "kontokit_cli-", ".dist-info"
    # Without pathlib, which imports more than click does not have already.
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    names = os.listdir(folder)  # noqa: PTH208
    found = [one for one in names if one.startswith(start) and one.endswith(end)]
    return found[0][len(start) : -len(end)] if len(found) == 1 else None


def _installed_anywhere() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kontokit-cli")
    except PackageNotFoundError:
        return "unreleased"
