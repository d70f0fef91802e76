"""
What a user's consent allows: until when, and how often in a day while the user is not there.

Nothing here asks a bank; it keeps a program from asking in vain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final, Literal

import attrs

from .clock import BERLIN, Clock, SystemClock, format_instant
from .errors import (
    ArgumentError,
    BudgetExhausted,
    ConsentExpired,
    NotAPublicAddress,
    PayloadError,
    RecordUnreadable,
)
from .stores import SwapStore

_DAY: Final = timedelta(days=1)
_STEPS: Final[tuple[Literal[1, 7, 14], ...]] = (1, 7, 14)
_LIMIT: Final = 4
_NOT_PUBLIC: Final = {
    "unspecified": "0.0.0.0/8 ::/128",
    "loopback": "127.0.0.0/8 ::1/128",
    "link-local": "169.254.0.0/16 fe80::/10",
    "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10",
    "of a carrier's NAT (CGNAT)": "100.64.0.0/10",
    "documentation": "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20",
    "multicast": "224.0.0.0/4 ff00::/8",
    "reserved": "192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 240.0.0.0/4 2001::/23 2002::/16",
}
_NETWORKS: Final = [
    (kind, ip_network(network)) for kind, text in _NOT_PUBLIC.items() for network in text.split()
]
_GLOBAL: Final = ip_network("2000::/3")


def _utc(moment: datetime, place: str) -> datetime:
    """
    A moment in UTC, for arithmetic within one local zone forgets that clocks are changed.
    """
    if moment.utcoffset() is None:
        raise ArgumentError("a moment needs a time zone", place=place)
    return moment.astimezone(UTC)


def _ends(moment: datetime) -> datetime:
    return _utc(moment, "ends")


def _given(moment: datetime | None) -> datetime | None:
    return None if moment is None else _utc(moment, "given")


@attrs.frozen(kw_only=True)
class Consent:
    """
    Until when a user allows a program to read.
    """

    ends: datetime = attrs.field(converter=_ends)
    """The moment from which on nothing may be read, in UTC; the API's own where it tells one."""
    given: datetime | None = attrs.field(default=None, converter=_given)
    """When the user gave it, in UTC, or None where that is not known."""

    @classmethod
    def lasting(cls, given: datetime, *, days: int = 180) -> Consent:
        """
        A consent that was given for a number of days.

        Args:
            given: The aware moment at which the user gave it.
            days: For how long: 180 at most banks, 90 at some.

        Returns:
            The consent. If clocks are changed in between, so that a day is longer or shorter,
            it ends at the earlier of the moments that could be meant.

        Raises:
            ArgumentError: The moment has no zone, or there is no such number of days.
        """
        exact = _utc(given, "given")
        if days < 1:
            raise ArgumentError("a consent is given for at least one day", place="days")
        try:
            local = exact.astimezone(BERLIN) + timedelta(days=days)
            readings = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
            return cls(ends=min(exact + timedelta(days=days), *readings), given=exact)
        except OverflowError:
            pass
        raise ArgumentError("that is beyond the calendar", place="days")

    def is_over(self, now: datetime) -> bool:
        """
        Whether the user has to give a new consent.

        Args:
            now: The aware present moment.

        Raises:
            ArgumentError: The moment has no zone.
        """
        return _utc(now, "now") >= self.ends

    def check(self, now: datetime) -> None:
        """
        Make sure that the consent has not ended.

        Args:
            now: The aware present moment.

        Raises:
            ConsentExpired: It has; the user has to give a new one.
            ArgumentError: The moment has no zone.
        """
        if self.is_over(now):
            raise ConsentExpired(ended=self.ends)

    def days_left(self, now: datetime) -> int:
        """
        How many whole days of Berlin are left, on which it ends at the same time of day.

        Args:
            now: The aware present moment.

        Returns:
            The number; 0 on the last day and when it is over.

        Raises:
            ArgumentError: The moment has no zone.
        """
        return max(0, self._left(now) // _DAY)

    def warning(self, now: datetime) -> Literal[14, 7, 1] | None:
        """
        Which warning is due. Whoever keeps the last one given gives each of them once.

        Args:
            now: The aware present moment.

        Returns:
            1, 7 or 14 if at most so many days are left; None if it is more, or it is over.

        Raises:
            ArgumentError: The moment has no zone.
        """
        if self.is_over(now):
            return None
        left = self._left(now)
        return next((step for step in _STEPS if left <= step * _DAY), None)

    def _left(self, now: datetime) -> timedelta:
        return _wall(self.ends) - _wall(_utc(now, "now"))


def _wall(moment: datetime) -> datetime:
    try:
        return moment.astimezone(BERLIN).replace(tzinfo=None)
    except OverflowError:  # some APIs end at the end of the calendar
        return moment.replace(tzinfo=None)


def _limit(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise ArgumentError("a limit is a whole number from 1", place="limit")
    return value


def _moments(values: Iterable[datetime]) -> tuple[datetime, ...]:
    return tuple(sorted(_utc(value, "reads") for value in values))


@attrs.frozen
class UnattendedReads:
    """
    When a consent was lately used without its user, of which banks allow four in 24 hours.

    An immutable value; ``ReadBudget`` keeps it in a store.
    """

    reads: tuple[datetime, ...] = attrs.field(default=(), converter=_moments)
    """The latest reads in UTC, the oldest first; as many as the limit are of use."""
    limit: int = attrs.field(default=_LIMIT, kw_only=True, converter=_limit)
    """How many reads are allowed within any 24 hours."""

    def left(self, now: datetime) -> int:
        """
        How many reads are allowed now.

        Args:
            now: The aware present moment.

        Raises:
            ArgumentError: The moment has no zone.
        """
        return self.limit - len(self.current(now).reads)

    def not_before(self, now: datetime) -> datetime:
        """
        The first moment at which a read is allowed.

        Args:
            now: The aware present moment.

        Returns:
            The moment in UTC: the present one if a read is allowed now.

        Raises:
            ArgumentError: The moment has no zone.
        """
        reads = self.current(now).reads
        return reads[0] + _DAY if len(reads) == self.limit else _utc(now, "now")

    def note(self, now: datetime) -> UnattendedReads:
        """
        The value after one more read, allowed or not.

        Args:
            now: The aware present moment.

        Raises:
            ArgumentError: The moment has no zone.
        """
        return attrs.evolve(self, reads=(*self.reads, now)).current(now)

    def current(self, now: datetime) -> UnattendedReads:
        """
        The value without the reads that count no more.

        A read that seems to lie ahead was noted before a clock was set back. It counts as one
        of this moment, so that a wrong clock blocks nobody for longer than a day.

        Args:
            now: The aware present moment.

        Raises:
            ArgumentError: The moment has no zone.
        """
        now = _utc(now, "now")
        reads = [min(read, now) for read in self.reads if now - read < _DAY]
        return attrs.evolve(self, reads=reads[-self.limit :])

    def to_json(self) -> str:
        """
        The value as a short JSON text without secrets. The limit is not part of it.
        """
        return json.dumps({"reads": [format_instant(read) for read in self.reads]})

    @classmethod
    def from_json(cls, text: str | bytes, *, limit: int = _LIMIT) -> UnattendedReads:
        """
        The value in a JSON text.

        Args:
            text: What ``to_json`` gave.
            limit: How many reads are allowed within any 24 hours.

        Raises:
            PayloadError: It is no such text.
            ArgumentError: The limit is less than 1.
        """
        limit = _limit(limit)
        try:
            document: Any = json.loads(text)
            return cls(map(datetime.fromisoformat, document["reads"]), limit=limit)
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError):
            pass
        raise PayloadError("Expected the moments of reads", path="$.reads")


class ReadBudget:
    """
    Counts reads without the user, for all threads and processes that share a store.
    """

    def __init__(
        self, store: SwapStore, clock: Clock | None = None, *, limit: int = _LIMIT
    ) -> None:
        """
        Take a store. Nothing is read yet.

        Args:
            store: Where the reads are counted. It stays yours.
            clock: Tells the present moment; by default the clock of this machine.
            limit: How many reads are allowed within any 24 hours.

        Raises:
            ArgumentError: The limit is less than 1.
        """
        self._store = store
        self._clock = clock or SystemClock()
        self._limit = _limit(limit)

    def take(self, key: str) -> None:
        """
        Count a read without the user, before it is sent.

        Args:
            key: What the bank counts by: a consent or an account. The store sees its digest.

        Raises:
            BudgetExhausted: The read is not allowed now; its ``not_before`` says when it is.
            StoreError: The store did not work. The read may have been counted.
        """
        place = _place(key)
        while True:
            now, record = self._clock.now().time, self._store.load(place)
            kept = self._read(record)
            reads = kept.current(now)
            refused = None if reads.left(now) else BudgetExhausted(not_before=reads.not_before(now))
            if refused is None:
                reads = reads.note(now)
            if reads == kept or self._swap(place, record, reads):
                break
        if refused is not None:
            raise refused

    def left(self, key: str) -> int:
        """
        How many reads without the user are allowed now.

        Args:
            key: What the bank counts by, as for ``take``.

        Raises:
            StoreError: The store did not work.
        """
        return self._read(self._store.load(_place(key))).left(self._clock.now().time)

    def _swap(self, place: str, record: bytes | None, reads: UnattendedReads) -> bool:
        ends = reads.reads[-1] + 2 * _DAY  # the clocks of two machines may differ
        return self._store.swap(place, record, reads.to_json().encode(), ends=ends)

    def _read(self, record: bytes | None) -> UnattendedReads:
        if record is None:
            return UnattendedReads(limit=self._limit)
        try:
            return UnattendedReads.from_json(record, limit=self._limit)
        except PayloadError:
            pass
        raise RecordUnreadable("the record of reads without the user cannot be read")

    def __repr__(self) -> str:
        return f"ReadBudget({self._store!r}, limit={self._limit})"


def _place(key: str) -> str:
    return f"reads-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"


def attended_ip(ip: str, *, place: str = "ip") -> str:
    """
    Make sure that an address can be that of a user who is there, which banks want to know.

    It has to be the address from which the user reached the caller's server. No library can
    know it, and a made-up one would tell the bank of a user who is not there.

    Args:
        ip: An IPv4 or IPv6 address.
        place: Where it is from, for the error.

    Returns:
        The address in its shortest form; IPv4 also where it came inside of IPv6.

    Raises:
        NotAPublicAddress: It is malformed or belongs to no public network. ``kind`` tells.
    """
    kind, shortest = _judged(ip)
    if kind is not None:
        raise NotAPublicAddress(kind, place=place)
    return shortest


def _judged(ip: str) -> tuple[str | None, str]:
    try:
        address: IPv4Address | IPv6Address = ip_address(str(ip))
    except ValueError:
        return "malformed", ""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return "link-local", ""
        address = address.ipv4_mapped or address
    kind = next((kind for kind, network in _NETWORKS if address in network), None)
    if kind is None and isinstance(address, IPv6Address) and address not in _GLOBAL:
        kind = "reserved"
    return kind, str(address)
