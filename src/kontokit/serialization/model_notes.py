"""
What a model knows besides its fields.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

NotedT = TypeVar("NotedT", bound="Noted")
_NONE: Final[frozenset[str]] = frozenset()


class Noted:
    """
    A place beside the fields of a model. It takes sixteen bytes while it is empty.
    """

    __slots__ = ("_unknown", "_unread")
    _unread: frozenset[str]
    _unknown: object
    """The fields that the document does not know, where a caller has them kept."""

    @property
    def deviations(self) -> frozenset[str]:
        """
        The fields, by their names in Python, that are None because the value in the response did
        not fit. Those of a model inside are named by that model.

        A copy and a pickle keep them; ``msgspec.structs.replace`` and ``to_dict`` do not.
        """
        return getattr(self, "_unread", _NONE)


def with_deviations(model: NotedT, names: frozenset[str]) -> NotedT:
    """
    A model that knows that fields are None because they could not be read.

    Args:
        model: It is changed, not copied.
        names: The names of the fields in Python, besides those that it knows.
    """
    if names:
        model._unread = model.deviations | names  # pyright: ignore[reportPrivateUsage]
    return model


def rebuilt(names: frozenset[str], build: Any, args: tuple[Any, ...]) -> Any:
    """
    A model out of a pickle.

    Args:
        names: The fields that could not be read.
        build: Builds the model, as ``args`` say.
    """
    return with_deviations(build(*args), names)
