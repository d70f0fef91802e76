"""
The navigation of the site: what a reader wants to do, then what there is to look up.

A page of ``docs/`` that is named nowhere here is found below "More guides".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scripts.reference import package_pages, runtime_pages
from scripts.reference.shared_pages import decisions, examples
from scripts.reference.sources import ROOT, apis

START = ["index.md", "five-minutes.md", "first-steps.md", "first-payment.md"]
GUIDES: dict[str, list[str]] = {
    "Signing in": ["signing-in.md", "secrets.md", "psd2.md"],
    "Strong customer authentication": [
        "sca.md",
        "sca-terminal.md",
        "web.md",
        "sca-jobs.md",
        "sca-steps.md",
        "sca-records.md",
        "sca-texts.md",
    ],
    "Payments": ["sca-unknown.md"],
    "Accounts and transactions": ["pages.md", "banking.md", "dataframes.md", "exports.md"],
    "Many users": ["fleet.md", "fleet-engines.md", "scale.md"],
    "Webhooks": ["webhooks.md"],
    "Calls": [
        "options.md",
        "http.md",
        "proxies.md",
        "retries.md",
        "deviations.md",
        "models.md",
        "observability.md",
    ],
    "Testing": ["testing.md", "sandbox-container.md", "sandbox-languages.md", "recordings.md"],
    "Going live": ["going-live.md", "live.md", "drift.md"],
    "Moving": ["from-finapi-v1.md", "from-other-clients.md", "from-fints.md"],
    "Other programs": ["cli.md", "mcp.md", "own-api.md", "generator.md"],
}
PROMISES = ["promises.md", "versions.md", "endurance.md", "mutation.md", "security.md"]
PERFORMANCE = ["performance.md"]
CONTRIBUTING = [
    "contributing.md",
    "first-change.md",
    "architecture.md",
    "api-style.md",
    "releasing.md",
    "conduct.md",
    "changes.md",
]


def navigation() -> list[dict[str, Any]]:
    """
    Make the navigation of mkdocs: the tabs, each with its pages.
    """
    guides = [{title: pages} for title, pages in GUIDES.items()]
    return [
        {"Start": START},
        {"Guides": [*guides, *_more()]},
        {"Examples": ["examples/index.md", *(f"examples/{name}.md" for name in examples())]},
        {"Reference": list(_reference())},
        {"Errors": list(_errors())},
        {"Promises": PROMISES},
        {"Performance": PERFORMANCE},
        {"Decisions": ["decisions/index.md", *decisions()]},
        {"Contributing": CONTRIBUTING},
    ]


def boost(place: str) -> float:
    """
    How much more, or less, the search makes of a page than of one of the reference.
    """
    if "finapi_access_v1" in place:  # its names are those of the newer version too
        return 0.5
    if place in {*START, *_hand_written("errors*.md")} or any(place in p for p in GUIDES.values()):
        return 4
    return 0.2 if place in CONTRIBUTING or place.startswith("decisions/") else 1


def _reference() -> Iterator[dict[str, Any]]:
    yield from ({api.title: package_pages.navigation(api)} for api in apis())
    yield {"Runtime": runtime_pages.navigation()}
    yield {"Banking": ["banking/index.md", "banking/exports.md"]}
    yield {"Web applications": ["web/index.md"]}
    yield {"Sandbox": ["sandbox/index.md", "sandbox-coverage.md"]}


def _errors() -> Iterator[str | dict[str, str]]:
    yield from sorted(_hand_written("errors*.md"), key=len)  # the one of all APIs is first
    yield {"Classes": "runtime/errors.md"}


def _more() -> Iterator[dict[str, list[str]]]:
    """
    Gather pages that nobody has given a place.
    """
    placed = {*START, *PROMISES, *PERFORMANCE, *CONTRIBUTING, "sandbox-coverage.md"}
    placed |= {page for pages in GUIDES.values() for page in pages} | {*_hand_written("errors*.md")}
    if more := [name for name in _hand_written("*.md") if name not in placed]:
        yield {"More guides": more}


def _hand_written(pattern: str) -> list[str]:
    return sorted(path.name for path in (ROOT / "docs").glob(pattern))
