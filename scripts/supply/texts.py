"""
Writes the texts of ``kontokit.sca.messages`` into the element of kontokit-web and into
``docs/sca-texts.md``; with ``--check`` it only says whether they are out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from kontokit.challenges.flicker.messages import messages as flicker_messages
from kontokit.sca.messages import ENGLISH, GERMAN, Messages

__all__ = ["main", "page", "script"]

ROOT: Final = Path(__file__).parents[2]
ELEMENT: Final = ROOT / "packages/web/src/kontokit_web/static/kontokit_web/kontokit-sca.js"
PAGE: Final = ROOT / "docs/sca-texts.md"
_BEGIN, _END = "const TEXTS = ", ";\n/* end of texts */"


def main(arguments: list[str]) -> int:
    """
    Write, or with ``--check`` compare; 1 if something was out of date.
    """
    texts = {ELEMENT: script(ELEMENT.read_text("utf-8")), PAGE: page()}
    old = [path for path, text in texts.items() if _content(path) != text]
    for path in old:
        print(f"{path.relative_to(ROOT)} is out of date")
        if "--check" not in arguments:
            path.write_text(texts[path], "utf-8")
    return 1 if old and "--check" in arguments else 0


def script(source: str) -> str:
    """
    The element with the texts of today.

    Args:
        source: The element.
    """
    head, _, rest = source.partition(_BEGIN)
    _, _, tail = rest.partition(_END)
    texts = {one.code: _texts(one) for one in (GERMAN, ENGLISH)}
    written = json.dumps(texts, ensure_ascii=False, indent=2)
    return f"{head}{_BEGIN}{written}{_END}{tail}"


def page() -> str:
    """
    The page of the documentation.
    """
    tables: list[tuple[str, str, Mapping[Any, str], Mapping[Any, str]]] = [
        ("Steps", "step", GERMAN.steps, ENGLISH.steps),
        ("Reasons of a failure", "`reason`", GERMAN.reasons, ENGLISH.reasons),
        ("Problems on a page", "`problem`", GERMAN.web.problems, ENGLISH.web.problems),
        ("Errors", "notice", GERMAN.notices, ENGLISH.notices),
    ]
    return _HEAD + "".join(_table(*one) for one in tables)


_HEAD: Final = """# SCA: texts

What kontokit says to people about each step and each error, in German and in English. The
terminal and the element of [kontokit-web](web.md) show the texts of steps; your own pages find all
of them in `kontokit.sca.messages`, and `error.help` picks the one for an error:

```python
from kontokit.sca import Failed
from kontokit.sca.messages import messages_in

print(messages_in("de").steps["decoupled"])
print(messages_in("en").failure(Failed(reason="no_method")))
```

What the bank says comes first; these texts stand where it says nothing.
`python -m scripts.supply.texts` writes this page.
"""


def _table(title: str, name: str, german: Mapping[Any, str], english: Mapping[Any, str]) -> str:
    rows = "".join(f"| `{key}` | {text} | {english[key]} |\n" for key, text in german.items())
    return f"\n## {title}\n\n| {name} | German | English |\n|---|---|---|\n{rows}"


def _texts(messages: Messages) -> dict[str, Any]:
    # The element shows steps; errors are shown by the program around it.
    shown = attrs.asdict(messages, filter=lambda field, _: field.name != "notices")
    return {**shown, "flicker": attrs.asdict(flicker_messages(messages.code))}


def _content(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
