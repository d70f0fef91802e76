"""
Validates the arguments of a client and builds its configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import UNSET, structs

from ..auth.credentials import Given
from ..auth.security_schemes import checked_credentials, credential_arguments
from ..core.clock import Clock, SystemClock
from ..core.deviation import OnDeviation
from ..core.exceptions import ArgumentError, ConfigurationError
from ..core.known_names import named
from ..core.limits import Limits, checked_limits
from ..core.secret import Secret
from ..core.typeguards import is_mapping, type_name
from ..http.headers import merge_headers
from ..http.messages import Timeouts, timeouts_from
from ..http.retries import Retries, RetryState, retries_from
from ..http.urls import Url, parse_url
from ..operations import Api, TokenScheme
from ..psd2.end_user import EndUser
from ..serialization.deviation_policy import (
    DeviationPolicy,
    checked_on_deviation,
)
from ..serialization.field_encryption import Cipher
from ..serialization.scalars import address_trouble
from .request_parts import own_headers
from .request_pipeline import RequestPipeline

if TYPE_CHECKING:
    from ..drift.log import DriftLog
    from ..psd2.read_budget import ReadBudget

CredentialKey: TypeAlias = str | bytes | Cipher
"""A public key or certificate, or a cipher made of one."""


def configure(
    api: Api,
    credentials: Mapping[str, Given],
    *,
    environment: str,
    base_url: str | None,
    token_url: str | None,
    timeout: float | Timeouts | None,
    headers: Mapping[str, str] | None,
    credential_key: CredentialKey | None = None,
    end_user: EndUser | None = None,
    max_retries: int | Retries | None = None,
    middleware: tuple[Any, ...] = (),
    clock: Clock | None = None,
    limits: Limits | None = None,
    read_budget: ReadBudget | None = None,
    keep_unknown: bool = False,
    allow_invalid_iban: bool = False,
    drift: DriftLog | None = None,
    on_deviation: OnDeviation | None = None,
    strict: bool = False,
) -> RequestPipeline:
    """
    Validate the arguments of a client.

    Raises:
        ConfigurationError: Something is unknown, unusable or unsafe; the message names it.
    """
    base = _base(api, environment, base_url)
    own = _checked_url(api, "token_url", token_url) if token_url is not None else None
    return RequestPipeline(
        api=api,
        base=base,
        credentials=checked_credentials(api, credentials),
        headers=default_headers(api, headers),
        timeouts=timeouts_from(timeout),
        token_urls=_token_urls(api, base, None if base_url else environment, own),
        cipher=_cipher(credential_key),
        end_user=checked_end_user(end_user),
        retries=retries_from(max_retries),
        retry_state=RetryState(clock=clock or SystemClock()),
        middleware=middleware,
        limits=checked_limits(limits),
        read_budget=checked_read_budget(read_budget),
        keep_unknown=checked_flag("keep_unknown", keep_unknown),
        allow_invalid_iban=checked_flag("allow_invalid_iban", allow_invalid_iban),
        drift=checked_drift(drift),
        deviation_policy=DeviationPolicy(
            checked_on_deviation(on_deviation), checked_flag("strict", strict)
        ),
    )


SETTINGS: Final = (
    "timeout",
    "headers",
    "end_user",
    "max_retries",
    "middleware",
    "limits",
    "read_budget",
    "keep_unknown",
    "allow_invalid_iban",
    "drift",
    "on_deviation",
    "strict",
)
"""What ``with_options`` changes besides the credentials."""


def with_settings(pipeline: RequestPipeline, settings: Mapping[str, Any]) -> RequestPipeline:
    """
    A configuration with other settings; those that are UNSET stay.

    Args:
        settings: Argument of the constructor → value.

    Raises:
        ConfigurationError: A name is unknown, or a value cannot be used.
    """
    given = {name: value for name, value in settings.items() if value is not UNSET}
    known = [*SETTINGS, *credential_arguments(pipeline.api)]
    for name in given:
        if name not in known:
            raise ConfigurationError(
                f"{pipeline.api.name} has no option {named(name, known)}; known: {', '.join(known)}"
            )
    changed: dict[str, Any] = {}
    if (timeout := given.pop("timeout", UNSET)) is not UNSET:
        changed["timeouts"] = timeouts_from(timeout, None if timeout is None else pipeline.timeouts)
    if (headers := given.pop("headers", UNSET)) is not UNSET:
        changed["headers"] = _merged(pipeline, headers)
    if (end_user := given.pop("end_user", UNSET)) is not UNSET:
        changed["end_user"] = checked_end_user(end_user)
    if (retries := given.pop("max_retries", UNSET)) is not UNSET:
        changed["retries"] = retries_from(retries, None if retries is None else pipeline.retries)
    if (middleware := given.pop("middleware", UNSET)) is not UNSET:
        changed["middleware"] = middleware
    if (limits := given.pop("limits", UNSET)) is not UNSET:
        changed["limits"] = checked_limits(limits)
    if (read_budget := given.pop("read_budget", UNSET)) is not UNSET:
        changed["read_budget"] = checked_read_budget(read_budget)
    for flag in ("keep_unknown", "allow_invalid_iban"):
        if (value := given.pop(flag, UNSET)) is not UNSET:
            changed[flag] = checked_flag(flag, value)
    if (drift := given.pop("drift", UNSET)) is not UNSET:
        changed["drift"] = checked_drift(drift)
    changed["deviation_policy"] = _policy(pipeline.deviation_policy, given)
    return structs.replace(pipeline.with_credentials(given), **changed)


def _policy(policy: DeviationPolicy, given: dict[str, Any]) -> DeviationPolicy:
    return DeviationPolicy(
        checked_on_deviation(given.pop("on_deviation", policy.on_deviation)),
        checked_flag("strict", given.pop("strict", policy.strict)),
    )


def _merged(pipeline: RequestPipeline, headers: Mapping[str, str] | None) -> dict[str, Any]:
    if headers is None:
        return {}
    merged: dict[str, Any] = dict(pipeline.headers)
    merge_headers(merged, default_headers(pipeline.api, headers))
    return merged


def _cipher(key: CredentialKey | None) -> Cipher | None:
    if not isinstance(key, str | bytes):
        return key
    from ..encryption import CredentialCipher  # its library is loaded where a key is passed

    return CredentialCipher.from_pem(key)


def _token_urls(api: Api, base: Url, environment: str | None, own: Url | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, scheme in api.schemes.items():
        if not isinstance(scheme, TokenScheme):
            continue
        if own is not None:
            found[name] = str(own)
        elif not scheme.urls:
            found[name] = str(structs.replace(base, path=base.path + scheme.url))
        # With a base_url of the caller, the provider's own token endpoint would be wrong.
        elif environment is not None and environment in scheme.urls:
            found[name] = scheme.urls[environment]
    return found


def checked_end_user(end_user: EndUser | None) -> EndUser | None:
    """
    The user who is present, if it is one.

    Raises:
        ConfigurationError: It is of another type.
    """
    if end_user is not None and not isinstance(end_user, EndUser):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(f"end_user needs EndUser(ip_address=…), not {type_name(end_user)}")
    return end_user


def checked_read_budget(read_budget: ReadBudget | None) -> ReadBudget | None:
    """
    What counts reads, if it is one.

    Raises:
        ConfigurationError: It is of another type.
    """
    if read_budget is None:
        return None
    from ..psd2.read_budget import ReadBudget  # most programs have none

    if not isinstance(read_budget, ReadBudget):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(f"read_budget needs ReadBudget(…), not {type_name(read_budget)}")
    return read_budget


def checked_flag(name: str, value: object) -> bool:
    """
    A setting that is on or off.

    Raises:
        ConfigurationError: It is no bool.
    """
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} must be True or False, not {type_name(value)}")
    return value


def checked_drift(drift: DriftLog | None) -> DriftLog | None:
    """
    The drift log, if it is one.

    Raises:
        ConfigurationError: It is of another type.
    """
    if drift is None:
        return None
    from ..drift.log import DriftLog  # most programs never need it

    if not isinstance(drift, DriftLog):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(f"drift needs DriftLog(path), not {type_name(drift)}")
    return drift


def default_headers(api: Api, headers: Mapping[str, str] | None) -> dict[str, Secret]:
    """
    The headers of every call, checked.

    Raises:
        ConfigurationError: A header cannot be set.
    """
    if headers is not None and not is_mapping(headers):
        raise ConfigurationError(f"headers must be a mapping, not {type_name(headers)}")
    try:
        checked = own_headers(api, headers or {}, place="headers")
        return {name: Secret(value) for name, value in checked.items()}
    except ArgumentError as error:
        raise ConfigurationError(str(error)) from None


def _base(api: Api, environment: str, base_url: str | None) -> Url:
    if base_url is None and environment not in [*api.environments]:
        known = ", ".join(api.environments)
        raise ConfigurationError(
            f"{api.name} has no environment {environment!r}; known: {known}; or pass a base_url"
        )
    wanted = api.environments[environment] if base_url is None else base_url
    url = _checked_url(api, "base_url", wanted)
    return structs.replace(url, path=url.path.rstrip("/"))


def _checked_url(api: Api, argument: str, text: str) -> Url:
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(f"{argument} must be a str, not {type_name(text)}")
    text = text.strip()
    try:
        url = parse_url(text)
        reason = "it has a query" if url.query is not None else ""
    except ValueError as error:
        url, reason = None, address_trouble(text) or str(error)
    if url is None or reason:
        raise ConfigurationError(f"the {argument} of {api.name} cannot be used: {reason}")
    # Plain http is for a sandbox or a test server: it would expose tokens on a network.
    if url.origin.scheme != "https" and not url.origin.is_loopback:
        raise ConfigurationError(
            f"the {argument} of {api.name} must use https unless it is a loopback address"
        )
    return url
