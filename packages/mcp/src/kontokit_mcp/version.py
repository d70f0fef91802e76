"""
The version of the package.
"""

from __future__ import annotations

__all__ = ["package_version"]


def package_version() -> str:
    """
    The version; ``unreleased`` where the source is run.
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kontokit-mcp")
    except PackageNotFoundError:
        return "unreleased"
