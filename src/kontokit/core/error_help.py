"""
What there is to say about an error: what happened, whether to repeat, what to tell the user.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import attrs

Repeat: TypeAlias = Literal["yes", "no", "ask_first"]
"""
Whether the same call may be sent again: ``yes`` does nothing twice, ``no`` fails again until
something is changed, and with ``ask_first`` the call may have been carried out.
"""
Notice: TypeAlias = Literal[
    "accepted",
    "activate",
    "bank_later",
    "bank_message",
    "bank_said_no",
    "busy",
    "cancelled",
    "check_input",
    "choose",
    "credentials",
    "duplicate",
    "exists",
    "expired",
    "go_on",
    "incomplete",
    "later",
    "locked",
    "medium",
    "method",
    "no_method",
    "no_permission",
    "no_return_url",
    "not_found",
    "not_submitted",
    "other_bank",
    "partial",
    "refused",
    "renew_consent",
    "sca_failed",
    "sca_needed",
    "sign_in",
    "submitted",
    "support",
    "tan_blocked",
    "too_many_requests",
    "too_many_rounds",
    "too_often",
    "unknown",
    "unsupported",
    "wrong_tan",
]
"""A text for users; ``kontokit.sca.messages`` has each in German and in English."""


@attrs.frozen(kw_only=True)
class CodeHelp:
    """
    What a code of a provider means.
    """

    what: str
    """What happened."""
    tell: Notice
    repeat: Repeat = "no"
    fixed_message: bool = False
    """Whether the message beside the code is the same for everyone."""
    page: str = ""
    """The address of its entry in the documentation; empty if there is none."""


@attrs.frozen(kw_only=True)
class ErrorCodes:
    """
    The codes of an API.
    """

    codes: Mapping[str, CodeHelp]
    page: str = ""
    """Its address; empty if there is none."""

    def find(self, code: str | None) -> CodeHelp | None:
        """
        What a code means; None if it is not known.
        """
        found = self.codes.get(code) if code else None
        page = f"{self.page}#{code.lower()}" if code and self.page else ""
        return found and attrs.evolve(found, page=page)


@attrs.frozen(kw_only=True)
class ErrorHelp:
    """
    An entry of the error handbook, as ``error.help`` gives it.
    """

    name: str
    """The provider's code, or else the class of the error."""
    what_happened: str
    what_to_do: str
    repeat: Repeat
    """
    Whether the same call may be sent again: ``yes``, ``no``, or ``ask_first``. ``ask_first`` means
    that it may have been carried out, so look for its outcome first.
    """
    page: str
    """The address of the entry in the documentation; empty if there is none."""
    german: str = attrs.field(repr=False)
    english: str = attrs.field(repr=False)

    def user_text(self, language: Literal["de", "en"]) -> str:
        """
        What to tell the user. It holds no data, and says nothing about money that is not known.

        Args:
            language: German or English; any other is answered in English.
        """
        return self.german if language == "de" else self.english
