"""
How the API of a generated package asks for strong customer authentication (SCA).

These classes hold values only, no behaviour. Field names are those on the wire.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from . import Operation

__all__ = [
    "BookingQuery",
    "ChallengeFields",
    "ChoiceFields",
    "CodeMeaning",
    "FormProgress",
    "FormQuery",
    "HypermediaSca",
    "LockedMeaning",
    "Meaning",
    "OrderProgress",
    "PayeeFields",
    "PayeeResult",
    "RepeatCallSca",
    "ReturnMeaning",
    "ScaConfig",
    "StatusQuery",
    "StepKind",
    "WebFormSca",
]

StepKind: TypeAlias = Literal[
    "method", "medium", "payee", "challenge", "redirect", "form", "decoupled", "renewal"
]
"""What the user must do. ``form`` is a page of the provider, ``redirect`` one of the bank."""

PayeeResult: TypeAlias = Literal["match", "close_match", "no_match", "not_checked"]
"""What the bank found when it compared the name of a payee with the owner of the account."""

OrderProgress: TypeAlias = Literal["open", "pending", "done", "failed"]
"""The progress of an order: not sent to the bank, sent, carried out, refused."""

FormProgress: TypeAlias = Literal[
    "waiting", "working", "form", "done", "failed", "expired", "cancelled"
]
"""The progress of a web form, or of a task that may need one (``form``)."""

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
    "expired",
    "taken",
    "unclear",
    "done",
]
"""
What a code of the provider means. Most of them end the flow. ``taken`` is evidence that an earlier
sending of the same order was taken, and ``unclear`` says nothing of what became of it.
"""

ReturnMeaning: TypeAlias = Literal["finished", "cancelled", "failed"]
"""What the returning browser says about a page. Anyone can write that, so it proves nothing."""


LockedMeaning: TypeAlias = Literal["busy", "user"]
"""What a 423 means: what is called is busy for a while, or the user is locked."""


class CodeMeaning(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a code means, before and after the user has authorised an order.
    """

    before: Meaning
    after: Meaning | None = None
    """
    After a TAN, a callback or an offered approval; None if it then proves nothing. What is no order
    has only the meaning before.
    """
    source: str
    """Where the provider says so."""


class ChoiceFields(msgspec.Struct, frozen=True, kw_only=True):
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
    implicit: str | None = None
    """The flag of an entry with which nothing has to be typed later."""


class ChallengeFields(msgspec.Struct, frozen=True, kw_only=True):
    """
    The fields of a challenge that the user must see.
    """

    text: str
    label: str | None = None
    """The label of the input field."""
    codes: tuple[str, ...] = ()
    """Optical codes in any format. The first that can be read is shown."""
    pictures: tuple[str, ...] = ()
    mime: str | None = None
    """The MIME type of the picture, if it has a field of its own."""
    documents: tuple[str, ...] = ()


class PayeeFields(msgspec.Struct, frozen=True, kw_only=True):
    """
    The verification of a payee, which the user must confirm. Paths have dots.
    """

    result: str
    """The path of the result, where the provider says what it wants."""
    results: Mapping[str, PayeeResult]
    suggested_name: str | None = None
    """The path of the name that the bank knows, if it tells it."""
    text: str | None = None
    """The path of a text for the user."""
    order_name: str | None = None
    """The path of the payee's name in the body of the call."""
    confirmed: str | None = None
    """The field of the answer that takes true."""
    confirmed_name: str | None = None
    """The field of the answer that takes the name that was shown to the user."""


class StatusQuery(msgspec.Struct, frozen=True, kw_only=True):
    """
    How to learn the outcome of a call whose response was lost.
    """

    operation: Operation[Any]
    """Reads the resource, or a list of resources."""
    argument: str
    """Its Python parameter that takes the id of the resource."""
    value: str
    """The field of the lost call's body with that id."""
    items: str | None = None
    """The list in the response; None if the response is the resource."""
    status: str
    statuses: Mapping[str, OrderProgress]
    message: str | None = None
    """The field of the resource with the bank's text for the user."""


class BookingQuery(msgspec.Struct, frozen=True, kw_only=True):
    """
    How to look for an order among the bookings of its account.
    """

    operation: Operation[Any]
    account_argument: str
    """Its Python parameter that takes a list with the id of the account."""
    since_argument: str
    """Its Python parameter that takes the earliest day of a booking."""
    limit_argument: str
    limit: float
    """How many bookings are asked for. A full page may leave the order out."""
    fixed: Mapping[str, str]
    """Further arguments."""
    account: str
    """The field of an order with the id of its account."""
    amount: str
    """The field with the amount, in an order and in a booking, whatever its sign."""
    items: str
    """The list in the response."""


class FormQuery(msgspec.Struct, frozen=True, kw_only=True):
    """
    How to learn what became of a web form that an error has led to. Its id is the error's message.
    """

    operation: Operation[Any]
    argument: str
    """Its Python parameter that takes the id of the form."""
    status: str
    statuses: Mapping[str, FormProgress]
    code: str
    """The field with the HTTP status that the call has had in the end."""
    answer: str
    """The field with the body of that response, as a text."""


class RepeatCallSca(msgspec.Struct, frozen=True, kw_only=True):
    """
    The same call is repeated with all its fields and the TAN or the choice, until it succeeds.
    """

    field: str
    """The field of the body that takes the answer."""
    reference: str
    """The id of the step, in the challenge and in the answer."""
    status: str
    statuses: Mapping[str, StepKind]
    """Status of a challenge → what the user must do."""
    method: str
    answer: str
    returned: str
    """Takes the query string that the browser brought back."""
    confirmed: str
    """True asks whether the user has confirmed elsewhere."""
    offer: ChoiceFields
    shown: ChallengeFields
    payee: PayeeFields | None = None
    """Needed by a status that asks for the payee; its paths are those of the challenge."""
    url: str
    state: str
    """The value that the browser must bring back from the bank's page."""
    state_field: str
    """The field of the challenge that names the query parameter for it."""
    return_url: str
    """The field of the body that takes the return URL."""
    seconds: float
    """The pause between two polls."""
    login: str | None = None
    """The field of the body with what the user signs in to the bank with."""
    bank: tuple[str, ...]
    """Fields of the body that name the bank. The first that is present counts."""
    access: tuple[str, ...] = ()
    """Fields of the body that name the access at a bank. The first that is present counts."""
    bank_name: str | None = None
    """The field of an error body with the bank, as a text for people."""
    wrong_login: tuple[str, ...] = ()
    """
    Codes that mean that the credentials are wrong, if there was no TAN and the call is no order.
    """
    codes: Mapping[str, CodeMeaning] = msgspec.field(default_factory=dict[str, CodeMeaning])
    """Any other code of an error refuses the call, and proves nothing after authorisation."""
    on_locked: LockedMeaning = "busy"
    """What a 423 means."""
    status_queries: Mapping[str, StatusQuery] = msgspec.field(
        default_factory=dict[str, StatusQuery]
    )
    """Operation id → how to learn its outcome."""
    web_form: FormQuery | None = None
    """For calls without a status query."""
    unfinished: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    """
    Operation id → the field of its success with a challenge for another call. If it is filled, the
    order is not carried out yet.
    """
    quiet_seconds: float = 1800.0
    """
    From the last request that could have moved an order to the look that allows sending it again.
    """
    bookings: BookingQuery | None = None
    described_by: tuple[str, ...] = ()
    """Fields of a body by which a person recognises an order among the bookings."""


class HypermediaSca(msgspec.Struct, frozen=True, kw_only=True):
    """
    The links of a resource say what comes next.
    """

    relation_kinds: Mapping[str, StepKind]
    """Relation → what the user must do. If several are present, the first counts."""
    fields: Mapping[str, str]
    """Relation → the field of the body that takes the answer. Others take ``{}``."""
    cancel: str
    refresh_relation: str
    """The relation that reads the resource again, or a resource of the SCA where that is apart."""
    resource_relations: tuple[str, ...] = ()
    """Relations of a resource of the SCA that read the resource of the call."""
    methods: tuple[ChoiceFields, ...]
    media: tuple[ChoiceFields, ...]
    challenge: str
    shown: ChallengeFields
    """Its fields, inside ``content`` of the challenge."""
    content: str
    payee: PayeeFields | None = None
    """Needed by a relation that asks for the payee; its paths are those of the resource."""
    title: str | None = None
    """The name of the procedure in the challenge."""
    hint: str | None = None
    """A text of the resource for the user beside the input field."""
    decoupled: str
    """The flag of a challenge that the user confirms elsewhere."""
    messages: str
    texts: tuple[str, ...] = ()
    """The fields of a message with texts for the user."""
    code: str
    codes: Mapping[str, CodeMeaning]
    on_locked: LockedMeaning = "busy"
    """What a 423 means."""
    repeated_if_wrong: tuple[str, ...] = ()
    """Relations that a resource still has after an answer only if the answer was wrong."""
    status: str
    working: tuple[str, ...]
    asking: tuple[str, ...]
    complete: tuple[str, ...]
    timeouts: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    """
    Operation id → the field of its resources with the deadline of the step, as local time in
    Europe/Berlin. The resources of other operations do not say how long a step lasts.
    """
    document: str | None = None
    """The relation that reads the document of a challenge that lacks one."""
    seconds: float
    """The pause between two polls."""
    working_seconds: float
    """The pause between two reads of a resource that is being processed."""
    confirm_seconds: float = 60.0
    """
    The pause before a bank that cannot be polled is told that the user has confirmed, although the
    user has not said so.
    """
    callback: str
    """The query parameter that takes the return URL."""
    return_parameter: str
    """The query parameter that the browser brings back from a web form."""
    return_meanings: Mapping[str, ReturnMeaning]
    login: str | None = None
    """The field of a body with what the user signs in to the bank with."""
    bank: tuple[str, ...]
    """Fields and parameters that name the bank. The first that is present counts."""
    access: tuple[str, ...] = ()
    """Fields and parameters that name the access at a bank. The first that is present counts."""
    described_by: tuple[str, ...] = ()
    """Fields of a body by which a person recognises an order among the bookings."""
    status_operations: Mapping[str, Operation[Any]] = msgspec.field(
        default_factory=dict[str, Operation[Any]]
    )
    """
    Operation id → what reads the resource of the call. Its id is a path parameter of both, or the
    only key of the call's body.
    """


class WebFormSca(msgspec.Struct, frozen=True, kw_only=True):
    """
    A web form, or a task that may need one. Its status is polled, whatever the browser says.
    """

    read: Operation[Any]
    argument: str
    """The Python parameter of ``read`` that takes the id of the resource."""
    id: str
    status: str
    statuses: Mapping[str, FormProgress]
    form: str | None = None
    """The path of the web form in the resource, with dots; None if the resource is the form."""
    form_statuses: Mapping[str, FormProgress] = msgspec.field(
        default_factory=dict[str, FormProgress]
    )
    """Status of the form → its progress, for tasks whose own status does not change meanwhile."""
    url: str
    """The field of the form with its URL."""
    ends: str | None = None
    """The field of the form with the time at which it closes."""
    code: str
    """The path of the error code in the resource, with dots."""
    codes: Mapping[str, CodeMeaning] = msgspec.field(default_factory=dict[str, CodeMeaning])
    """The user can authorise an order in the form, so ``after`` counts for orders."""
    message: str | None = None
    """The path of the bank's error message in the resource, with dots."""
    callbacks: tuple[str, ...]
    """The query parameters of the form's URL that take the return URL."""
    cancel: Operation[Any] | None = None
    described_by: tuple[str, ...] = ()
    """Fields of a body by which a person recognises an order among the bookings."""
    on_locked: LockedMeaning = "busy"
    """What a 423 means."""
    seconds: float
    """The pause between two polls."""


class ScaConfig(msgspec.Struct, frozen=True, kw_only=True):
    """
    How an API asks for SCA. Each operation says which of these apply to it.
    """

    operations: tuple[Operation[Any], ...] = ()
    """All operations that may need SCA."""
    repeat: RepeatCallSca | None = None
    relations: HypermediaSca | None = None
    forms: Mapping[str, WebFormSca] = msgspec.field(default_factory=dict[str, WebFormSca])
    """Operation id → the web form or task that it creates."""
