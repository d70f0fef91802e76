"""
Steps as JSON, for a page that shows them.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Final

from ..challenges.flicker import FlickerCode
from ..challenges.image import ChallengeDocument, ChallengeImage
from ..core.typeguards import is_list, is_mapping

_NEVER: Final = frozenset({"raw", "optical"})
"""Fields with content that was not checked."""
COMMANDS: Final[Mapping[str, str]] = {
    "choose_method": "choose",
    "choose_medium": "choose",
    "challenge": "answer",
    "redirect": "handle_return",
    "decoupled": "wait",
    "working": "wait",
    "payee_check": "confirm",
    "unsupported": "refresh",
    "unknown": "reconcile",
}
"""Kind of a step → the method of the flow to call next."""


class BaseStep:
    """
    Base of all steps.
    """

    __slots__ = ()

    _derived: ClassVar[tuple[str, ...]] = ()
    """The properties that ``to_dict`` has beside the fields."""

    @property
    def command(self) -> str | None:
        """
        The method of the flow to call next; None if the flow has ended.
        """
        return COMMANDS.get(self._own.kind)

    def to_dict(self, *, now: datetime | None = None) -> dict[str, Any]:
        """
        The step as JSON, for a page that shows it. ``docs/sca-steps.md`` describes the keys.

        It holds sanitised texts, pictures and documents as ``data:`` URLs, flicker codes as
        frames, and times in ISO 8601. It never holds credentials, a TAN, or what the bank sent
        as received. The URL of a page is part of it and is good for one use: do not log it.

        Args:
            now: The time from which seconds are counted, with a time zone; None for the system
                clock.

        Returns:
            Dicts, lists, texts, numbers, booleans and None.
        """
        at = datetime.now(UTC) if now is None else now
        values = {name: _to_json(getattr(self, name)) for name in self._names()}
        ends, begins = getattr(self, "ends", None), getattr(self, "not_before", None)
        return {
            "kind": self._own.kind,
            "command": self.command,
            **values,
            "seconds_left": _seconds(ends, at),
            "seconds_to_wait": _seconds(begins, at),
        }

    @property
    def _own(self) -> Any:
        return self  # with the fields of its class

    def _names(self) -> Iterator[str]:
        yield from self._derived
        yield from _field_names(self)


def _seconds(until: datetime | None, at: datetime) -> int | None:
    return None if until is None else max(0, int((until - at).total_seconds()))


def _to_json(value: Any) -> Any:
    """
    A value as JSON; None if it is of a type that is never shown.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.isoformat()
        case ChallengeImage():
            return value.to_data_uri()
        case ChallengeDocument():
            return f"data:{value.mime};base64,{b64encode(value.content).decode()}"
        case FlickerCode():
            return _flicker(value)
        case _ if is_list(value):
            return [_to_json(one) for one in value]
        case _ if is_mapping(value):
            return {str(name): _to_json(one) for name, one in value.items()}
        case _:
            return {name: _to_json(getattr(value, name)) for name in _field_names(value)} or None


def _field_names(value: Any) -> list[str]:
    """
    The names of the fields of an attrs class that may be shown; none of another class.
    """
    fields: Any = getattr(value, "__attrs_attrs__", ())
    return [field.name for field in fields if field.name not in _NEVER]


def _flicker(code: FlickerCode) -> Mapping[str, Any]:
    return {
        "frames": [list(frame) for frame in code.frames()],
        "start_code": code.start_code,
        "elements": [element.text for element in code.elements],
        "manual": {language: code.manual_instructions(language) for language in ("de", "en")},
    }
