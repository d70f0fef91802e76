"""
Export formats as they are where the library of their extra is not installed.
"""

from __future__ import annotations

import builtins
import sys
from typing import Any, Final

import pytest

LIBRARIES: Final = {
    "xlsx": "xlsxwriter",
    "parquet": "pyarrow",
    "camt": "lxml",
    "mt940": "anyascii",
}
"""Extra of kontokit-banking → the library that it installs."""


def hide_library(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Let the import of an extra's library fail.
    """
    find = builtins.__import__

    def without(wanted: str, *rest: Any) -> Any:
        if wanted.partition(".")[0] == LIBRARIES[extra]:
            raise ModuleNotFoundError(wanted)
        return find(wanted, *rest)

    for module in ("arrow", "camt", "mt940", "swift_texts", "xlsx"):
        monkeypatch.delitem(sys.modules, f"kontokit_banking.exports.{module}", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
