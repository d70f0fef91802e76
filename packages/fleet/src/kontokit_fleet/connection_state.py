"""
What a bank connection says of itself, with a client of any API.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from kontokit.operations import Unattended
from kontokit_banking import ConnectionState
from kontokit_banking.adapter import Adapter


class Seen(Struct, frozen=True):
    """
    A connection, as it was read. The bank was not asked.
    """

    state: ConnectionState
    fetched_at: datetime | None
    """What the provider says of the newest download; only compared with itself."""

    def has_changed(self, before: datetime | None) -> bool:
        """
        Check whether there was a download since.

        Args:
            before: What the connection said then.
        """
        return self.fetched_at != before


def see(raw: Any, connection: str, api: Unattended, adapter: Adapter[Any, Any, Any, Any]) -> Seen:
    """
    Read the state of a connection, or of an account where the API has no connections.

    Args:
        raw: The provider's resource.
        connection: Its id.
        api: What the package says for programs that read without the user.
        adapter: What it says for ``kontokit_banking``.
    """
    if adapter.to_connection is None:
        return Seen(ConnectionState.READY, adapter.to_account(raw, None).fetched_at)
    known = adapter.to_connection(raw, connection)
    if api.is_ready(raw) is False:
        return Seen(ConnectionState.BUSY, known.fetched_at)
    return Seen(known.state, known.fetched_at)
