"""
Transactions as files: CSV, JSON Lines, Excel, Parquet, camt, MT940, and what bookkeeping imports.

``export(rows, target, to="csv")`` writes one, ``async_export`` is its twin, and ``FORMATS`` lists
the formats.
"""

from __future__ import annotations

from .errors import AccountNeededError as AccountNeededError
from .errors import BalanceUnknownError as BalanceUnknownError
from .errors import CurrencyUnknownError as CurrencyUnknownError
from .errors import ExportError as ExportError
from .errors import ExtraMissingError as ExtraMissingError
from .errors import SeveralAccountsError as SeveralAccountsError
from .errors import UnknownFormatError as UnknownFormatError
from .errors import ValueDoesNotFitError as ValueDoesNotFitError
from .export import async_export as async_export
from .export import export as export
from .formats import FORMATS as FORMATS
from .formats import Format as Format
from .hledger import hledger_rules as hledger_rules
from .options import ExportOptions as ExportOptions
from .report import ExportReport as ExportReport
from .report import Note as Note
from .report import NoteKind as NoteKind
