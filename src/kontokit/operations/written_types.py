"""
The types of fields that are written: wider for type checkers than at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    T = TypeVar("T")
    OrText: TypeAlias = T | str
    OrTextMap: TypeAlias = Mapping[str, T | str]
    OrDigits: TypeAlias = T | int | str
else:

    class _Widened:
        # At run time a field has the one type that it is sent as.
        def __class_getitem__(cls, kind: Any) -> Any:
            return kind

    class OrText(_Widened):
        """
        ``OrText[T]`` is ``T | str``: a field that is written takes the text of a value too.
        """

    class OrDigits(_Widened):
        """
        ``OrDigits[Decimal]`` is ``Decimal | int | str``: all that is exact.
        """

    class OrTextMap:
        """
        ``OrTextMap[T]`` is ``Mapping[str, T | str]``: a ``dict[str, str]`` is one too.
        """

        def __class_getitem__(cls, kind: Any) -> Any:
            return dict[str, kind]
