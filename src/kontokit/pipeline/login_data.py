"""
What a call carries to sign in to a bank: which credentials, at which bank, for which access.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Final, get_args

import msgspec
from msgspec import UNSET

from ..core.secret import Secret
from ..core.typeguards import is_list, is_mapping
from ..core.values import HidesFields
from ..operations import Operation
from ..operations.sca import HypermediaSca, Meaning, RepeatCallSca, ScaConfig
from ..serialization.field_encryption import keeping_secrets
from ..serialization.json_encoder import to_wire

_WRONG: Final[frozenset[Meaning]] = frozenset({"credentials", "locked"})


class LoginData(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    The credentials of a call for one bank.
    """

    _hidden: ClassVar = frozenset({"values"})

    values: Mapping[str, Secret] = msgspec.field(default_factory=dict[str, Secret])
    """Label or name of a login field → what the user has entered."""
    digests: tuple[str, ...] = ()
    """The digests of the values for the first books of a guard, where only these are known."""
    bank: str | None = None
    """The provider's id of the bank, where the call names it."""


class CallLogins(msgspec.Struct, frozen=True, kw_only=True):
    """
    All credentials of a call, and what a refusal of them looks like.
    """

    logins: tuple[LoginData, ...] = ()
    access: str | None = None
    """The provider's id of the access (a bank connection, an account), where the call names it."""
    codes: frozenset[str] = frozenset()
    """The codes that say that the credentials are wrong."""
    messages: tuple[str, str] | None = None
    """Where a success response has them: the field with the list, and that of the code in it."""
    is_answer: bool = False
    """Whether the call carries a TAN or another answer, which may be what is refused."""


NO_LOGINS: Final = CallLogins()


def wire_body(operation: Operation[Any], body: object) -> Any:
    """
    The body of a call as dicts and lists, its secrets still hidden; None if there is none.

    Args:
        body: A model, plain dicts and lists, None or UNSET.

    Raises:
        ArgumentError: The body does not fit its schema.
    """
    if body is None or body is UNSET or operation.body is None:
        return None
    with keeping_secrets():
        return to_wire(body, operation.body.type, operation.body.argument)


def wire_if_needed(operation: Operation[Any], body: object) -> Any:
    """
    The body as ``wire_body`` gives it, where an order or a read is recognised by it; else None.
    """
    # Most calls need nothing of their body before it is sent.
    needed = operation.order is not None or operation.bank_read is not None
    return wire_body(operation, body) if needed else None


def may_carry_logins(config: ScaConfig, operation: Operation[Any]) -> bool:
    """
    Whether calls of an operation have a field for credentials.

    Args:
        config: How the API asks for SCA.
    """
    mark = _mark(config, operation)
    if mark is None or mark.login is None or operation.body is None:
        return False
    return _has(operation.body.type, mark.login)


def logins_of(
    config: ScaConfig, operation: Operation[Any], arguments: Mapping[str, object], body: Any
) -> CallLogins:
    """
    The credentials that a call carries.

    Args:
        config: How the API asks for SCA.
        arguments: Its arguments by their Python names.
        body: Its body as dicts and lists, with secrets as ``Secret``.
    """
    mark = _mark(config, operation)
    if mark is None:
        return NO_LOGINS
    named = {one.wire: arguments.get(one.name) for one in operation.parameters}
    entries = list(_entries(body))
    found = (_login(mark, entry, named) for entry in entries)
    return CallLogins(
        logins=tuple(login for login in found if login is not None),
        access=_access(mark, [*entries, named]) or _only_key(body, entries),
        codes=_codes(mark, operation),
        messages=(mark.messages, mark.code) if isinstance(mark, HypermediaSca) else None,
        is_answer=isinstance(mark, RepeatCallSca) and _is_answer(mark, body),
    )


def _mark(config: ScaConfig, operation: Operation[Any]) -> RepeatCallSca | HypermediaSca | None:
    if "repeat" in operation.sca and config.repeat is not None:
        return config.repeat
    return config.relations if "relations" in operation.sca else None


@lru_cache(maxsize=256)
def _has(declared: Any, field: str) -> bool:
    """
    Whether a body of a type has a field, or has entries that have it.
    """
    if isinstance(declared, type) and issubclass(declared, msgspec.Struct):
        return any(one.encode_name == field for one in msgspec.structs.fields(declared))
    return any(_has(one, field) for one in get_args(declared))


def _entries(body: Any) -> Iterator[Mapping[str, Any]]:
    """
    The body itself and, if it is a map of resources, these.
    """
    if is_mapping(body):
        yield body
        yield from (one for one in body.values() if is_mapping(one))


def _login(
    mark: RepeatCallSca | HypermediaSca, entry: Mapping[str, Any], named: Mapping[str, object]
) -> LoginData | None:
    values = dict(_values(entry.get(mark.login))) if mark.login else {}
    if not values:
        return None
    found = (place.get(name) for place in (entry, named) for name in mark.bank)
    bank = next((str(one) for one in found if one is not None), None)
    return LoginData(values=values, bank=bank)


def _values(found: Any) -> Iterator[tuple[str, Secret]]:
    if is_mapping(found):
        yield from ((str(name), one) for name, one in found.items() if isinstance(one, Secret))
    for number, row in enumerate(found if is_list(found) else ()):
        for value in row.values() if is_mapping(row) else ():
            if isinstance(value, Secret):
                yield str(row.get("label", number)), value


def _access(mark: RepeatCallSca | HypermediaSca, places: list[Mapping[str, Any]]) -> str | None:
    found = (place.get(name) for name in mark.access for place in places)
    return next((str(one) for one in found if one is not None), None)


def _only_key(body: Any, entries: list[Mapping[str, Any]]) -> str | None:
    """
    The id under which a map creates a resource.
    """
    is_map = len(entries) == 2 and is_mapping(body) and len(body) == 1
    return str(next(iter(body))) if is_map else None


def _codes(mark: RepeatCallSca | HypermediaSca, operation: Operation[Any]) -> frozenset[str]:
    if isinstance(mark, RepeatCallSca):
        # The same code may refuse the order itself.
        return frozenset() if operation.is_order else frozenset(mark.wrong_login)
    return frozenset(code for code, meaning in mark.codes.items() if meaning.before in _WRONG)


def _is_answer(mark: RepeatCallSca, body: Any) -> bool:
    answer = body.get(mark.field) if is_mapping(body) else None
    given = (mark.answer, mark.returned, mark.confirmed)
    return is_mapping(answer) and any(answer.get(name) is not None for name in given)
