"""
The pages of no single package: home, runtime, sandbox, decisions, changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.reference.package_pages import repository_page
from scripts.reference.sources import ROOT, apis, banking_names, public_names, runtime_names
from scripts.reference.text import module_shown, shown, table

_EXAMPLE = re.compile(r"^```python\n.*?^```\n", re.MULTILINE | re.DOTALL)

RUNTIME = """# The runtime

What all clients have in common. Import these names from `kontokit`. There are separate pages for
[errors](errors.md), [stores](stores.md), [SCA](sca.md),
[challenges](challenges.md) and [notifications](webhooks.md).

"""
STORES = """# Stores

Where tokens and SCA records are stored; [Authentication](../signing-in.md) compares the stores.
Import them from `kontokit.stores`.

"""
SCA = """# Strong customer authentication

See the guide [Strong customer authentication](../sca.md). Import these names from `kontokit.sca`,
and `run` and `run_async` from `kontokit.sca.terminal`.

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
ERRORS = """# Errors

Import these names from `kontokit`. The errors of SCA flows are on
[the page of SCA](sca.md).

"""
WEBHOOKS = """# Notifications

How packages parse notifications.

"""
WEB = """# Web applications

The package `kontokit-web`; see the guide [SCA in web applications](../web.md).

"""
WEB_MODULES = (
    "kontokit_web.settings",
    "kontokit_web.entries",
    "kontokit_web.starlette",
    "kontokit_web.django",
    "kontokit_web.webhooks",
)
BANKING = """
## Names

Import them from `kontokit_banking`.

"""
EXPORTS = """
## Exports

Import them from `kontokit_banking.exports`; see the guide [Exporting transactions](../exports.md).

"""
TESTING = """# Testing

Rules for transports of your own; see [HTTP](../http.md#a-transport-of-your-own).

"""
DECISIONS = """# Decisions

Design choices and their reasons.

"""

ORDER = (
    "first-steps.md",
    "signing-in.md",
    "options.md",
    "models.md",
    "http.md",
    "retries.md",
    "deviations.md",
    "observability.md",
    "drift.md",
    "recordings.md",
    "live.md",
    "psd2.md",
    "sca.md",
    "sca-steps.md",
    "sca-records.md",
    "sca-unknown.md",
    "sca-texts.md",
    "secrets.md",
    "webhooks.md",
    "web.md",
    "banking.md",
    "exports.md",
    "cli.md",
    "fleet.md",
    "mcp.md",
    "own-api.md",
    "generator.md",
    "sandbox-container.md",
    "sandbox-languages.md",
    "first-change.md",
    "versions.md",
    "promises.md",
    "api-style.md",
    "architecture.md",
)
"""The hand-written pages, as one reads them."""


def pages() -> Iterator[tuple[str, str]]:
    """
    Make the pages: their places, and their text.
    """
    yield "runtime/index.md", runtime_page()
    yield "runtime/errors.md", ERRORS + module_shown("kontokit.core.exceptions", members=errors())
    yield "runtime/stores.md", STORES + "\n".join(map(shown, public_names("stores")))
    yield "runtime/sca.md", SCA + "\n".join(map(shown, public_names("sca"))) + TERMINAL
    yield "runtime/challenges.md", CHALLENGES + "\n".join(map(shown, CHALLENGE_NAMES))
    yield "runtime/webhooks.md", WEBHOOKS + module_shown("kontokit.webhooks")
    yield "runtime/testing.md", TESTING + module_shown("kontokit.testing.conformance")
    yield "runtime/web.md", WEB + "\n".join(map(module_shown, WEB_MODULES))
    yield "sandbox/index.md", repository_page("packages/sandbox/README.md", "sandbox/index.md")
    yield "banking/index.md", banking_page()
    yield "changes.md", repository_page("CHANGELOG.md", "changes.md")
    yield "contributing.md", repository_page("CONTRIBUTING.md", "contributing.md")
    yield "security.md", repository_page("SECURITY.md", "security.md")
    yield "conduct.md", repository_page("CODE_OF_CONDUCT.md", "conduct.md")
    yield (
        "decisions/index.md",
        DECISIONS
        + "".join(
            f"- [{title(f'docs/{place}')}]({place.rpartition('/')[2]})\n" for place in decisions()
        ),
    )


def home(text: str) -> str:
    """
    Fill in the placeholders of the first page: the example and the packages.
    """
    example = _EXAMPLE.search((ROOT / "README.md").read_text("utf-8"))
    filled = text.replace("<!-- example -->", example[0] if example else "")
    return filled.replace("<!-- packages -->", packages())


def packages() -> str:
    """
    Make the table of all packages.
    """
    head = ["API", "operations", "models", "errors", "OpenAPI document", "sources"]
    rows = (
        (
            f"[{api.title}]({api.name}/index.md)",
            f"[{len(api.operations)}]({api.name}/client.md)",
            f"[{len(api.models)}]({api.name}/models.md)",
            f"[errors]({api.name}/errors.md)",
            f"[document]({api.name}/document.md)",
            f"[sources]({api.name}/sources.md)",
        )
        for api in apis()
    )
    return table(head, rows)


def kept() -> list[str]:
    """
    The hand-written pages except the first one: the known order, then the others by name.
    """
    names = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    known = [name for name in ORDER if name in names]
    return [*known, *sorted(names.difference(known))]


def decisions() -> list[str]:
    """
    Name the pages of all decisions.
    """
    return [f"decisions/{path.name}" for path in sorted((ROOT / "docs/decisions").glob("0*.md"))]


def title(origin: str) -> str:
    """
    Read the heading of a page.
    """
    return (ROOT / origin).read_text("utf-8").partition("\n")[0].lstrip("# ")


def runtime_page() -> str:
    """
    Make the page of everything public of the runtime but what has a page of its own.
    """
    elsewhere = ("kontokit.core.exceptions", "kontokit.stores")
    named = [(home, name) for home, name in runtime_names() if not home.startswith(elsewhere)]
    ours = [shown(f"{home}.{name}") for home, name in named if home.startswith("kontokit.")]
    others = (f"`{name}` is that of {home}.\n" for home, name in named if "kontokit" not in home)
    return RUNTIME + "".join(others) + "\n" + "\n".join(ours)


def banking_page() -> str:
    """
    Make the page of ``kontokit_banking``: its README, and its public names.
    """
    text = repository_page("packages/banking/README.md", "banking/index.md")
    names, exports = banking_names(), banking_names(".exports")
    return text + BANKING + "\n".join(map(shown, names)) + EXPORTS + "\n".join(map(shown, exports))


def errors() -> list[str]:
    """
    Name all public errors.
    """
    return [name for home, name in runtime_names() if home == "kontokit.core.exceptions"]
