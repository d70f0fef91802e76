"""
The version of the package.
"""

from __future__ import annotations

__all__ = ["package_version"]


def package_version() -> str:
    """
    Return the version of the package; ``unreleased`` where its source is run.
    """
    # Imported here, since most programs never ask.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kontokit-sandbox")
    except PackageNotFoundError:
        return "unreleased"
