"""
Writes the tables of the sandbox's README: test logins, PINs, TANs, amounts and faults.

    python -m scripts.sandbox_tables            # writes them
    python -m scripts.sandbox_tables --check    # fails if the README differs
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kontokit_sandbox.demo.bank_login import BankLogin
from kontokit_sandbox.demo.test_logins import LOGINS, PINS, TANS
from kontokit_sandbox.faults.kinds import GROUPS, KINDS, FaultKind
from kontokit_sandbox.orders.fate import AT_ONCE, FATES

__all__ = ["README", "with_tables"]

README: Final = Path(__file__).parents[1] / "packages" / "sandbox" / "README.md"
_PART: Final = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)
_PLACES: Final = {
    "finapi": "finAPI",
    "v1": "finAPI v1",
    "banksapi": "BANKSapi",
    "start": "import",
    "payment": "order",
    "renewal": "renewal",
}


def with_tables(text: str) -> str:
    """
    Put the tables into a text, between their marks.
    """
    return _PART.sub(lambda found: f"{found[1]}{_TABLES[found[2]]()}\n{found[3]}", text)


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def _logins() -> str:
    heads = ("login", "the bank", "a flow of kontokit", "from")
    rows = ((_names(one), one.does, _ends(one), one.source) for one in LOGINS)
    return _table(heads, rows)


def _names(login: BankLogin) -> str:
    others = [f"`{name}`" for name in dict.fromkeys((*login.finapi, *login.banksapi))]
    name = f"`{login.name}`" + (f" ({', '.join(others)})" if others else "")
    only = [_PLACES[one] for one in login.providers]
    return name if len(only) > 1 else f"{name}, only {only[0]}"


def _ends(login: BankLogin) -> str:
    but = (f"{_place(place)}: {steps}" for place, steps in login.but.items())
    return "; ".join((login.ends, *but))


def _place(place: str) -> str:
    return " ".join(_PLACES[word] for word in place.split())


def _pairs(heads: tuple[str, str], found: Mapping[str, str]) -> str:
    return _table(heads, ((f"`{name}`", text) for name, text in found.items()))


def _amounts() -> str:
    found = {f".{cents}": fate.does for cents, fate in FATES.items()}
    return _pairs(("cents", "the order is"), {**found, "others": AT_ONCE.does})


def _faults() -> str:
    rows = (
        (one.group, f"`{one.name}`", one.does, _options(one))
        for group in GROUPS
        for one in KINDS.values()
        if one.group == group
    )
    return _table(("group", "kind", "what happens", "options"), rows)


def _options(kind: FaultKind) -> str:
    return ", ".join(f"`{name}={_default(value)}`" for name, value in kind.options.items())


def _default(value: Any) -> Any:
    return repr(value)


_TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "logins": _logins,
    "pins": lambda: _pairs(("PIN", ""), PINS),
    "tans": lambda: _pairs(("TAN", ""), TANS),
    "amounts": _amounts,
    "faults": _faults,
}


def main(arguments: list[str]) -> int:
    """
    Write or check the tables.
    """
    text = README.read_text("utf-8")
    wanted = with_tables(text)
    if "--check" in arguments:
        return int(text != wanted)
    README.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
