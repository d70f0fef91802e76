"""
The base of all errors.
"""

from __future__ import annotations

import copy
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final

from ..printable import MAX_MESSAGE, one_line

if TYPE_CHECKING:
    from ..error_help import ErrorHelp

_UNPICKLED: Final = frozenset({"_hidden", "_url"})


class KontokitError(Exception):
    """
    The base of every error that leaves this library.

    Its message is one printable line of at most 1,000 characters, whatever a server has sent.
    """

    handbook: ClassVar[str] = "kontokit.handbook"
    """
    The module that explains this class and those below it. A distribution that stands above this
    one has its own.
    """
    attempts: int = 0
    """How often the request was sent or tried; 0 if that never began."""
    is_retry_safe: bool = False
    """
    Whether the same call again may succeed and cannot do anything twice: because nothing was sent,
    or because the call only reads. If kontokit repeats calls itself, it has done so already.
    """
    only_reads: bool = False
    """
    Whether the call only reads, so that nothing is done twice if it is sent again. It may fail
    again, such as with a body that does not fit.
    """

    @property
    def help(self) -> ErrorHelp:
        """
        What happened, what to do, whether the call may be repeated, and what to tell the user.
        """
        # By name: the handbook stands above this package, and is loaded for those who ask.
        found: ErrorHelp = import_module("kontokit.handbook").help_for(self)
        return found

    def __init__(self, *args: object) -> None:
        super().__init__(*(one_line(v, MAX_MESSAGE) if isinstance(v, str) else v for v in args))

    def __reduce__(self) -> tuple[Any, ...]:
        # Exception.__reduce__ calls the class with self.args, but many of these classes take
        # other arguments than the one message that ends up in args.
        # A Secret stays in this process: a pickled copy of the error goes on without it.
        state = {name: v for name, v in self.__dict__.items() if name not in _UNPICKLED}
        return _rebuild, (type(self), self.args, state)

    def __copy__(self) -> Any:
        return _rebuild(type(self), self.args, dict(self.__dict__))

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        return _rebuild(type(self), self.args, copy.deepcopy(self.__dict__, memo))


def _rebuild(kind: type[KontokitError], args: tuple[Any, ...], state: dict[str, Any]) -> Any:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error
