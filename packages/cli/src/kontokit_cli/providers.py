"""
The installed APIs, found by the entry points that their packages have.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Final

from .failures import Misused, NotSetUp

if TYPE_CHECKING:
    from kontokit.operations import Provider

__all__ = ["Installed", "find_provider", "installed", "installed_names"]

GROUP: Final = "kontokit.providers"


@dataclass(frozen=True, kw_only=True)
class Installed:
    """
    An entry point: a provider, or the reason why it is none.
    """

    name: str
    version: str
    provider: Provider | None = None
    trouble: str | None = None


def installed_names() -> list[str]:
    """
    The names of the installed APIs. No package is imported.
    """
    return sorted({one.name for one in entry_points(group=GROUP)})


def installed() -> list[Installed]:
    """
    The installed APIs. A package that cannot be imported stops no other.
    """
    points = sorted(entry_points(group=GROUP), key=lambda one: one.name)
    return [_loaded(one) for one in points]


def find_provider(name: str) -> Provider:
    """
    Import what an API says of itself.

    Raises:
        NotSetUp: It is not installed, or its package is broken.
        Misused: Two packages have this name.
    """
    found = [one for one in entry_points(group=GROUP) if one.name == name]
    if not found:
        raise NotSetUp(f"there is no API {name!r}", next_step=_how_to_install(name))
    if len(found) > 1:
        packages = " and ".join(sorted(_distribution(one)[0] for one in found))
        raise Misused(f"{packages} both have an API {name!r}; uninstall one of them")
    one = _loaded(found[0])
    if one.provider is None:
        raise NotSetUp(f"the package of {name!r} is broken: {one.trouble}")
    return one.provider


def _loaded(point: EntryPoint) -> Installed:
    _, version = _distribution(point)
    try:
        provider: Provider = point.load()
    except Exception as error:  # whatever a foreign package does when it is imported
        trouble = type(error).__name__
        return Installed(name=point.name, version=version, trouble=trouble)
    return Installed(name=point.name, version=version, provider=provider)


def _distribution(point: EntryPoint) -> tuple[str, str]:
    found = point.dist
    return ("?", "?") if found is None else (found.name, found.version)


def _how_to_install(name: str) -> str:
    names = installed_names()
    if near := get_close_matches(name, names, 1):
        return f"did you mean {near[0]!r}? Installed: {', '.join(names)}"
    if names:
        return f"installed: {', '.join(names)}"
    return "no API is installed; begin with: pip install kontokit-finapi-access"
