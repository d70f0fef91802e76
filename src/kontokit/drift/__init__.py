"""
Drift: where responses differ from the documents that the packages are made from.

``DriftLog`` notes it, and ``python -m kontokit.drift report`` shows it. Neither holds a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from .findings import Finding
    from .log import DriftLog
    from .report import read_log, report_text, table

__all__ = ["DriftLog", "Finding", "read_log", "report_text", "table"]

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "DriftLog": "log",
            "Finding": "findings",
            "read_log": "report",
            "report_text": "report",
            "table": "report",
        },
    )
