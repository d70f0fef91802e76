"""
Settings of one call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias, TypedDict

from msgspec import structs

from ..core.deviation import OnDeviation
from ..core.exceptions import ArgumentError, ConfigurationError
from ..core.known_names import named
from ..core.limits import Limits, checked_limits
from ..core.secret import Secret
from ..core.tracebacks import ScrubsTracebacks
from ..core.typeguards import is_mapping, type_name
from ..core.values import Value, field_names, put
from ..http.headers import checked_headers, header_value
from ..http.messages import Timeouts, timeouts_from
from ..http.retries import Retries, retries_from
from ..psd2.end_user import EndUser
from ..serialization.deviation_policy import DeviationPolicy, checked_on_deviation

_MAX_ID: Final = 255


def _timeout(value: Any) -> None:
    try:
        timeouts_from(value)
    except ConfigurationError as error:
        raise ArgumentError(str(error), place="options.timeout") from None


def _retries(value: Any) -> None:
    try:
        retries_from(value)
    except ConfigurationError as error:
        raise ArgumentError(str(error), place="options.max_retries") from None


def _headers(value: Any) -> None:
    checked_headers(_as_mapping(value, "options.headers"), place="options.headers")


def _extra_headers(value: Any) -> None:
    place = "options.extra_headers"
    given = _as_mapping(value, place).items()
    shown = {name: one.reveal() if isinstance(one, Secret) else one for name, one in given}
    checked_headers(shown, place=place)


def _correlation_id(value: Any) -> None:
    place = "options.correlation_id"
    if value is not None and not 0 < len(header_value(value, place=place)) <= _MAX_ID:
        raise ArgumentError(f"the id must have 1 to {_MAX_ID} characters", place=place)


def _end_user(value: Any) -> None:
    if value is not None and not isinstance(value, EndUser):
        raise ArgumentError(f"expected EndUser, got {type_name(value)}", place="options.end_user")


def _limits(value: Any) -> None:
    try:
        checked_limits(value)
    except ConfigurationError as error:
        raise ArgumentError(str(error), place="options.limits") from None


def _flag(name: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise ArgumentError(f"expected bool, got {type_name(value)}", place=f"options.{name}")


def _on_deviation(value: Any) -> None:
    try:
        checked_on_deviation(value)
    except ConfigurationError as error:
        raise ArgumentError(str(error), place="options.on_deviation") from None


def _flag_or_none(name: str, value: Any) -> None:
    if value is not None:
        _flag(name, value)


def _extra(option: str, value: Any) -> None:
    place = f"options.{option}"
    if not all(isinstance(name, str) and name for name in _as_mapping(value, place)):
        raise ArgumentError("every name is a str that is not empty", place=place)


def _as_mapping(value: Any, place: str) -> Mapping[Any, Any]:
    if not is_mapping(value):
        raise ArgumentError(f"expected a mapping, got {type_name(value)}", place=place)
    return value


class CallOptions(ScrubsTracebacks, Value):
    """
    Settings of one call. They override those of the client.

    Raises:
        ArgumentError: A value cannot be used; ``place`` names it.
    """

    __slots__ = (
        "allow_duplicate",
        "allow_invalid_iban",
        "correlation_id",
        "end_user",
        "extra_body",
        "extra_headers",
        "extra_query",
        "headers",
        "keep_unknown",
        "limits",
        "max_retries",
        "on_deviation",
        "strict",
        "timeout",
    )
    _hidden = frozenset({"headers", "extra_query", "extra_body", "extra_headers", "on_deviation"})
    timeout: float | Timeouts | None
    """
    Seconds for the whole call, from its start to the last byte of the response, or all timeouts.
    A number leaves ``connect`` and ``pool`` of the client as they are.
    """
    headers: Mapping[str, str]
    """Extra headers, sent with this call only."""
    correlation_id: str | None
    """An id of your own for this call, at most 255 characters; by default a random UUID."""
    end_user: EndUser | None
    """The user who is present; ignored by calls that have no arguments for it."""
    extra_query: Mapping[str, object]
    """Query parameters that are not documented: name → value, or list of values."""
    extra_body: Mapping[str, object]
    """Fields of the body that are not documented, with their names on the wire."""
    extra_headers: Mapping[str, str | Secret]
    """
    Headers that are not documented, but belong to the call: unlike ``headers`` they replace nothing
    that is sent anyway, and a flow sends them with each of its calls, after ``resume`` too.
    """
    max_retries: int | Retries | None
    """
    The most repetitions, or all rules for them; 0 turns them off. A call that may have changed
    something is never repeated, whatever stands here.
    """
    limits: Limits | None
    """How large the response may be; None leaves the limits of the client."""
    allow_duplicate: bool
    """Send an order although an equal one was sent within ten minutes."""
    keep_unknown: bool | None
    """
    Keep fields that the document does not know, in ``extra`` of each model; None leaves it to the
    client. The response is parsed twice then.
    """
    allow_invalid_iban: bool | None
    """Send IBANs without looking at their check digits; None leaves it to the client."""
    on_deviation: OnDeviation | None
    """
    Takes what differs from the document, and rows that cannot be read: a function, or
    ``"collect"``; None leaves that of the client.
    """
    strict: bool | None
    """Whether the first deviation is an error; None leaves the setting of the client."""

    def __init__(
        self,
        *,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        correlation_id: str | None = None,
        end_user: EndUser | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str | Secret] | None = None,
        max_retries: int | Retries | None = None,
        limits: Limits | None = None,
        allow_duplicate: bool = False,
        keep_unknown: bool | None = None,
        allow_invalid_iban: bool | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool | None = None,
    ) -> None:
        put(self, "timeout", timeout)
        put(self, "headers", {} if headers is None else headers)
        put(self, "correlation_id", correlation_id)
        put(self, "end_user", end_user)
        put(self, "extra_query", {} if extra_query is None else extra_query)
        put(self, "extra_body", {} if extra_body is None else extra_body)
        put(self, "extra_headers", {} if extra_headers is None else extra_headers)
        put(self, "max_retries", max_retries)
        put(self, "limits", limits)
        put(self, "allow_duplicate", allow_duplicate)
        put(self, "keep_unknown", keep_unknown)
        put(self, "allow_invalid_iban", allow_invalid_iban)
        put(self, "on_deviation", on_deviation)
        put(self, "strict", strict)
        self._check()

    def _check(self) -> None:
        _timeout(self.timeout)
        _headers(self.headers)
        _correlation_id(self.correlation_id)
        _end_user(self.end_user)
        _extra("extra_query", self.extra_query)
        _extra("extra_body", self.extra_body)
        _extra_headers(self.extra_headers)
        _retries(self.max_retries)
        _limits(self.limits)
        _flag("allow_duplicate", self.allow_duplicate)
        _flag_or_none("keep_unknown", self.keep_unknown)
        _flag_or_none("allow_invalid_iban", self.allow_invalid_iban)
        _on_deviation(self.on_deviation)
        _flag_or_none("strict", self.strict)

    def timeouts(self, default: Timeouts, read: float | None) -> Timeouts:
        """
        The timeouts that apply to a call.

        Args:
            default: Those of the client.
            read: What the operation is known to need for reading, in seconds.

        Returns:
            The caller's choice, or else the default, raised to what the operation needs.
        """
        # An operation known to be slow raises the default, but never overrides the caller.
        if self.timeout is not None:
            return timeouts_from(self.timeout, default)
        if read is None or read <= default.read:
            return default
        return structs.replace(default, read=read, total=max(default.total, read))


class CallOptionsDict(TypedDict, total=False):
    """
    Settings of one call as a dict, such as ``options={"timeout": 5}``. See ``CallOptions``.
    """

    timeout: float | Timeouts | None
    headers: Mapping[str, str]
    correlation_id: str | None
    end_user: EndUser | None
    extra_query: Mapping[str, object]
    extra_body: Mapping[str, object]
    extra_headers: Mapping[str, str | Secret]
    max_retries: int | Retries | None
    limits: Limits | None
    allow_duplicate: bool
    keep_unknown: bool | None
    allow_invalid_iban: bool | None
    on_deviation: OnDeviation | None
    strict: bool | None


GivenOptions: TypeAlias = CallOptions | CallOptionsDict | None
"""What a caller may pass as ``options``."""
NO_OPTIONS: Final = CallOptions()


def policy_of(options: CallOptions, default: DeviationPolicy) -> DeviationPolicy:
    """
    What happens in a call to values that do not fit.

    Args:
        default: That of the client.
    """
    if options is NO_OPTIONS:
        return default
    return default.replaced(options.on_deviation, strict=options.strict)


def call_options(given: GivenOptions) -> CallOptions:
    """
    The settings of a call.

    Args:
        given: What the caller passed.

    Raises:
        ArgumentError: It is of another type, has an unknown key, or holds an unusable value.
    """
    if given is None:
        return NO_OPTIONS
    if isinstance(given, CallOptions):
        return given
    names = field_names(CallOptions)
    for name in _as_mapping(given, "options"):
        if name not in names:
            raise ArgumentError(
                f"there is no option {named(name, names)}; known: {', '.join(names)}",
                place="options",
            )
    return CallOptions(**given)
