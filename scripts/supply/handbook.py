"""
Writes the error handbook, ``docs/errors.md`` and ``docs/errors-<name>.md``, from the handbooks of
the distributions and the error codes of the packages; with ``--check`` it only says whether they
are out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeAlias

from kontokit.core.error_help import CodeHelp, ErrorCodes
from kontokit.handbook import Entry
from kontokit.handbook.client_errors import CLIENT_ERRORS
from kontokit.handbook.flow_errors import FLOW_ERRORS
from kontokit.handbook.response_errors import RESPONSE_ERRORS
from kontokit.operations import Provider
from kontokit.operations.error_codes import OAUTH_CODES
from kontokit.sca.messages import ENGLISH, GERMAN
from kontokit_banking.handbook import EXPORT_ERRORS, READING_ERRORS
from kontokit_fleet.handbook import HANDBOOK as FLEET

__all__ = ["explained_apis", "main", "pages"]

Groups: TypeAlias = Sequence[tuple[str, Mapping[type[Exception], Entry]]]

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
_REPEAT: Final = {
    "yes": "Yes, nothing is done twice.",
    "no": "No, it fails again until something is changed.",
    "ask_first": "Not before you know what became of it: it may have been carried out.",
}
_HEAD: Final = """# Errors

What each error means, whether the call may be repeated, and what to tell the user. The same stands
at the error itself:

```python
from kontokit import ConnectError

error = ConnectError("the server was not reached")
print(error.help.what_happened)
print(error.help.what_to_do)
print(error.help.repeat)  # "yes", "no", or "ask_first"
print(error.help.user_text("de"))
print(error.help.page)
```

If the provider's code is known, its entry takes the place of that of the class. Codes are explained
of
{apis}
- [OAuth 2](#oauth-2)

The documents of {others} name no codes.

Errors of [accounts and exports](errors-banking.md) and of [fleets](errors-fleet.md) are on pages of
their own.

`repeat` is about the same call with the same values. `ask_first` becomes `yes` where the call only
reads (`error.only_reads`) or was not sent (`error.is_retry_safe`). The texts for users say nothing
about money that is not known; they are also in [the texts](sca-texts.md#errors). Whom to catch is a
question of [the classes](runtime/errors.md).

`python -m scripts.supply.handbook` writes these pages.
"""
_API_HEAD: Final = """# Error codes of {title}

What each code means, where it is `error.code` or the `code` of a failed flow. See
[Errors](errors.md) for what `repeat` means, and for errors without a known code.
"""
_RUNTIME: Final[Groups] = (
    ("The client", CLIENT_ERRORS),
    ("Responses", RESPONSE_ERRORS),
    ("SCA flows", FLOW_ERRORS),
)
_BANKING: Final[Groups] = (("Reading", READING_ERRORS), ("Exports", EXPORT_ERRORS))
_FLEET: Final[Groups] = (("Workers", FLEET.entries),)
_OTHERS: Final = (
    ("banking", "accounts, transactions and exports", _BANKING),
    ("fleet", "fleets", _FLEET),
)
"""Of a distribution above the runtime: its name, what its errors are about, and the errors."""
_OTHERS_HEAD: Final = """# Errors of {about}

What each error of `kontokit-{name}` means. Each is a `KontokitError`; see [Errors](errors.md) for
those of calls, and for what `repeat` means.
"""


def main(arguments: list[str]) -> int:
    """
    Write, or with ``--check`` compare; 1 if something was out of date.
    """
    wanted = dict(pages())
    old = [name for name, text in wanted.items() if _content(DOCS / name) != text]
    unknown = {path.name for path in DOCS.glob("errors*.md")} - set(wanted)
    for name in [*old, *sorted(unknown)]:
        print(f"docs/{name} is out of date")
    if "--check" in arguments:
        return 1 if old or unknown else 0
    for name in old:
        (DOCS / name).write_text(wanted[name], "utf-8")
    for name in unknown:
        (DOCS / name).unlink()
    return 0


def explained_apis() -> Iterator[tuple[Provider, ErrorCodes]]:
    """
    The APIs whose packages explain error codes.
    """
    for one in _providers():
        if find_spec(f"{one.package}.error_codes"):
            codes: ErrorCodes = import_module(f"{one.package}.error_codes").ERROR_CODES
            yield one, codes


def _providers() -> Iterator[Provider]:
    for path in sorted(ROOT.glob("generated/*/src/*/provider.py")):
        provider: Provider = import_module(f"{path.parent.name}.provider").PROVIDER
        yield provider


def pages() -> Iterator[tuple[str, str]]:
    """
    The pages: their names, and their text.
    """
    apis = list(explained_apis())
    named = "".join(f"\n- [{one.title}](errors-{one.name}.md)" for one, _ in apis)
    others = [one.title for one in _providers() if one not in [known for known, _ in apis]]
    text = _HEAD.format(apis=named, others=" and ".join(others)) + _classes(_RUNTIME)
    yield "errors.md", f"{text}\n## OAuth 2\n{_codes(OAUTH_CODES.codes)}"
    for name, about, groups in _OTHERS:
        head = _OTHERS_HEAD.format(name=name, about=about)
        yield f"errors-{name}.md", head + _classes(groups)
    for provider, codes in apis:
        head = _API_HEAD.format(title=provider.title)
        yield f"errors-{provider.name}.md", head + _codes(codes.codes, level=2)


def _codes(codes: Mapping[str, CodeHelp], level: int = 3) -> str:
    return "".join(
        _section(f"{'#' * level} {code}", one.what, "", one) for code, one in codes.items()
    )


def _classes(groups: Groups) -> str:
    text = ""
    for title, entries in groups:
        text += f"\n## {title}\n"
        for kind, entry in entries.items():
            text += _section(f"### {kind.__name__}", entry.what, entry.do, entry)
    return text


def _section(heading: str, what: str, do: str, said: Entry | CodeHelp) -> str:
    lines = [f"\n{heading}\n", what, ""]
    lines += [f"- **What to do:** {do}"] if do else []
    lines += [
        f"- **Repeat:** {_REPEAT[said.repeat]}",
        f"- **User, German:** {GERMAN.notice(said.tell)}",
        f"- **User, English:** {ENGLISH.notice(said.tell)}",
    ]
    return "\n".join(lines) + "\n"


def _content(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
