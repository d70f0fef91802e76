"""
Writes the tables of the sandbox's README (test logins, PINs, TANs, amounts and faults) and of
``docs/sandbox-coverage.md`` (where each behaviour comes from).

    python -m scripts.sandbox_tables            # writes them
    python -m scripts.sandbox_tables --check    # fails if one of the two differs
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from kontokit_sandbox.demo.bank_login import BankLogin
from kontokit_sandbox.demo.test_logins import LOGINS, PINS, TANS
from kontokit_sandbox.faults.kinds import GROUPS, KINDS, FaultKind
from kontokit_sandbox.orders.fate import AMOUNTS, OTHER_AMOUNTS
from kontokit_sandbox.sources.source import text_of

from .markdown import pairs, table
from .sandbox_sources import SOURCE_TABLES

__all__ = ["COVERAGE", "README", "with_tables"]

_ROOT: Final = Path(__file__).parents[1]
README: Final = _ROOT / "packages" / "sandbox" / "README.md"
COVERAGE: Final = _ROOT / "docs" / "sandbox-coverage.md"
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


def _logins() -> str:
    heads = ("login", "the bank", "a flow of kontokit", "from")
    rows = ((_names(one), one.does, _ends(one), text_of(one.sources)) for one in LOGINS)
    return table(heads, rows)


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


def _amounts() -> str:
    found = {f".{cents}": amount.does for cents, amount in AMOUNTS.items()}
    return pairs(("cents", "the order is"), {**found, "others": OTHER_AMOUNTS.does})


def _faults() -> str:
    rows = (
        (one.group, f"`{one.name}`", one.does, _options(one))
        for group in GROUPS
        for one in KINDS.values()
        if one.group == group
    )
    return table(("group", "kind", "what happens", "options"), rows)


def _options(kind: FaultKind) -> str:
    return ", ".join(f"`{name}={_default(value)}`" for name, value in kind.options.items())


def _default(value: Any) -> Any:
    return repr(value)


_TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "logins": _logins,
    "pins": lambda: pairs(("PIN", ""), PINS),
    "tans": lambda: pairs(("TAN", ""), TANS),
    "amounts": _amounts,
    "faults": _faults,
    **SOURCE_TABLES,
}


def main(arguments: list[str]) -> int:
    """
    Write or check the tables.
    """
    is_old = False
    for path in (README, COVERAGE):
        text = path.read_text("utf-8")
        wanted = with_tables(text)
        is_old = is_old or text != wanted
        if "--check" not in arguments:
            path.write_text(wanted, "utf-8")
    return int(is_old and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
