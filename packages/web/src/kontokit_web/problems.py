"""
Why something could not be done, as a page tells it.
"""

from __future__ import annotations

import logging
from typing import Final

from kontokit import (
    ArgumentError,
    ConfigurationError,
    CredentialsRefusedError,
    KontokitError,
    LockedError,
    RateLimitError,
    ServerError,
    StoreError,
    TransportError,
)
from kontokit.sca import (
    RecordRefusedError,
    ReturnRefusedError,
    ScaConflictError,
    TansUsedUpError,
    TooEarlyError,
    WrongStepError,
)
from kontokit.sca.messages import Problem

logger: Final = logging.getLogger("kontokit_web")
_PROBLEMS: Final[tuple[tuple[type[KontokitError], Problem, int], ...]] = (
    (TooEarlyError, "too_early", 429),
    (RateLimitError, "too_early", 429),
    (ScaConflictError, "changed", 409),
    (WrongStepError, "changed", 409),
    (TansUsedUpError, "tans_used_up", 403),
    (ReturnRefusedError, "return_refused", 403),
    (LockedError, "locked", 403),
    (CredentialsRefusedError, "credentials_refused", 403),
    (RecordRefusedError, "gone", 404),
    (ArgumentError, "not_accepted", 422),
    (ConfigurationError, "credentials_needed", 422),
    (TransportError, "bank_unreachable", 502),
    (ServerError, "bank_unreachable", 502),
    (StoreError, "internal", 503),
)
"""The first that fits counts, so special ones come before their bases."""


def problem_of(error: KontokitError) -> tuple[Problem, int]:
    """
    What a page tells of an error, and the status of the response.
    """
    for kind, problem, status in _PROBLEMS:
        if isinstance(error, kind):
            return problem, status
    # Messages of kontokit hold no secret.
    logger.error("a flow could not go on: %s: %s", type(error).__name__, error)
    return "internal", 500
