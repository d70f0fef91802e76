"""
The error handbook: an entry for each class of error. ``error.help`` shows it, with what the
provider's code means. The pages of the documentation are made from it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from ..core.error_help import CodeHelp, ErrorHelp, Notice, Repeat
from ..core.exceptions import KontokitError, StatusError
from ..sca.errors import ScaFailedError
from ..sca.messages import ENGLISH, GERMAN
from .client_errors import CLIENT_ERRORS
from .entry import Entry, Handbook
from .flow_errors import FLOW_ERRORS
from .response_errors import RESPONSE_ERRORS

__all__ = ["HANDBOOK", "Entry", "Handbook", "help_for"]

HANDBOOK: Final = Handbook(
    entries={**CLIENT_ERRORS, **RESPONSE_ERRORS, **FLOW_ERRORS},
    page="https://docs.kontokit.invalid/errors.html",
)


def help_for(error: KontokitError) -> ErrorHelp:
    """
    The entry for an error: that of its code, if the API explains it, or else that of its class.
    """
    kind, handbook = _nearest(error)
    entry, known = handbook.entries[kind], _known(error)
    repeat = _repeat(error, known or entry)
    notice = _notice(error, (known or entry).tell, repeat)
    return ErrorHelp(
        name=getattr(error, "code", None) or kind.__name__ if known else kind.__name__,
        what_happened=known.what if known else entry.what,
        what_to_do=entry.do,
        repeat=repeat,
        page=(known.page if known else "") or f"{handbook.page}#{kind.__name__.lower()}",
        german=GERMAN.notice(notice),
        english=ENGLISH.notice(notice),
    )


def _nearest(error: KontokitError) -> tuple[type[Any], Handbook]:
    """
    The first class of an error that has an entry, and where it stands.
    """
    named = ((one, getattr(one, "handbook", "")) for one in type(error).__mro__)
    books = ((one, import_module(name).HANDBOOK) for one, name in named if name)
    return next((one, book) for one, book in books if one in book.entries)


def _known(error: KontokitError) -> CodeHelp | None:
    return error.known if isinstance(error, StatusError | ScaFailedError) else None


def _repeat(error: KontokitError, said: Entry | CodeHelp) -> Repeat:
    # What only reads, or was not sent, can be sent again although the outcome is not known.
    is_safe = error.is_retry_safe or error.only_reads
    return "yes" if said.repeat == "ask_first" and is_safe else said.repeat


def _notice(error: KontokitError, tell: Notice, repeat: Repeat) -> Notice:
    if isinstance(error, ScaFailedError):
        return error.reason  # the flow knows more than a code says
    return "later" if tell == "unknown" and repeat == "yes" else tell
