"""
What happens to deviations and to rows that cannot be read.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, ClassVar, Final, cast

import msgspec

from ..core.deviation import Deviation, OnDeviation, UnreadableRow
from ..core.exceptions import ConfigurationError
from ..core.typeguards import type_name
from ..core.values import HidesFields

_LOG: Final = logging.getLogger("kontokit")
COLLECT: Final = "collect"


class DeviationPolicy(HidesFields, msgspec.Struct, frozen=True):
    """
    What a client does about differences from the document.
    """

    _hidden: ClassVar = frozenset({"on_deviation"})

    on_deviation: OnDeviation | None = None
    """Who takes them; None raises an error for rows and logs the number of all others."""
    strict: bool = False
    """Whether the first one is an error."""

    def replaced(self, on_deviation: OnDeviation | None, *, strict: bool | None) -> DeviationPolicy:
        """
        The policy of a call that has its own; None leaves that of the client.
        """
        if on_deviation is None and strict is None:
            return self
        return DeviationPolicy(
            self.on_deviation if on_deviation is None else on_deviation,
            self.strict if strict is None else strict,
        )

    def tell(
        self, operation: str, deviations: Sequence[Deviation], rows: Sequence[UnreadableRow]
    ) -> None:
        """
        Pass on what differs in one response: to the function of the caller, or to the log.

        An exception of the function is logged by its class, and the call goes on: an order must
        not count as failed because of it.

        Args:
            operation: The name of the operation.
            deviations: All of them, those of the rows included.
            rows: Those that are left out.
        """
        if not callable(self.on_deviation):
            _LOG.warning(
                "%s: deviations from the document: %d, rows left out: %d",
                operation,
                len(deviations),
                len(rows),
            )
            return
        of_rows = {id(row.deviation) for row in rows}
        reported: list[Deviation | UnreadableRow] = [
            *(one for one in deviations if id(one) not in of_rows),
            *rows,
        ]
        for one in reported:
            try:
                self.on_deviation(one)
            except Exception as error:
                _LOG.warning("on_deviation raised %s", type_name(error))


NO_POLICY: Final = DeviationPolicy()


def checked_on_deviation(value: Any) -> OnDeviation | None:
    """
    A function, ``"collect"`` or None.

    Raises:
        ConfigurationError: It is something else.
    """
    if value is None or value == COLLECT or callable(value):
        return cast("OnDeviation | None", value)
    raise ConfigurationError(
        f'on_deviation must be a function, "collect" or None, not {type_name(value)}'
    )
