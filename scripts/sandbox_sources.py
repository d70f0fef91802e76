"""
The tables of ``docs/sandbox-coverage.md``: where each behaviour of the sandbox comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final, get_args

from kontokit_sandbox.banksapi.state.sca_methods import BY_KIND, SCA_METHODS
from kontokit_sandbox.demo.test_logins import LOGINS
from kontokit_sandbox.faults.kinds import KINDS
from kontokit_sandbox.finapi.sca.methods import PROCEDURE_SOURCES
from kontokit_sandbox.orders.fate import AMOUNTS, OTHER_AMOUNTS
from kontokit_sandbox.sources.behaviour import Origin, SourcedBehaviour, origin_of
from kontokit_sandbox.sources.documents import DOCUMENTS
from kontokit_sandbox.sources.notifications import NOTIFICATIONS
from kontokit_sandbox.sources.source import Sources, text_of
from kontokit_sandbox.sources.tables import TABLES

from .markdown import table

__all__ = ["SOURCE_TABLES", "sourced"]

_ORIGINS: Final[tuple[Origin, ...]] = get_args(Origin)
_APIS: Final = {
    "bankimport": "Bankimport",
    "banksapi": "BANKSapi",
    "finapi_access": "finAPI Access",
    "finapi_webform": "finAPI Web Form",
}


def sourced() -> Iterator[tuple[str, str, Sources]]:
    """
    Go through everything that has a source: its table, what it is, and the source.
    """
    for api, areas in TABLES.items():
        for rows in areas.values():
            yield from ((api, row.does, row.sources) for row in rows)
    for events in NOTIFICATIONS.values():
        yield from (("notifications", name, row.sources) for name, row in events.items())
    yield from (("test logins", login.name, login.sources) for login in LOGINS)
    yield from (("amounts", str(cents), one.sources) for cents, one in AMOUNTS.items())
    yield ("amounts", "others", OTHER_AMOUNTS.sources)
    yield from (("faults", kind.name, kind.sources) for kind in KINDS.values())
    yield from (("SCA methods", name, sources) for name, sources in _methods())


def _methods() -> Iterator[tuple[str, Sources]]:
    methods = {one.code: one for one in (*SCA_METHODS.values(), *BY_KIND.values())}
    for code, method in methods.items():
        yield f"BANKSapi `{code}`, {method.name}", method.sources
    for number, sources in PROCEDURE_SOURCES.items():
        yield f"finAPI `{number}`", sources


def _overview() -> str:
    counts: dict[str, Counter[Origin]] = {}
    for name, _, sources in sourced():
        counts.setdefault(name, Counter())[origin_of(sources)] += 1
    rows = [
        (name, str(count.total()), *(str(count[one]) for one in _ORIGINS))
        for name, count in counts.items()
    ]
    return table(("what", "behaviours", *_ORIGINS), rows)


def _documents() -> str:
    rows = ((name, one.about, str(one.lines or "")) for name, one in DOCUMENTS.items())
    return table(("document", "what it is", "lines"), rows)


def _behaviours(api: str) -> str:
    rows = (
        (area, row.does, _marked(row.sources), _tests(row))
        for area, behaviours in TABLES[api].items()
        for row in behaviours
    )
    return table(("area", "what the sandbox does", "from", "tests"), rows)


def _notifications() -> str:
    rows = (
        (_APIS[api], f"`{event}`", row.does, _marked(row.sources))
        for api, events in NOTIFICATIONS.items()
        for event, row in events.items()
    )
    return table(("API", "event", "when", "from"), rows)


def _named(found: Iterable[tuple[str, Sources]], head: str) -> str:
    return table((head, "from"), ((name, _marked(sources)) for name, sources in found))


def _marked(sources: Sources) -> str:
    """
    Write sources so that what no document tells stands out.
    """
    text = text_of(sources)
    return text.replace("made up:", "**made up:**").replace("differs from", "**differs** from")


def _tests(row: SourcedBehaviour) -> str:
    return ", ".join(f"`{one.rpartition('/')[2]}`" for one in row.tests)


SOURCE_TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "overview": _overview,
    "documents": _documents,
    "shared": partial(_behaviours, "All APIs"),
    "bankimport": partial(_behaviours, "Bankimport"),
    "banksapi": partial(_behaviours, "BANKSapi"),
    "finapi_access": partial(_behaviours, "finAPI Access"),
    "finapi_access_v1": partial(_behaviours, "finAPI Access v1"),
    "finapi_webform": partial(_behaviours, "finAPI Web Form"),
    "notifications": _notifications,
    "login_sources": lambda: _named(
        ((f"`{one.name}`: {one.does}", one.sources) for one in LOGINS), "test login"
    ),
    "amount_sources": lambda: _named(
        (
            *((f"`.{cents}`: {one.does}", one.sources) for cents, one in AMOUNTS.items()),
            (f"others: {OTHER_AMOUNTS.does}", OTHER_AMOUNTS.sources),
        ),
        "cents of an amount",
    ),
    "fault_sources": lambda: _named(
        ((f"`{one.name}`: {one.does}", one.sources) for one in KINDS.values()), "fault"
    ),
    "method_sources": lambda: _named(_methods(), "SCA method"),
}
"""The tables by the names of their marks."""
