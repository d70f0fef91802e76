"""
The pages of the runtime: an index of its names, and a page for each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scripts.reference.sources import public_names, runtime_names
from scripts.reference.text import module_shown, shown, table

INDEX = """# The runtime

What all clients have in common. Import these names from `kontokit`; `kontokit.stores`,
`kontokit.sca` and `kontokit.challenges` have pages of their own.

"""
PARTS = {
    "clients": ("Clients and sign-in", ("auth", "client", "core.secret", "encryption")),
    "calls": ("Calls, lists and responses", ("pipeline", "serialization.response_parser", "psd2")),
    "http": ("HTTP", ("http", "core.limits")),
    "models": ("Models and values", ("serialization", "core.deviation", "drift")),
    "errors": ("Errors", ("core.error_help", "core.exceptions")),
}
"""Pages of names of ``kontokit``: title, and the modules whose names they show."""
SCA_PARTS = {
    "sca": ("client", "flow", "state"),
    "sca-steps": ("steps",),
    "sca-errors": ("errors",),
}
PART = """# {title}

Import these names from `kontokit`; there is [an index](index.md) of all.

"""
ERRORS = """# Errors

Import these names from `kontokit`. The errors of SCA flows are on
[a page of their own](sca-errors.md).

"""
STORES = """# Stores

Where tokens and SCA records are stored; [Authentication](../signing-in.md) compares the stores.
Import them from `kontokit.stores`.

"""
SCA = """# Strong customer authentication

See the guide [Strong customer authentication](../sca.md). Import these names from `kontokit.sca`,
and `run` and `run_async` from `kontokit.sca.terminal`. [Steps](sca-steps.md) and
[errors](sca-errors.md) have pages of their own.

"""
SCA_STEPS = """# Steps of SCA

What a flow wants next, or how it ended; the guide [SCA: steps](../sca-steps.md) tells what to do
with each. Import these names from `kontokit.sca`.

"""
SCA_ERRORS = """# Errors of SCA

Import these names from `kontokit.sca`.

"""
TERMINAL = "\n" + module_shown("kontokit.sca.terminal.runner")
CHALLENGES = """# Challenges

Import flicker codes from `kontokit.challenges.flicker`, images and documents from
`kontokit.challenges.image`.

"""
CHALLENGE_NAMES = [
    *public_names("challenges.flicker"),
    "kontokit.challenges.image.ChallengeImage",
    "kontokit.challenges.image.ChallengeDocument",
]
WEBHOOKS = """# Notifications

How packages parse notifications.

"""
TESTING = """# Testing

Rules for transports of your own; see [HTTP](../http.md#a-transport-of-your-own).

"""


def pages() -> Iterator[tuple[str, str]]:
    """
    Make the pages: their places in the folder of the runtime, and their text.
    """
    yield "index.md", INDEX + table(["name", "on the page"], _index())
    for place, (title, _) in PARTS.items():
        if place != "errors":
            yield f"{place}.md", PART.format(title=title) + _all_shown(_names(place))
    yield "errors.md", ERRORS + _errors()
    yield "stores.md", STORES + _all_shown(public_names("stores"))
    yield "sca.md", SCA + _all_shown(_sca("sca")) + TERMINAL
    yield "sca-steps.md", SCA_STEPS + _all_shown(_sca("sca-steps"))
    yield "sca-errors.md", SCA_ERRORS + _all_shown(_sca("sca-errors"))
    yield "challenges.md", CHALLENGES + _all_shown(CHALLENGE_NAMES)
    yield "webhooks.md", WEBHOOKS + module_shown("kontokit.webhooks")
    yield "testing.md", TESTING + module_shown("kontokit.testing.conformance")


def navigation() -> list[str | dict[str, str]]:
    """
    The pages in order; the one of errors is found elsewhere.
    """
    parts = [{title: f"runtime/{place}.md"} for place, (title, _) in PARTS.items()]
    others = ("sca", "sca-steps", "sca-errors", "challenges", "stores", "webhooks", "testing")
    return ["runtime/index.md", *parts[:-1], *(f"runtime/{place}.md" for place in others)]


def _errors() -> str:
    """
    The hierarchy, then each class.
    """
    classes = (shown(name, merge_init_into_class=False) for name in _names("errors"))
    return "\n".join([module_shown("kontokit.core.exceptions", members=False), *classes])


def _all_shown(names: Sequence[str]) -> str:
    return "\n".join(map(shown, names))


def _index() -> Iterator[tuple[str, str]]:
    """
    Lead from each name to where it is shown, or say whose it is.
    """
    for home, name in sorted(runtime_names(), key=lambda one: one[1].lower()):
        if home.startswith("kontokit."):
            place = "stores" if home.startswith("kontokit.stores") else _part(home)
            title = PARTS[place][0] if place in PARTS else "Stores"
            yield f"[`{name}`][{home}.{name}]", f"[{title}]({place}.md)"
        else:
            yield f"`{name}`", f"that of `{home}`"


def _part(home: str) -> str:
    """
    The page that shows the names of a module: the one that names the most of it.
    """
    named = {module: place for place, (_, modules) in PARTS.items() for module in modules}
    fitting = [one for one in named if f"{home}.".startswith(f"kontokit.{one}.")]
    return named[max(fitting, key=len)]


def _names(place: str) -> list[str]:
    ours = ((home, name) for home, name in runtime_names() if home.startswith("kontokit."))
    elsewhere = "kontokit.stores"
    return [
        f"{home}.{name}"
        for home, name in ours
        if not home.startswith(elsewhere) and _part(home) == place
    ]


def _sca(place: str) -> list[str]:
    homes = tuple(f"kontokit.sca.{part}." for part in SCA_PARTS[place])
    return [name for name in public_names("sca") if name.startswith(homes)]
