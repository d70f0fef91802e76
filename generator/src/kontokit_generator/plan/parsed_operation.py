"""
An operation as openapi-python-client has read it, in values that know nothing of that tool.
"""

from __future__ import annotations

from attrs import frozen

from kontokit_generator.python.naming import PythonName

OTHERS = "default"
"""The response of every status that has none of its own."""


@frozen
class ParsedParameter:
    """
    Where an operation takes a value, and under which names.
    """

    place: str
    wire: str
    required: bool
    name: PythonName
    """The argument of the method; no two of one operation are called alike."""


@frozen
class ParsedResponse:
    """
    The response of one status, of a range of them, or of all others.
    """

    key: str
    """Its key in the document, such as ``200``, ``4XX`` or ``default``."""
    first: int
    last: int
    """The first and the last status; both are 0 for ``default``."""
    type: str
    """The Python type of its body; ``None`` where it has none."""

    @property
    def is_single(self) -> bool:
        """
        Whether it is the response of one status only.
        """
        return self.key != OTHERS and self.first == self.last

    @property
    def is_success(self) -> bool:
        """
        Whether it is the response of statuses from 200 to 299.
        """
        return self.first // 100 == 2


@frozen
class ParsedOperation:
    """
    What a method takes and returns.
    """

    parameters: tuple[ParsedParameter, ...]
    """Those in the path come first, in the order of the path."""
    responses: tuple[ParsedResponse, ...]
    """Single statuses, ranges, then all others; each in ascending order."""
    body_type: str
    """The Python type of the body; empty where it is raw or there is none."""

    @property
    def results(self) -> list[ParsedResponse]:
        """
        The responses of single successful statuses.
        """
        return [one for one in self.responses if one.is_single and one.is_success]

    @property
    def other_result(self) -> ParsedResponse | None:
        """
        The response of every other successful status: ``2XX``, or ``default`` of an operation that
        documents no success.
        """
        found = {one.key: one for one in self.responses if not one.is_single}
        return found.get("2XX") or (None if self.results else found.get(OTHERS))

    @property
    def errors(self) -> list[ParsedResponse]:
        """
        The responses of single statuses from 300 on.
        """
        return [one for one in self.responses if one.is_single and one.first >= 300]

    @property
    def error_ranges(self) -> list[ParsedResponse]:
        """
        The responses of ranges of statuses from 300 on, and of all others.
        """
        return [
            one
            for one in self.responses
            if not one.is_single and (one.key == OTHERS or one.first >= 300)
        ]
