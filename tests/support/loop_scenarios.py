"""
The scenarios of the sandbox, as a person goes through them: one row for each login, method, page
and lost request of every API.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

import attrs

from kontokit_sandbox.banksapi import DEMO_PROVIDER
from kontokit_sandbox.banksapi.state.sca_methods import SCA_METHODS
from kontokit_sandbox.demo.test_logins import LOGINS
from kontokit_sandbox.finapi.sca.methods import PROCEDURES
from tests.support.flow_driver import BACK, CallMode, new_user
from tests.support.printed_loops import Script
from tests.support.sca_banksapi import LEGACY, ORDERS, access_of, credentials, order_of
from tests.support.sca_finapi import BANK, REDIRECTING_BANK, Customer, new_customer
from tests.support.sca_webform import PAYMENT, imported, update_of

Start: TypeAlias = Callable[[Any], Any]
"""Starts a flow with an SCA client; what it returns is awaited where the client is async."""
Begin: TypeAlias = Callable[[Any, CallMode, str], tuple[Any, Start]]
"""Makes a user of an API at the sandbox, and what starts the flow."""
TANS: Final = {1: "2", 902: "8534842", 912: "936086", 915: "123456", 999: "12"}
"""What BANKSapi's methods want."""
_OLDER_BANK: Final = 277672
_LOST: Final = ("request lost", "answer lost", "gateway timeout")


@attrs.frozen(kw_only=True)
class Scenario:
    """
    One way through an API.
    """

    name: str
    apis: tuple[str, ...]
    begin: Begin
    script: Script
    end: str
    """Kind of the last step, with its reason, as the README of the sandbox has it."""
    first: str | None = None
    """The end of the first loop, which always takes the first choice; None if it is not run."""
    disturbance: tuple[str, str, int] | None = None
    """Operation and what happens to it, and how many requests to it succeed before that."""
    orders: tuple[str, ...] | None = None
    """The status of the user's orders at the end."""


FINAPI: Final = ("finapi_access", "finapi_access_v1")


def importing(name: str, bank: int = BANK, **more: Any) -> Begin:
    def begin(sandbox: Any, mode: CallMode, api: str) -> tuple[Customer, Start]:
        user = new_customer(sandbox, mode, api)
        fields = {"bank_id": bank, **user.entry(name), **more}
        method = user.client.bank_connections.import_bank_connection
        return user, lambda sca: sca.start(method, **fields)

    return begin


def redirecting(sandbox: Any, mode: CallMode, api: str) -> tuple[Customer, Start]:
    user = new_customer(sandbox, mode, api)
    fields = {"bank_id": REDIRECTING_BANK, user.interface: "XS2A", "redirect_url": BACK}
    method = user.client.bank_connections.import_bank_connection
    return user, lambda sca: sca.start(method, **fields)


def paying(name: str) -> Begin:
    def begin(sandbox: Any, mode: CallMode, api: str) -> tuple[Customer, Start]:
        user = new_customer(sandbox, mode, api)
        fields = user.entry(name, payment_id=user.new_order())
        return user, lambda sca: sca.start(user.client.payments.submit, **fields)

    return begin


def adding(login: str, pin: str = "any") -> Begin:
    def begin(sandbox: Any, mode: CallMode, api: str) -> tuple[Any, Start]:
        user = new_user(sandbox, mode, api)
        add = user.client.bank_accesses.add
        return user, lambda sca: sca.start(add, **access_of(login, pin))

    return begin


def adding_by_form(sandbox: Any, mode: CallMode, api: str) -> tuple[Any, Start]:
    user = new_user(sandbox, mode, api)
    return user, lambda sca: sca.start(user.client.bank_accesses.add, str(uuid.uuid4()))


def ordering(kind: str, login: str) -> Begin:
    def begin(sandbox: Any, mode: CallMode, api: str) -> tuple[Any, Start]:
        user = new_user(sandbox, mode, api)
        method = getattr(user.client.payments, f"initiate_{kind}")
        return user, lambda sca: sca.start(method, **order_of(login, **ORDERS[kind]))

    return begin


def transferring(code: int, *, bulk: bool = False) -> Begin:
    def begin(sandbox: Any, mode: CallMode, api: str) -> tuple[Any, Start]:
        user = new_user(sandbox, mode, api)
        transfers = user.client.transfers
        method = transfers.create_bulk if bulk else transfers.create
        details: dict[str, Any] = (
            {"payments": [LEGACY, {**LEGACY, "verwendungszweck": "Zweite"}]}
            if bulk
            else dict(LEGACY)
        )
        fields = {"credentials": credentials("demo1"), "sicherheitsverfahren_kodierung": code}
        product = "DE00123456789012345679"
        return user, lambda sca: sca.start(method, DEMO_PROVIDER, product, **details, **fields)

    return begin


def by_form(kind: str, **fields: Any) -> Begin:
    def begin(sandbox: Any, mode: CallMode, api: str) -> tuple[Any, Start]:
        user = new_user(sandbox, mode, api)
        return user, lambda sca: sca.start(getattr(user.client.web_forms, kind), **fields)

    return begin


def updating(login: str) -> Begin:
    def begin(sandbox: Any, mode: CallMode, api: str) -> tuple[Any, Start]:
        user = new_user(sandbox, mode, api)
        fields = update_of(imported(user, sandbox, login=login))
        method = user.client.tasks.create_background_update
        return user, lambda sca: sca.start(method, **fields)

    return begin


_BOTH: Final = ("smsTan", "decoupled")
"""The methods with which an order is given in v1 too, which has the handlers of v2."""


def _finapi_procedures() -> list[Scenario]:
    ends = {"decoupledNever": "expired polls"}
    return [
        Scenario(
            name=f"{kind} with {number}",
            apis=FINAPI if kind == "import" or number in _BOTH else FINAPI[:1],
            begin=begin,
            script=Script(choices=(number,), typed=("123456",)),
            end=(order_ends if kind == "payment" else ends).get(number, "finished"),
        )
        for kind, begin, order_ends in (
            ("import", importing("demo_all_methods"), {}),
            ("payment", paying("demo_all_methods"), {"decoupledNever": "unknown open"}),
        )
        for number in (str(one["procedureId"]) for one in PROCEDURES)
    ]


_WITHOUT_LOOKS: Final = {"unknown open": "unknown None"}
"""How an order ends for a loop that does not ask what has become of it."""


_FINAPI_LOGINS: Final = [
    name for login in LOGINS for name in login.names("finapi") if name.startswith("demo")
]


def _finapi_logins() -> list[Scenario]:
    """
    Every login, with the first method that it is offered.
    """
    special = {
        "demo_two_sca": ("123456", "123456"),
        "demo_wrong_tan_again": ("000001", "", "123456"),
    }
    imports = {"demo_future": "cancelled caller"}
    orders = {"demo_future": "unknown open", "demo_failing_payment": "failed bank_said_no"}
    return [
        Scenario(
            name=f"{kind} of {login}",
            apis=FINAPI if login != "demo_web_form" else FINAPI[:1],
            begin=begin(login),
            script=Script(
                typed=special.get(login, ("", "123456")), agrees={"Look again": (True, False)}
            ),
            end=ends.get(login, "finished"),
            first=_WITHOUT_LOOKS.get(ends.get(login, "finished"), ends.get(login, "finished")),
        )
        for kind, begin, ends in (("import", importing, imports), ("payment", paying, orders))
        for login in _FINAPI_LOGINS
    ]


_RISK: Final = ("000001", "000002", "123456")


def _finapi_tans() -> list[Scenario]:
    again = importing("demo_wrong_tan_again")
    return [
        Scenario(
            name="a third TAN at the user's risk",
            apis=FINAPI,
            begin=again,
            script=Script(typed=_RISK, agrees={"lock": (True,)}),
            end="finished",
            first="cancelled caller",
        ),
        Scenario(
            name="no third TAN",
            apis=FINAPI,
            begin=again,
            script=Script(typed=_RISK),
            end="cancelled caller",
        ),
        Scenario(
            name="the same wrong TAN twice",
            apis=FINAPI,
            begin=again,
            script=Script(typed=("000001", "000001", "123456")),
            end="finished",
            first="finished",
        ),
        Scenario(
            name="a wrong TAN that ends it",
            apis=FINAPI,
            begin=importing("demo"),
            script=Script(typed=("000001",)),
            end="failed bank_said_no",
            first="failed bank_said_no",
        ),
        Scenario(
            name="a wrong TAN, and another start",
            apis=FINAPI,
            begin=importing("demo"),
            script=Script(typed=("000001", "123456"), agrees={"Start again": (True,)}),
            end="finished",
        ),
        Scenario(
            name="the user stops",
            apis=FINAPI,
            begin=importing("demo"),
            script=Script(),
            end="cancelled caller",
        ),
        Scenario(
            name="an order is stopped before the TAN",
            apis=FINAPI,
            begin=paying("demo"),
            script=Script(),
            end="cancelled caller",
        ),
        Scenario(
            name="an order that may still be approved in the app is not sent again",
            apis=FINAPI[:1],
            begin=paying("demo_all_methods"),
            script=Script(choices=("decoupledNever",), agrees={"Send it again": (True,)}),
            end="unknown open",
            orders=("OPEN",),
        ),
        Scenario(
            name="an order with a wrong TAN",
            apis=FINAPI,
            begin=paying("demo"),
            script=Script(typed=("000001",)),
            end="failed bank_said_no",
        ),
        Scenario(
            name="a login that the bank refuses",
            apis=FINAPI,
            begin=importing("nobody"),
            script=Script(),
            end="failed credentials",
            first="failed credentials",
        ),
        Scenario(
            name="the older test bank",
            apis=FINAPI,
            begin=importing("demo", _OLDER_BANK),
            script=Script(choices=("DEMO-TSP-02",), typed=("demo",)),
            end="finished",
        ),
    ]


def _finapi_pages() -> list[Scenario]:
    foreign = f"{BACK}&state=another"
    return [
        Scenario(
            name="the bank's page",
            apis=FINAPI,
            begin=redirecting,
            script=Script(visits=({},)),
            end="finished",
            first="cancelled caller",
        ),
        Scenario(
            name="the user refuses on the bank's page",
            apis=FINAPI,
            begin=redirecting,
            script=Script(visits=({"action": "deny"},)),
            end="cancelled user",
        ),
        Scenario(
            name="a foreign return, none, and the right one",
            apis=FINAPI,
            begin=redirecting,
            script=Script(visits=(foreign, None, "https://shop.example/", {})),
            end="finished",
        ),
        Scenario(
            name="the older web form",
            apis=FINAPI[1:],
            begin=importing("demo_web_form"),
            script=Script(visits=({"action": "complete", "back": f"{BACK}&any=thing"},)),
            end="finished",
            first="cancelled caller",
        ),
        Scenario(
            name="the older web form, from which no browser comes back",
            apis=FINAPI[1:],
            begin=importing("demo_web_form"),
            script=Script(visits=({"action": "complete"},)),
            end="finished",
        ),
        Scenario(
            name="the older web form that no one opens",
            apis=FINAPI[1:],
            begin=importing("demo_web_form"),
            script=Script(visits=(None,)),
            end="expired form",
        ),
        Scenario(
            name="an order by the older web form",
            apis=FINAPI[1:],
            begin=paying("demo_web_form"),
            script=Script(visits=({"action": "complete"},)),
            end="finished",
        ),
    ]


def _lost_orders() -> list[Scenario]:
    """
    Each request of an order is lost on its way or back, and a person finds the order or does not.
    """
    return [
        _lost_order(how, skip, agrees)
        for how in _LOST
        for skip in (0, 1, 2)
        for agrees in ((True, False) if how == "request lost" else (True,))
    ]


def _lost_order(how: str, skip: int, agrees: bool) -> Scenario:
    is_executed = skip == 2 and how != "request lost"
    ends_well = is_executed or agrees
    return Scenario(
        name=f"request {skip + 1} of an order: {how}, {'sent again' if agrees else 'left'}",
        apis=FINAPI if agrees and how == "request lost" else FINAPI[:1],
        begin=paying("demo"),
        script=Script(typed=("123456", "123456"), agrees={"Send it again": (agrees,)}),
        end="finished" if ends_well else "unknown open",
        disturbance=("submitPayment", how, skip),
        orders=("SUCCESSFUL",) if ends_well else ("OPEN",),
    )


def _banksapi_methods() -> list[Scenario]:
    ends = {913: "expired polls"}
    orders = {913: "failed sca_failed"}
    return [
        Scenario(
            name=f"{kind} with {code}",
            apis=("banksapi",),
            begin=begin,
            script=Script(choices=(str(code),), typed=(TANS.get(code, ""),)),
            end=found.get(code, "finished"),
        )
        for kind, begin, found in (
            ("access", adding("test_sca_method"), ends),
            ("order", ordering("single_transfer", "test_sca_method"), orders),
        )
        for code in SCA_METHODS
    ]


BANKSAPI_LOGINS: Final = {
    "demo1": "finished",
    "demo_slow": "finished",
    "test_sca_method": "finished",
    "test_sca_method_media": "finished",
    "test_sca_twice": "finished",
    "test_sca_one_method": "finished",
    "test_sca_alias": "finished",
    "test_sca_none": "failed no_method",
    "test_access_exceeded": "finished",
    "test_future": "cancelled caller",
    "test_failing_payment": "finished",
}
"""The logins that the README of the sandbox lists, and how adding an access ends."""


def _banksapi_logins() -> list[Scenario]:
    order_ends = {"test_future": "cancelled caller", "test_failing_payment": "unknown answered"}
    order_first = {"test_future": "unknown None"}
    return [
        Scenario(
            name=f"{kind} of {login}",
            apis=("banksapi",),
            begin=begin(login),
            script=Script(typed=("", "2"), agrees={"Look again": (True, False)}),
            end={**BANKSAPI_LOGINS, **ends}[login],
            first={**BANKSAPI_LOGINS, **ends, **first}[login],
        )
        for kind, begin, ends, first in (
            ("access", adding, {}, {}),
            ("order", partial(ordering, "single_transfer"), order_ends, order_first),
        )
        for login in BANKSAPI_LOGINS
    ]


def _banksapi_tans() -> list[Scenario]:
    method = adding("test_sca_method")
    pins = {"falsch": "credentials", "gesperrt": "locked", "unvollstaendig": "incomplete"}
    return [
        Scenario(
            name="wrong TANs, then the right one",
            apis=("banksapi",),
            begin=method,
            script=Script(typed=("1", "", "1", "3", "2")),
            end="finished",
            first="finished",
        ),
        Scenario(
            name="three wrong TANs",
            apis=("banksapi",),
            begin=method,
            script=Script(typed=("1", "3", "5")),
            end="failed sca_failed",
            first="failed sca_failed",
        ),
        Scenario(
            name="three wrong TANs, and another start",
            apis=("banksapi",),
            begin=method,
            script=Script(typed=("1", "3", "5", "2"), agrees={"Start again": (True,)}),
            end="cancelled caller",
        ),
        *(
            Scenario(
                name=f"the PIN {pin}",
                apis=("banksapi",),
                begin=adding("demo1", pin),
                script=Script(),
                end=f"failed {reason}",
                first=f"failed {reason}",
            )
            for pin, reason in pins.items()
        ),
        *(
            Scenario(
                name=f"{kind}",
                apis=("banksapi",),
                begin=ordering(kind, "demo1"),
                script=Script(typed=("1", "2")),
                end="finished",
                first="finished",
            )
            for kind in ORDERS
        ),
        *(
            Scenario(
                name=f"an older {'bulk ' if bulk else ''}transfer",
                apis=("banksapi",),
                begin=transferring(1, bulk=bulk),
                script=Script(typed=("1", "2")),
                end="finished",
            )
            for bulk in (False, True)
        ),
    ]


_REENTRIES: Final = {
    "FINISHED": "finished",
    "USER_CANCELLED": "cancelled user",
    "LEGAL_NOT_ACCEPTED": "cancelled user",
    "INVALID_CREDENTIALS": "failed bank_said_no",
    "INVALID_TAN": "failed bank_said_no",
    "NO_ACCOUNTS": "failed bank_said_no",
    "BACKEND_ERROR": "failed bank_said_no",
    "ERROR": "failed bank_said_no",
}
"""What a form brings back, and how adding an access ends."""


def _banksapi_pages() -> list[Scenario]:
    deny = Script(choices=("920",), visits=({"action": "deny"},))
    return [
        *(
            Scenario(
                name=f"a form that ends with {outcome}",
                apis=("banksapi",),
                begin=adding_by_form,
                script=Script(visits=({"outcome": outcome},)),
                end=end,
            )
            for outcome, end in _REENTRIES.items()
        ),
        Scenario(
            name="a form that no one opens",
            apis=("banksapi",),
            begin=adding_by_form,
            script=Script(visits=(None,)),
            end="expired form",
            first="cancelled caller",
        ),
        Scenario(
            name="the user refuses on the bank's page",
            apis=("banksapi",),
            begin=adding("test_sca_method"),
            script=deny,
            end="cancelled user",
        ),
    ]


def _web_forms() -> list[Scenario]:
    bank = {"bank": {"id": BANK}}
    forms = {
        "import": by_form("create_bank_connection_import", **bank),
        "payment": by_form("create_standalone_payment", **PAYMENT),
    }
    outcomes: dict[str | None, str] = {
        "complete": "finished",
        "abort": "cancelled user",
        "fail": "failed bank_said_no",
        None: "expired form",
    }
    return [
        *(
            Scenario(
                name=f"{kind}: {action or 'no one opens it'}",
                apis=("finapi_webform",),
                begin=begin,
                script=Script(visits=(None if action is None else {"action": action},)),
                end=end,
                first="cancelled caller" if kind == "import" else None,
            )
            for kind, begin in forms.items()
            for action, end in outcomes.items()
        ),
        Scenario(
            name="update without the user",
            apis=("finapi_webform",),
            begin=updating("demo_no_msa"),
            script=Script(),
            end="finished",
            first="finished",
        ),
        *(
            Scenario(
                name=f"update with a form: {action}",
                apis=("finapi_webform",),
                begin=updating("demo"),
                script=Script(visits=({"action": action},)),
                end=end,
            )
            for action, end in outcomes.items()
            if action is not None
        ),
    ]


SCENARIOS: Final = (
    *_finapi_procedures(),
    *_finapi_logins(),
    *_finapi_tans(),
    *_finapi_pages(),
    *_lost_orders(),
    *_banksapi_methods(),
    *_banksapi_logins(),
    *_banksapi_tans(),
    *_banksapi_pages(),
    *_web_forms(),
)
