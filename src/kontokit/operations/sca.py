"""
The vocabulary in which generated packages say how their API asks for strong customer
authentication (SCA): values only, no behaviour. Names of fields are those on the wire.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import attrs

from . import Operation

__all__ = [
    "ChallengeFields",
    "ChoiceFields",
    "FormProgress",
    "HypermediaSca",
    "Meaning",
    "OrderProgress",
    "RepeatCallSca",
    "ReturnMeaning",
    "ScaConfig",
    "StatusQuery",
    "StepKind",
    "WebFormSca",
]

StepKind: TypeAlias = Literal[
    "method", "medium", "challenge", "redirect", "form", "decoupled", "renewal"
]
"""What the user is asked for. ``form`` is a page of the provider, ``redirect`` one of the bank."""

OrderProgress: TypeAlias = Literal["open", "pending", "done", "failed"]
"""How far an order is: not handed to the bank, handed over, carried out, refused."""

FormProgress: TypeAlias = Literal[
    "waiting", "working", "form", "done", "failed", "expired", "cancelled"
]
"""How far a web form is, or a task that may want one (``form``)."""

Meaning: TypeAlias = Literal[
    "credentials",
    "locked",
    "incomplete",
    "wrong_answer",
    "method",
    "medium",
    "sca_failed",
    "no_method",
    "too_often",
    "refused",
    "done",
]
"""What a message of the provider says. The user cannot go on after most of them."""

ReturnMeaning: TypeAlias = Literal["finished", "cancelled", "failed"]
"""What the browser says of a page when it comes back. Anybody can write that."""


@attrs.frozen(kw_only=True)
class ChoiceFields:
    """
    A list to choose from.
    """

    items: str
    id: str
    name: str
    hint: str | None = None
    since: str | None = None
    until: str | None = None
    """The local times in Europe/Berlin between which the entry can be used."""


@attrs.frozen(kw_only=True)
class ChallengeFields:
    """
    Where a challenge holds what the user has to see.
    """

    text: str
    label: str | None = None
    """What stands beside the field for the answer."""
    codes: tuple[str, ...] = ()
    """Optical codes in any of their forms; the first that can be read is shown."""
    pictures: tuple[str, ...] = ()
    mime: str | None = None
    """The MIME type of the picture, where it stands beside it."""
    documents: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class StatusQuery:
    """
    How to learn what became of a call whose answer was lost.
    """

    operation: Operation[Any]
    """Reads the resource, or a list of resources."""
    argument: str
    """Its Python parameter that names the resource."""
    value: str
    """The field of the lost call's body with that name."""
    items: str | None = None
    """The list in the answer; None where the answer is the resource."""
    status: str
    statuses: Mapping[str, OrderProgress]


@attrs.frozen(kw_only=True)
class RepeatCallSca:
    """
    The same call is repeated with all its fields and an answer, until it succeeds.
    """

    field: str
    """The field of the body that takes the answer."""
    reference: str
    """Names the step, in the challenge and in the answer."""
    status: str
    statuses: Mapping[str, StepKind]
    """Status of a challenge → what is asked for."""
    method: str
    answer: str
    returned: str
    """Takes the query string with which the browser came back."""
    confirmed: str
    """True asks whether the user has confirmed elsewhere."""
    offer: ChoiceFields
    shown: ChallengeFields
    url: str
    state: str
    """The value that has to come back from the bank's page."""
    state_field: str
    """The field of the challenge with the name of the query parameter for it."""
    return_url: str
    """The field of the body with the address to which the bank sends the browser back."""
    seconds: float
    """Between two questions whether the user has confirmed."""
    bank: tuple[str, ...]
    """Fields of the body that name the bank; the first that is there counts."""
    refused: tuple[str, ...] = ()
    """Codes with which a bank refuses what the user has entered."""
    expired_codes: tuple[str, ...] = ()
    """Codes that say: there is no such challenge any more."""
    status_queries: Mapping[str, StatusQuery] = attrs.field(factory=dict[str, StatusQuery])
    """Operation id → how to learn what became of it."""


@attrs.frozen(kw_only=True)
class HypermediaSca:
    """
    The links of a resource say what comes next.
    """

    relation_kinds: Mapping[str, StepKind]
    """Relation → what is asked for; of several that are there, the first one counts."""
    fields: Mapping[str, str]
    """Relation → the field of the body that takes the answer; relations without one take ``{}``."""
    cancel: str
    refresh_relation: str
    """The relation that reads the resource again."""
    methods: tuple[ChoiceFields, ...]
    media: tuple[ChoiceFields, ...]
    challenge: str
    shown: ChallengeFields
    """Inside of ``content`` of the challenge."""
    content: str
    decoupled: str
    """The flag of a challenge that the user confirms elsewhere."""
    messages: str
    code: str
    codes: Mapping[str, Meaning]
    inconclusive: tuple[str, ...] = ()
    """
    Codes that say nothing of an order once the user has authorised it: the bank may have
    carried it out.
    """
    status: str
    working: tuple[str, ...]
    asking: tuple[str, ...]
    complete: tuple[str, ...]
    timeout: str
    """Local time in Europe/Berlin until which the step can be done."""
    seconds: float
    """Between two questions whether the user has confirmed."""
    working_seconds: float
    """Between two reads of a resource that is being processed."""
    callback: str
    """The query parameter with the address to which the browser is sent back."""
    return_parameter: str
    """The query parameter with which the browser comes back from a web form."""
    return_meanings: Mapping[str, ReturnMeaning]
    bank: tuple[str, ...]
    status_operations: Mapping[str, Operation[Any]] = attrs.field(factory=dict[str, Operation[Any]])
    """
    Operation id → what reads the resource that the call makes or is about: one whose id stands in
    its address too, or is the only key of its body.
    """


@attrs.frozen(kw_only=True)
class WebFormSca:
    """
    A web form, or a task that may end in one: its status is asked for, the browser says nothing.
    """

    read: Operation[Any]
    argument: str
    """The Python parameter of ``read`` that names the resource."""
    id: str
    status: str
    statuses: Mapping[str, FormProgress]
    form: str | None = None
    """Where the resource holds its web form, with dots between; None where it is the form."""
    form_statuses: Mapping[str, FormProgress] = attrs.field(factory=dict[str, FormProgress])
    """How far the web form of a task is, where the task stays as it is meanwhile."""
    url: str
    """The address of the web form, in the form."""
    ends: str | None = None
    """The moment at which the form closes, in the form."""
    code: str
    """Where the resource says why it failed, with dots between."""
    message: str | None = None
    """Where it says that in the bank's words."""
    callbacks: tuple[str, ...]
    """The query parameters of the address that take where the browser is sent back to."""
    cancel: Operation[Any] | None = None
    seconds: float
    """Between two looks."""


@attrs.frozen(kw_only=True)
class ScaConfig:
    """
    How an API asks for SCA. An operation says which of these apply to it.
    """

    operations: tuple[Operation[Any], ...] = ()
    """All operations that may ask for SCA."""
    repeat: RepeatCallSca | None = None
    relations: HypermediaSca | None = None
    forms: Mapping[str, WebFormSca] = attrs.field(factory=dict[str, WebFormSca])
    """Operation id → the web form or task that it makes."""
