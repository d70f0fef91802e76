"""
The test logins of the sandbox's banks, their PINs and TANs.

The README, the control page and the tests are made from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..sources.source import Source, lines, made_up, parts
from .bank_login import BankLogin, Provider
from .behaviour import Behaviour, Method

__all__ = ["LOGINS", "PINS", "TANS", "login_named"]

PINS: Mapping[str, str] = MappingProxyType(
    {
        "falsch": "is wrong: BA1011 at BANKSapi",
        "gesperrt": "belongs to a locked login: BA1010 at BANKSapi",
        "unvollstaendig": "is incomplete: BA1012 at BANKSapi",
    }
)
"""The PINs that the banks refuse at every login; 422 at finAPI."""
TANS: Mapping[str, str] = MappingProxyType(
    {
        "123456": "is right for every method",
        "000000": "is wrong, as is everything else that is not right",
        "111111": "comes too late: the SCA is over",
        "999999": "locks the login until the sandbox is reset",
    }
)
"""The TANs that mean the same at every login."""

_TAN = "Challenge → Finished"
_CHOICE = "ChooseMethod → Challenge → Finished"
_APP = "Decoupled → Finished"
_PAGE = "Redirect → Finished"
_THREE_TANS = "ChooseMethod → Challenge → Challenge → Challenge → Failed(tan_blocked)"
_THREE_WRONG = "ChooseMethod → Challenge → Challenge → Challenge → Failed(sca_failed)"
_UNKNOWN = "Redirect → Unknown(unseen)"
_WRONG = ("000000", "000001", "000003")
_TEST_BANKS = parts("finAPI's page on its test banks")
_BY_BANK = (lines("001", 893), lines("004", 236))
_CHOOSES = (lines("001", 891), lines("004", 107))
_IN_APP = (lines("001", 894), lines("004", 719, 818))
_AT_PAGE = (lines("001", 895), lines("004", 403, 419))
_FORM = (lines("001", (798, 810)), parts("finAPI Access 1.151.1", "ErrorCode"))
_PACE = made_up("how many polls it takes")
_TOGETHER = lines("004", 20)


def _method(name: str, method: Method, does: str, *shown: Source) -> BankLogin:
    return BankLogin(
        name=name,
        does=f"the bank itself chooses {does}",
        ends=_TAN,
        sources=(*_BY_BANK, *shown),
        behaviour=Behaviour(method=method),
    )


def _app(
    name: str, method: Method, does: str, *more: Source, ends: str = _APP, **but: str
) -> BankLogin:
    return BankLogin(
        name=name,
        does=does,
        ends=ends,
        but={place.replace("_", " "): steps for place, steps in but.items()},
        sources=(*_IN_APP, *more),
        behaviour=Behaviour(method=method),
    )


LOGINS: tuple[BankLogin, ...] = (
    BankLogin(
        name="no-sca",
        finapi=("demo_no_msa",),
        does="asks for nothing, not even for orders",
        ends="Finished",
        sources=(_TEST_BANKS, made_up("orders of BANKSapi")),
        behaviour=Behaviour(reading_needs_sca=False, orders_need_sca=False),
    ),
    BankLogin(
        name="mueller",
        does="asks for nothing, and leads to the accounts of a company, which Bankimport has too",
        ends="Finished",
        sources=(made_up("a company with accounts in all five APIs"),),
        behaviour=Behaviour(reading_needs_sca=False, orders_need_sca=False),
    ),
    BankLogin(
        name="demo1",
        providers=("banksapi",),
        does="no SCA for data; orders and renewals need one",
        ends="Finished",
        but={"payment": _CHOICE, "renewal": _CHOICE},
        sources=(lines("001", 1676), made_up("which steps of it need an SCA")),
        behaviour=Behaviour(reading_needs_sca=False),
    ),
    BankLogin(
        name="demo",
        providers=("finapi",),
        does="offers four methods: SMS, push, chipTAN and an app",
        ends=_CHOICE,
        sources=(_TEST_BANKS, lines("004", 74)),
        behaviour=Behaviour(offers="usual"),
    ),
    _method("sms", "sms", "a text message", lines("001", 775)),
    _method("push-tan", "push", "a pushTAN", lines("001", 780)),
    _method(
        "photo-tan",
        "photo",
        "a photoTAN, with a picture",
        lines("001", 6726),
        lines("004", (222, 226)),
    ),
    _method(
        "chip-tan",
        "chip",
        "a chipTAN with a flicker code",
        lines("001", 6724),
        lines("004", (228, 230)),
    ),
    _method(
        "chip-tan-qr",
        "chip-qr",
        "a chipTAN with a QR code",
        _TEST_BANKS,
        parts("BANKSapi's Java client"),
    ),
    BankLogin(
        name="all-methods",
        finapi=("demo_all_methods",),
        banksapi=("test_sca_method",),
        does="offers every method",
        ends=_CHOICE,
        sources=_CHOOSES,
        behaviour=Behaviour(),
    ),
    BankLogin(
        name="one-method",
        finapi=("demo_one_method",),
        banksapi=("test_sca_one_method",),
        does="lets the user choose from one method",
        ends=_CHOICE,
        sources=(*_CHOOSES, made_up("that there is one only")),
        behaviour=Behaviour(offers="one"),
    ),
    BankLogin(
        name="media",
        banksapi=("test_sca_method_media",),
        does="method, then device; finAPI has no devices",
        ends=_CHOICE,
        but={"banksapi": "ChooseMethod → ChooseMedium → Challenge → Finished"},
        sources=(lines("001", 892, (5262, 5283)), made_up("at finAPI, which has no devices")),
        behaviour=Behaviour(has_media=True),
    ),
    BankLogin(
        name="two-rounds",
        finapi=("demo_two_sca",),
        does="a second SCA after the first",
        ends="ChooseMethod → Challenge → ChooseMethod → Challenge → Finished",
        sources=(lines("001", 896), _TOGETHER),
        behaviour=Behaviour(rounds=2),
    ),
    BankLogin(
        name="test_sca_twice",
        providers=("banksapi",),
        does="method, device, TAN; then a second SCA in an app",
        ends="ChooseMethod → ChooseMedium → Challenge → Decoupled → Finished",
        sources=(lines("001", 896),),
        behaviour=Behaviour(rounds=2, has_media=True, ends_in_app=True),
    ),
    BankLogin(
        name="tan-again",
        does="shows the same challenge again after a wrong TAN; BANKSapi three times",
        ends=_THREE_TANS,
        but={"banksapi": _THREE_WRONG},
        typed=_WRONG,
        sources=(lines("001", 1248), made_up("how often a wrong TAN is asked for again")),
        behaviour=Behaviour(asks_again="same"),
    ),
    BankLogin(
        name="demo_wrong_tan_again",
        providers=("finapi",),
        does="shows the challenge again after a wrong TAN, and says why",
        ends="ChooseMethod → Challenge → Challenge → Finished",
        typed=("000000", "123456"),
        sources=(made_up("that the bank asks again, and its words"),),
        behaviour=Behaviour(asks_again="with words"),
    ),
    BankLogin(
        name="legacy-tan",
        does="after a wrong TAN only the hint of BANKSapi's older transfers changes",
        ends="ChooseMethod → Challenge → Failed(bank_said_no)",
        but={
            "banksapi": _THREE_WRONG,
            "banksapi payment": "Challenge → Challenge → Challenge → Failed(tan_blocked)",
        },
        typed=_WRONG,
        sources=(lines("001", 4297), made_up("at finAPI, and that there is an end")),
        behaviour=Behaviour(hides_wrong_tan=True),
    ),
    _app("decoupled", "app", "an app; confirmed at the second poll", _PACE),
    _app("decoupled-slow", "app-slow", "an app; confirmed at the eighth poll", _PACE),
    _app(
        "decoupled-never",
        "app-never",
        "an app; never confirmed",
        made_up("how long the bank waits"),
        ends="Decoupled → Expired",
        payment="Decoupled → Unknown(unseen)",
    ),
    _app(
        "decoupled-declined",
        "app-declined",
        "an app; declined there at the second poll",
        made_up("how a refusal in the app is told: BA3040, or 422"),
        ends="Decoupled → Failed(bank_said_no)",
        banksapi="Decoupled → Failed(sca_failed)",
    ),
    _app(
        "decoupled-phone",
        "app-phone",
        "an app; waits for the button on the phone",
        made_up("the phone is a page of the sandbox"),
    ),
    _app(
        "decoupled-button",
        "app-button",
        "an app without polling: BANKSapi is told that the user has confirmed",
        lines("001", 761),
        made_up("that it cannot be polled"),
    ),
    BankLogin(
        name="redirect",
        does="sends the user to its page; at finAPI typed at the page of bank 280002",
        ends=_PAGE,
        sources=_AT_PAGE,
        behaviour=Behaviour(method="redirect"),
    ),
    BankLogin(
        name="redirect-declined",
        does="the user refuses at the page",
        ends="Redirect → Cancelled(user)",
        but={"banksapi payment": _UNKNOWN},
        sources=(*_AT_PAGE, made_up("the error in the address, and BANKSapi's `baReentry`")),
        behaviour=Behaviour(method="redirect", page="declined"),
    ),
    BankLogin(
        name="redirect-declined-unseen",
        providers=("finapi",),
        does="the user refuses at the page, which only the last call tells",
        ends="Redirect → Failed(bank_said_no)",
        sources=(*_AT_PAGE, _TEST_BANKS),
        behaviour=Behaviour(method="redirect", page="declined-unseen"),
    ),
    BankLogin(
        name="redirect-silent",
        does="the user never comes back from the page",
        ends="Redirect → Expired",
        but={
            "finapi payment": "Redirect → Unknown(open)",
            "banksapi payment": "Redirect → Failed(sca_failed)",
        },
        sources=(*_AT_PAGE, made_up("what becomes of it")),
        behaviour=Behaviour(method="redirect", page="silent"),
    ),
    BankLogin(
        name="redirect-late",
        does="the user takes 16 minutes; the clock of the sandbox is moved",
        ends="Redirect → Expired",
        but={"payment": _UNKNOWN},
        sources=(
            *_AT_PAGE,
            parts("BANKSapi's redirect-sca-sdk"),
            made_up("at finAPI, that 15 minutes are the limit"),
        ),
        behaviour=Behaviour(method="redirect", page="late"),
    ),
    BankLogin(
        name="redirect-foreign-state",
        does="the user comes back with another state",
        ends="Redirect → refused",
        sources=(lines("004", 465), made_up("an attack on the way back")),
        behaviour=Behaviour(method="redirect", page="foreign-state"),
    ),
    BankLogin(
        name="web-form",
        finapi=("demo_web_form",),
        does="needs a web form (451) at BANKSapi and in finAPI v1",
        ends="Redirect → Finished",
        but={
            "finapi": "Finished",
            "v1": _PAGE,
            "banksapi payment": "Redirect → Finished(unverified)",
        },
        sources=_FORM,
        behaviour=Behaviour(reading_needs_sca=False, orders_need_sca=False, form="complete"),
    ),
    BankLogin(
        name="web-form-aborted",
        does="the user leaves the web form",
        ends="Redirect → Cancelled(user)",
        but={
            "finapi": "Finished",
            "v1": "Redirect → Cancelled(user)",
            "banksapi payment": _UNKNOWN,
        },
        sources=_FORM,
        behaviour=Behaviour(reading_needs_sca=False, orders_need_sca=False, form="abort"),
    ),
    BankLogin(
        name="web-form-failed",
        does="the web form fails",
        ends="Redirect → Failed(bank_said_no)",
        but={
            "finapi": "Finished",
            "v1": "Redirect → Failed(bank_said_no)",
            "banksapi payment": _UNKNOWN,
            "banksapi renewal": "Redirect → Failed(credentials)",
        },
        sources=_FORM,
        behaviour=Behaviour(reading_needs_sca=False, orders_need_sca=False, form="fail"),
    ),
    BankLogin(
        name="web-form-expired",
        does="the user never completes the web form",
        ends="Redirect → Expired",
        but={
            "finapi": "Finished",
            "v1": "Redirect → Expired",
            "banksapi payment": _UNKNOWN,
        },
        sources=(*_FORM, made_up("what a form is that nobody ends")),
        behaviour=Behaviour(reading_needs_sca=False, orders_need_sca=False, form="expire"),
    ),
    BankLogin(
        name="no-method",
        banksapi=("test_sca_none",),
        does="has no method for the user",
        ends="Failed(no_method)",
        but={"finapi": "Failed(credentials)", "finapi payment": "Failed(bank_said_no)"},
        sources=(lines("001", 1265), made_up("at finAPI")),
        behaviour=Behaviour(offers="none"),
    ),
    BankLogin(
        name="payee-check",
        does="says that the payee's name does not fit the IBAN; the TAN confirms it",
        ends=_TAN,
        sources=(made_up("no document tells how a check of the payee is shown"),),
        behaviour=Behaviour(method="sms", checks_payee=True),
    ),
    BankLogin(
        name="submitted-quiet",
        does="an order of BANKSapi ends with BA1112, and its result is 400",
        ends=_TAN,
        sources=(lines("001", 1252), made_up("that the result cannot be read")),
        behaviour=Behaviour(method="sms", forgets_result=True),
    ),
    BankLogin(
        name="sca-failed-quiet",
        does="after the TAN there is `VOLLSTAENDIG` and `start_sca` at BANKSapi",
        ends=_TAN,
        but={
            "banksapi start": "Challenge → Finished(unverified)",
            "banksapi renewal": "Challenge → Finished(unverified)",
        },
        sources=(lines("001", 896), made_up("at finAPI, where the SCA succeeds")),
        behaviour=Behaviour(method="sms", fails_quietly=True),
    ),
    BankLogin(
        name="old-data-timeout",
        does="`timeout` of BANKSapi's data is in the past beside an open SCA",
        ends=_TAN,
        sources=(lines("001", (61, 62), 6152),),
        behaviour=Behaviour(method="sms", data_timeout_is_past=True),
    ),
    BankLogin(
        name="hostile-text",
        does="texts of 10 KB with HTML, terminal codes and marks that turn the direction",
        ends=_TAN,
        sources=(made_up("what a bank must not be able to do to a page or a terminal"),),
        behaviour=Behaviour(method="sms", is_hostile=True),
    ),
    BankLogin(
        name="future",
        finapi=("demo_future",),
        banksapi=("test_future",),
        does="an unknown status, message and relation",
        ends="Unsupported",
        sources=(made_up("no document has it"),),
        behaviour=Behaviour(is_future=True),
    ),
    BankLogin(
        name="test_sca_alias",
        providers=("banksapi",),
        does="the relation for polling is called `authentication_decoupled`",
        ends=_CHOICE,
        sources=(lines("001", 894),),
        behaviour=Behaviour(poll_relation="authentication_decoupled"),
    ),
    BankLogin(
        name="slow",
        banksapi=("demo_slow",),
        does="the import of BANKSapi goes on after the call",
        ends="Finished",
        but={"payment": _CHOICE, "banksapi renewal": _CHOICE},
        sources=(parts("BANKSapi's Java client"), made_up("how long it takes")),
        behaviour=Behaviour(reading_needs_sca=False, is_slow=True),
    ),
    BankLogin(
        name="slow-payment",
        finapi=("demo_slow_payment",),
        does="an order is pending for a minute",
        ends=_CHOICE,
        sources=(
            lines("001", 1252),
            parts("finAPI Access 2024.18.1", "OrderInitiationStatus"),
            made_up("the minute"),
        ),
        behaviour=Behaviour(orders="slow"),
    ),
    BankLogin(
        name="failing-payment",
        finapi=("demo_failing_payment",),
        banksapi=("test_failing_payment",),
        does="an order is refused: at once by BANKSapi, later by finAPI",
        ends=_CHOICE,
        but={
            "finapi payment": "ChooseMethod → Challenge → Failed(bank_said_no)",
            "banksapi payment": "ChooseMethod → Challenge → Unknown(answered)",
        },
        sources=(
            parts("BANKSapi's guide of the demo provider"),
            made_up("at finAPI, and which message comes"),
        ),
        behaviour=Behaviour(orders="refused"),
    ),
    BankLogin(
        name="access-exceeded",
        banksapi=("test_access_exceeded",),
        does="a refresh without the user is BA1053 at BANKSapi; the data stays",
        ends="Finished",
        but={"payment": _CHOICE, "banksapi renewal": _CHOICE},
        sources=(lines("001", 1240),),
        behaviour=Behaviour(reading_needs_sca=False, is_exceeded=True),
    ),
)
"""The rows, in the order of the README."""

_BY_NAME: Mapping[tuple[Provider, str], BankLogin] = {
    (provider, name): login
    for login in LOGINS
    for provider in ("finapi", "banksapi")
    for name in login.names(provider)
}


def login_named(provider: Provider, name: str) -> BankLogin | None:
    """
    Find a login. What follows a plus sign in its name is ignored.
    """
    return _BY_NAME.get((provider, name.partition("+")[0]))
