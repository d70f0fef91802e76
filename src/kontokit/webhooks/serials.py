"""
Finds gaps and repetitions in a stream of notifications. No I/O.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs
import msgspec

Verdict: TypeAlias = Literal["new", "late", "duplicate"]
Gap: TypeAlias = tuple[int, int]
"""The first and the last running number that is missing."""

MOST_GAPS: Final = 256
MOST_RECENT: Final = 256
_RESTARTS: Final = 16
"""A repeated number up to this one, with another body: the sender has restarted its count."""


class StreamState(msgspec.Struct, omit_defaults=True):
    """
    What is remembered of a stream; of bounded size.
    """

    turn: int = 0
    """Counts the changes, so that an older record is never taken for this one."""
    first: int | None = None
    last: int | None = None
    missing: list[Gap] = []
    """What has not arrived between ``first`` and ``last``."""
    recent: list[tuple[str, int, int | None]] = []
    """Digest, time in milliseconds and number of the newest notifications."""


@attrs.frozen(kw_only=True)
class Observation:
    """
    What a notification is in its stream.
    """

    verdict: Verdict
    gaps: tuple[Gap, ...] = ()
    """The numbers that this notification shows to be missing."""
    needs_resync: bool = False
    """Something may have been lost, so read everything since the last time."""


def observe(
    state: StreamState, digest: str, serial: int | None, now: int, window: int, *, counts: bool
) -> Observation:
    """
    Note a notification.

    Args:
        state: What is known of the stream; it is changed.
        digest: Of the whole body.
        serial: Its running number, if it has one.
        now: Milliseconds since 1970.
        window: For how many milliseconds the same body is a repetition.
        counts: The sender numbers its notifications, so one without a number may hide a gap.
    """
    state.turn += 1
    state.recent = [one for one in state.recent if one[1] > now - window][-MOST_RECENT:]
    if any(known == digest for known, _, _ in state.recent):
        return Observation(verdict="duplicate")
    found = _numbered(state, serial) if serial is not None else None
    observation = found or Observation(verdict="new", needs_resync=counts)
    if observation.verdict != "duplicate":
        state.recent = [*state.recent, (digest, now, serial)][-MOST_RECENT:]
    return observation


def forget(state: StreamState, digest: str, serial: int | None) -> None:
    """
    Take a notification back, so that its repetition is new.

    Args:
        state: What is known of the stream; it is changed.
        digest: Of the whole body.
        serial: Its running number, if it has one.
    """
    state.turn += 1
    state.recent = [one for one in state.recent if one[0] != digest]
    if serial is None or state.first is None or state.last is None:
        return
    if state.first <= serial <= state.last and not _is_missing(state, serial):
        _add_gap(state, (serial, serial))


def _numbered(state: StreamState, serial: int) -> Observation:
    if state.first is None or state.last is None:
        state.first = state.last = serial
        return Observation(verdict="new")
    if serial > state.last:
        return _ahead(state, serial, state.last)
    if _is_missing(state, serial):
        _fill(state, serial)
        return Observation(verdict="late")
    if serial < state.first and serial > 1:
        return Observation(verdict="late")  # from before the first one that was seen
    known = [number for _, _, number in state.recent if number == serial]
    if serial <= _RESTARTS:
        _restart(state, serial)
        return Observation(verdict="new", needs_resync=True)
    # The same number with another body: one of the two is not from the sender, or the sender has
    # restarted its count. Only the resource itself decides.
    return Observation(verdict="late" if known else "duplicate", needs_resync=bool(known))


def _ahead(state: StreamState, serial: int, last: int) -> Observation:
    state.last = serial
    if serial == last + 1:
        return Observation(verdict="new")
    gap = (last + 1, serial - 1)
    _add_gap(state, gap)
    return Observation(verdict="new", gaps=(gap,), needs_resync=True)


def _restart(state: StreamState, serial: int) -> None:
    state.first = state.last = serial
    state.missing = []
    # Their numbers are those of the count before.
    state.recent = [(digest, time, None) for digest, time, _ in state.recent]


def _is_missing(state: StreamState, serial: int) -> bool:
    return any(first <= serial <= last for first, last in state.missing)


def _fill(state: StreamState, serial: int) -> None:
    rest: list[Gap] = []
    for first, last in state.missing:
        if first <= serial <= last:
            rest += [(first, serial - 1), (serial + 1, last)]
        else:
            rest.append((first, last))
    state.missing = [gap for gap in rest if gap[0] <= gap[1]]
    _shorten(state)


def _add_gap(state: StreamState, gap: Gap) -> None:
    state.missing = sorted([*state.missing, gap])
    _shorten(state)


def _shorten(state: StreamState) -> None:
    while len(state.missing) > MOST_GAPS:
        # What arrives of a gap that is forgotten counts as from before the first.
        state.first = state.missing.pop(0)[1] + 1
