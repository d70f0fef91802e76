"""
A call is held back, or what it needs cannot be had: a sign-in, a consent, a store, a key.
"""

from __future__ import annotations

from datetime import datetime

from ..printable import one_line_or_none
from .base import KontokitError
from .problem import is_code


class ReauthenticationRequiredError(KontokitError):
    """
    The user has to sign in again: the sign-in has expired, or the credentials were refused.

    kontokit does not resend them automatically, because repeated wrong passwords lock the user out.
    Continue with new credentials, or call ``sign_in()`` to try these once more.
    """

    def __init__(
        self, message: str, *, code: str | None = None, request_id: str | None = None
    ) -> None:
        named = f": {code}" if code and is_code(code) else ""
        super().__init__(f"{message}{named}")
        self.code = one_line_or_none(code)
        """The provider's code, such as ``invalid_grant``, or None."""
        self.request_id = one_line_or_none(request_id)
        """The provider's id of the refusal, or None."""


class TokenSourceError(KontokitError):
    """
    A function that was passed as a token failed, or returned none; the call was not sent.

    The message names the class of its error, but holds nothing of it.
    """


class CredentialsRefusedError(KontokitError):
    """
    A bank has refused these credentials before; nothing was sent.

    kontokit does not resend them, because repeated wrong PINs lock the user out. Ask the user for
    others, or call ``client.sca.unlock()`` to send these once more.
    """

    def __init__(self, *, code: str | None = None) -> None:
        named = f" ({code})" if code and is_code(code) else ""
        super().__init__(
            f"the bank has refused these credentials before{named}; ask the user for others, or"
            " call client.sca.unlock() to send these once more"
        )
        self.code = one_line_or_none(code)
        """The provider's code for the refusal, or None."""


class BudgetExhaustedError(KontokitError):
    """
    The daily limit of reads without the user is reached; nothing was sent.

    Wait until ``not_before``, or read while the user is present and pass the user's public IP.
    """

    def __init__(self, *, not_before: datetime) -> None:
        super().__init__(
            f"no more reads without the user are allowed before {not_before.isoformat()}"
        )
        self.not_before = not_before


class PossibleDuplicateError(KontokitError):
    """
    An equal order was sent within the last ten minutes; nothing was sent now.

    The same account, payee, amount and purpose. Look up what became of the first one. If both are
    meant, repeat the call with ``CallOptions(allow_duplicate=True)``.
    """

    def __init__(self, *, place: str, sent_at: datetime | None) -> None:
        when = "is in this call" if sent_at is None else f"was sent at {sent_at:%H:%M:%S} UTC"
        super().__init__(
            f"{place}: an equal order {when}; if both are meant, pass "
            'options={"allow_duplicate": True}'
        )
        self.place = place
        """Which order, such as ``moneyTransfers[2]``."""
        self.sent_at = sent_at
        """When the first one was sent, in UTC; None if both are in this call."""


class ConsentExpiredError(KontokitError):
    """
    The user's consent has expired, so the bank must not be asked; nothing was sent.

    Renew it together with the user; ``expired_at`` says when it expired.
    """

    def __init__(self, *, expired_at: datetime) -> None:
        super().__init__(
            f"the user's consent expired at {expired_at.isoformat()}; renew it with the user"
        )
        self.expired_at = expired_at


class StoreError(KontokitError):
    """
    A store of tokens or records did not work, such as a full disk or a server that is down.
    """


class RecordUnreadableError(StoreError):
    """
    A stored record cannot be read: it was encrypted with another key, or altered.
    """


class DecryptionError(KontokitError):
    """
    A ciphertext cannot be decrypted: it was encrypted with another key, or altered.
    """


class CertificateExpiredWarning(UserWarning):
    """
    The certificate of a public key has expired. The key is still used.
    """
