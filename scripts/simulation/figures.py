"""
The table of a night for ``docs/scale.md``.
"""

from __future__ import annotations

import re
from typing import Final

from ..markdown import table
from .result import Result

_PART: Final = re.compile(r"(<!-- table: night -->\n).*?(<!-- end of table -->)", re.DOTALL)


def with_figures(text: str, night: Result) -> str:
    """
    Put the table into a page, between its marks.
    """
    return _PART.sub(lambda found: f"{found[1]}{_figures(night)}\n{found[2]}", text)


def _figures(night: Result) -> str:
    counts, users = night.counts, night.users
    last = max(one.minute for one in night.samples if one.done < counts.done)
    requests, calls = sum(night.operations.values()), sum(night.commands.values())
    probes = ", ".join(f"{n}" for _, n in sorted(night.probes_of.items()))
    rows = (
        ("users", f"{users:,}"),
        ("workers, units in work in each", f"{night.workers}, {night.lanes}"),
        ("what the provider allows", f"{night.requests_per_second:g} requests a second"),
        ("done", f"{counts.done:,}, the last one after {last // 60}:{last % 60:02} hours"),
        ("the user is needed", f"{sum(counts.needs_user.values()):,}"),
        ("gone, unknown", f"{sum(counts.gone.values())}, {sum(counts.unknown.values())}"),
        ("left for the next night", f"{counts.open:,}"),
        ("workers killed", f"{night.kills}"),
        ("most requests to the bank of one connection", f"{max(night.asked)}"),
        ("connections whose rows were written twice", f"{night.rows_twice}"),
        ("requests for a user", f"{requests / users:.1f}"),
        ("answers with 429", f"{night.statuses.get(429, 0):,}"),
        ("answers with 503, while the provider was down", f"{night.statuses.get(503, 0)}"),
        ("probes of the three banks that were down", probes),
        ("calls of the work list and the store for a user", f"{calls / users:.1f}"),
        ("processor time for a user", f"{1000 * night.cpu_seconds / users:.1f} ms"),
    )
    return table(("", "the night"), rows)
