"""
Which operations are repeated after which faults.

That depends on the class of the operation, never on its HTTP method: some GETs contact a bank, and
some PUTs submit a TAN.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..auth.attempts import ALWAYS, UNSENT, Attempts, Fault
from ..http.retries import Retries, RetryState
from ..operations import RetryClass

REPEATABLE: Final[Mapping[RetryClass, frozenset[Fault]]] = {
    "read": ALWAYS,
    "write": UNSENT,
    "create": UNSENT,
    "bank": UNSENT,
    "payment": UNSENT,
    "token": UNSENT,
    "never": frozenset(),
}
"""
Class of an operation → the faults after which it is repeated.

What was sent is repeated only if it reads: no document promises that a status such as 429 or 503
means that nothing was done. An operation of the class ``token`` may carry a password. Of
one of the class ``never`` the document does not say what it does.
"""


def attempts_of(retry_class: RetryClass, retries: Retries, state: RetryState) -> Attempts:
    """
    The attempts of one call.

    Args:
        retry_class: The class of its operation.
        retries: How often and after which statuses it may be repeated.
        state: What it shares with other calls of the client.
    """
    return Attempts(repeatable=REPEATABLE[retry_class], retries=retries, state=state)
