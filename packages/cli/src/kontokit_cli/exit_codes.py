"""
Which error ends the program with which code. Scripts rely on these numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from click import ClickException

from .failures import CommandFailed

__all__ = ["CODES", "MEANINGS", "exit_code", "worst"]

MEANINGS: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "done",
        1: "a bug of this program, or the output could not be written",
        2: "wrong use",
        3: "not set up: a profile, a secret, a package or a keyring is missing",
        4: "the sign-in or a PIN is refused, or the access is locked",
        5: "not there",
        6: "a person is needed",
        7: "the bank or the person said no",
        8: "try later; nothing was done",
        9: "nobody knows whether it was done",
        10: "the response breaks the specification",
        130: "Ctrl-C",
    }
)

_CLASSES: Final[Mapping[int, str]] = {
    1: """
        KontokitError ClientClosedError
        BalanceUnknownError CurrencyUnknownError ValueDoesNotFitError
    """,
    2: """
        ArgumentError CredentialTooLongError UnreadableFieldError NonPublicAddressError PayloadError
        FlickerCodeError InvalidImageError RelationError PossibleDuplicateError
        ScaError WrongStepError
        ExportError UnknownFormatError AccountNeededError SeveralAccountsError
    """,
    3: """
        ConfigurationError KeyRefusedError TokenSourceError StoreError RecordUnreadableError
        DecryptionError CopiedRecordError RecordRefusedError
        BankingError NoBankingAdapterError CursorMismatchError ExtraMissingError
    """,
    4: """
        ReauthenticationRequiredError CredentialsRefusedError AuthenticationError LockedError
        TansUsedUpError
    """,
    5: "NotFoundError RelationNotFoundError ResultNotKeptError AccountMissingError",
    6: """
        ConsentExpiredError WebFormRequiredError ScaRequiredError BrowserRelationError
        InteractionRequiredError
    """,
    7: """
        StatusError BadRequestError PermissionDeniedError MethodNotAllowedError ConflictError
        UnprocessableEntityError NotSupportedError ReturnRefusedError NotFinishedError
        ScaFailedError ScaCancelledError ScaExpiredError
    """,
    8: """
        TransportError ConnectError TransportTimeoutError ConnectionLostError BudgetExhaustedError
        RateLimitError ServerError InternalServerError ServiceUnavailableError GatewayTimeoutError
        ListChangedError TooEarlyError ScaConflictError
    """,
    9: "OutcomeUnknownError",
    10: """
        ResponseError UnexpectedResponseError DecodeError UnexpectedContentTypeError EmptyBodyError
        NoContentError MissingHeaderError ResponseTooLargeError PageRepeatedError
        RedirectRefusedError UnexpectedStatusError RelationMismatchError ForeignOriginError
        InvalidSignatureError UnorderedRowsError UnreadableRowError ImplausibleChangeError
    """,
}
CODES: Final[Mapping[str, int]] = MappingProxyType(
    {name: code for code, names in _CLASSES.items() for name in names.split()}
)
"""Name of an exception class → exit code. Named, so that nothing is imported for it."""
_WITHOUT_ANSWER: Final = 8
_NOBODY_KNOWS: Final = 9
_SAY_NOTHING: Final = frozenset({500, 502, 504})
"""Statuses after which a call may have been carried out."""
_WORST: Final = (130, 1, 9, 2, 3, 4, 6, 7, 10, 5, 8, 0)
"""Of several that failed, the first of these codes counts."""


def exit_code(error: BaseException, *, only_reads: bool = False) -> int:
    """
    The exit code of an error.

    A call that may have been carried out although nothing came back, and is not known to be safe
    to repeat, is 9 where it would be 8.

    Args:
        only_reads: Nothing that the command sends changes anything.
    """
    if isinstance(error, CommandFailed | ClickException):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return 130
    ours = (one.__name__ for one in type(error).__mro__ if one.__module__.startswith("kontokit"))
    code = next((CODES[name] for name in ours if name in CODES), 1)
    if code == _WITHOUT_ANSWER and not only_reads and _may_be_done(error):
        return _NOBODY_KNOWS
    return code


def _may_be_done(error: BaseException) -> bool:
    if getattr(error, "is_retry_safe", True):
        return False
    status = getattr(getattr(error, "http", None), "status_code", None)
    return bool(getattr(error, "maybe_sent", False)) or status in _SAY_NOTHING


def worst(codes: Iterable[int]) -> int:
    """
    The code of a command of whose parts several have failed.
    """
    return min(codes, key=_WORST.index, default=0)
