"""
The faults of a sandbox.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ..openapi.specification import load
from .fault import Fault, read_window
from .kinds import APIS, FaultKind, Stage, kind_named
from .matching import FaultMatcher

__all__ = ["FAULT_HEADER", "Faults", "asked_for", "read_option"]

FAULT_HEADER = "X-Sandbox-Fault"
"""The header in which a request asks for a fault: ``answer_cut; bytes=10``; several by commas."""

_MOST = 1000
"""How many faults are kept."""


class Faults(FaultMatcher):
    """
    Adds, lists and removes faults. First added, first tried.
    """

    def __init__(self, seed: int = 1, full_path: Callable[[str, str], str] | None = None) -> None:
        """
        Args:
            seed: The same seed draws the same for faults with a probability.
            full_path: Adds the path of an API's base URL to a path below it.
        """
        super().__init__()
        self._seed = seed
        self._full_path = full_path or _as_it_is

    def add(
        self,
        kind: str,
        *,
        api: str | None = None,
        operation: str | None = None,
        method: str | None = None,
        path: str | None = None,
        person: str | None = None,
        skip: int = 0,
        times: int | None = 1,
        probability: float = 1.0,
        options: Mapping[str, Any] | None = None,
    ) -> Fault:
        """
        Add a fault. It is for the requests that have everything that is given.

        Args:
            kind: A kind of :data:`~kontokit_sandbox.faults.kinds.KINDS`, such as ``answer_lost``.
            api: The API, such as ``finapi_access``.
            operation: The id of an operation such as ``submitPayment``; for webhooks, the event.
            method: The method, with ``path``.
            path: The path below the base URL of the API as on the wire, without a query.
            person: The user at the API, or a login at a bank of theirs.
            skip: How many matching requests go well first.
            times: How often it happens; None until it is removed.
            probability: From 0 to 1; the draws are the same in each run.
            options: The options of the kind.

        Returns:
            The fault, whose ``left`` and ``hits`` change as it happens.

        Raises:
            ValueError: There is no such kind, option or operation, it is not for this API, a number
                is out of its range, or there are too many faults.
        """
        found = kind_named(kind)
        _check(found, api, path, skip, times, probability)
        if operation is not None and found.stage != "delivery":
            _check_operation(operation, APIS if api is None else (api,))
        given = _all_options(found, options or {})
        with self._lock:
            self._forget()
            self._made += 1
            fault = Fault(
                id=f"f{self._made}",
                kind=found,
                api=api,
                operation=operation,
                method=None if method is None else method.upper(),
                path=None if path is None else self._full_path(api or "", path),
                person=person,
                skip=skip,
                left=times,
                probability=probability,
                options=given,
                seed=self._seed,
            )
            self._faults[fault.id] = fault
        for listener in self.when_added:
            listener(fault)
        return fault

    def remove(self, fault_id: str) -> bool:
        """
        Remove a fault. Returns False if there is none with this id.
        """
        with self._lock:
            gone = self._faults.pop(fault_id, None)
        if gone is not None:
            self._tell(gone)
        return gone is not None

    def clear(self) -> None:
        """
        Remove all faults.
        """
        with self._lock:
            gone, self._faults = self._faults, {}
        self._tell(*gone.values())

    def all(self) -> list[Fault]:
        """
        All faults that can still happen, or have happened, the oldest first.
        """
        with self._lock:
            return [*self._faults.values()]

    def _forget(self) -> None:
        """
        Forget the oldest fault that is over, if there are too many.
        """
        if len(self._faults) < _MOST:
            return
        over = next((one.id for one in self._faults.values() if one.is_over), None)
        if over is None:
            raise ValueError(f"there are {_MOST} faults; remove some")
        del self._faults[over]


def _as_it_is(_: str, path: str) -> str:
    return path


def asked_for(header: str | None) -> dict[Stage, Fault]:
    """
    Read the faults that a request asks for.

    Raises:
        ValueError: There is no such kind or option.
    """
    found: dict[Stage, Fault] = {}
    for text in header.split(",") if header else ():
        name, *options = (part.strip() for part in text.split(";"))
        if name:
            kind = kind_named(name)
            given = dict(read_option(one) for one in options)
            found[kind.stage] = Fault(id="header", kind=kind, options=_all_options(kind, given))
    return found


def read_option(text: str) -> tuple[str, Any]:
    """
    Read ``NAME=VALUE``; the kind of the fault says what the value is.
    """
    name, _, value = text.partition("=")
    known = {"true": True, "false": False}
    return name.strip(), known.get(value.strip().lower(), value.strip())


def _all_options(kind: FaultKind, given: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(given.keys() - kind.options.keys())
    if unknown:
        known = ", ".join(kind.options) or "no options"
        raise ValueError(f"{kind.name} has no option {unknown[0]!r}; it has {known}")
    for name, value in given.items():
        _check_option(kind, name, value)
    return {**kind.options, **given}


def _check_option(kind: FaultKind, name: str, value: Any) -> None:
    default = kind.options[name]
    is_number = isinstance(default, int | float) and not isinstance(default, bool)
    try:
        is_endless = value is None and name == "seconds"
        if is_number and not is_endless:
            float(str(value))
        if name == "window" and value is not None:
            read_window(str(value))
    except (TypeError, ValueError):
        raise ValueError(f"the option {name} of {kind.name} cannot be {value!r}") from None


def _check_operation(operation: str, apis: Sequence[str]) -> None:
    known = [name for one in apis for name in load(one).operations]
    if operation not in known:
        near = get_close_matches(operation, known, 1, cutoff=0)
        raise ValueError(f"there is no operation {operation!r}; did you mean {near[0]}?")


def _check(
    kind: FaultKind,
    api: str | None,
    path: str | None,
    skip: int,
    times: int | None,
    probability: float,
) -> None:
    if api is not None and api not in APIS:
        near = get_close_matches(api, APIS, 1, cutoff=0)
        raise ValueError(f"there is no API {api!r}; did you mean {near[0]}?")
    if kind.apis and api is not None and api not in kind.apis:
        raise ValueError(f"{kind.name} is for {', '.join(kind.apis)}, not for {api}")
    if path is not None and api is None:
        raise ValueError("a path needs an api, below whose base URL it is")
    if skip < 0 or (times is not None and times < 1):
        raise ValueError("skip is 0 or more, times 1 or more or None")
    if not 0 <= probability <= 1:
        raise ValueError("probability is from 0 to 1")
