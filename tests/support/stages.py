"""
What has to be there before an operation is called: a signed-in caller and resources with ids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4
from warnings import catch_warnings, simplefilter

from kontokit import ClientCredentials, DataDecryptionKey, WebFormRequiredError
from kontokit_finapi_webform.operations.translations import CREATE_TRANSLATION
from kontokit_sandbox import Api, Sandbox
from kontokit_sandbox.openapi.specification import load
from tests.support.keywords import keywords

__all__ = ["BODIES", "REFUSED", "Stage", "stage_for"]

Body = Mapping[str, Any] | list[Any] | Callable[["Stage"], Any]
CLASSES: Mapping[Api, str] = {
    "bankimport": "Bankimport",
    "banksapi": "Banksapi",
    "finapi_access": "FinapiAccess",
    "finapi_access_v1": "FinapiAccessV1",
    "finapi_webform": "FinapiWebForm",
}
LOGIN_FIELDS = ("Onlinebanking-ID", "PIN")
SOON = (date.today() + timedelta(days=7)).isoformat()


class Stage:
    """
    An API with a caller who may do everything, and the ids of what is there.
    """

    def __init__(self, api: Api, sandbox: Sandbox) -> None:
        self.api = api
        self.sandbox = sandbox
        self.credentials: dict[str, Any] = {}
        self.ids: dict[str, Any] = {}
        """
        Values, or what makes them, by ``tag.parameter``, ``operation.parameter`` or the
        parameter's name alone.
        """

    def client(self) -> Any:
        return self._client(CLASSES[self.api])

    def async_client(self) -> Any:
        return self._client(f"Async{CLASSES[self.api]}")

    def value(self, tag: str, operation: str, name: str) -> Any:
        keys = (f"{operation}.{name}", f"{tag}.{name}", name)
        found = next((self.ids[key] for key in keys if key in self.ids), None)
        return found(self) if callable(found) else found

    def wanted(self, operation: str) -> set[str]:
        """
        Name the optional parameters that an operation cannot do without.
        """
        return {key.partition(".")[2] for key in self.ids if key.startswith(f"{operation}.")}

    def _client(self, name: str) -> Any:
        kind = getattr(import_module(f"kontokit_{self.api}"), name)
        return kind(**self.credentials, base_url=self.sandbox.url(self.api))


def stage_for(api: Api, sandbox: Sandbox) -> Stage:
    """
    Set the stage of an API.
    """
    stage = Stage(api, sandbox)
    SETTERS[api](stage)
    return stage


def _bankimport(stage: Stage) -> None:
    stage.credentials = {"api_token": stage.sandbox.credentials.bankimport_token}
    with stage.client() as client:
        stage.ids["id"] = next(iter(client.bank_accounts.list())).id


def _banksapi(stage: Stage) -> None:
    known = stage.sandbox.credentials
    basic = ClientCredentials(
        client_id=known.banksapi_client, client_secret=known.banksapi_client_secret
    )
    stage.credentials = {
        "client_credentials": basic,
        "credential_key": known.banksapi_certificate,
    }
    with stage.client() as client:
        manager = client.tokens.create(grant_type="client_credentials")
        user = client.tokens.create(
            grant_type="password", username=known.banksapi_user, password=known.banksapi_password
        )
        stage.credentials |= {"client_token": manager.access_token, "user_token": user.access_token}
    with stage.client() as client:
        stage.ids["access"] = access = str(uuid4())
        client.bank_accesses.add(access, **_login(known.banksapi_demo_provider))
        product = client.bank_accesses.get(access).bankprodukte[0]
        name = known.banksapi_tenant
        other = client.users.create(name, username="walk.beispiel", password="Beispiel-1")
        asleep = client.users.create(name, username="schlaf.beispiel", password="Beispiel-2")
        client.users.deactivate(name, asleep.id)
    stage.ids |= {
        "access-id": access,
        "product-id": product.id,
        "provider-id": known.banksapi_demo_provider,
        "tenant-name": name,
        "user-id": other.id,
        "deleteUser.user-id": asleep.id,
        "reactivateUser.user-id": asleep.id,
        "token": stage.credentials["client_token"],
    }


def _login(provider: str) -> dict[str, Any]:
    return {"provider_id": provider, "credentials": {"userid": "demo1", "pin": "demo"}}


def _finapi(stage: Stage) -> None:
    known = stage.sandbox.credentials
    keys = {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}
    admin = {"client_id": known.finapi_admin, "client_secret": known.finapi_admin_secret}
    person = {"username": known.finapi_user, "password": known.finapi_password}
    package = import_module("kontokit_finapi_access")
    with package.FinapiAccess(base_url=stage.sandbox.url("finapi_access")) as anonymous:
        token = anonymous.tokens.create
        stage.credentials = {
            "client_token": token(grant_type="client_credentials", **keys).access_token,
            "mandator_admin_token": token(grant_type="client_credentials", **admin).access_token,
            "user_token": token(grant_type="password", **person, **keys).access_token,
        }
        _furnish(stage, anonymous.with_options(**stage.credentials))
    if stage.api == "finapi_access_v1":
        _force_web_form(stage)
    if stage.api == "finapi_webform":
        del stage.credentials["client_token"]
        _furnish_forms(stage)


def _furnish(stage: Stage, client: Any) -> None:
    connection = client.bank_connections.import_bank_connection(
        bank_id=280001,
        banking_interface="FINTS_SERVER",
        login_credentials=dict.fromkeys(LOGIN_FIELDS, "demo_no_msa"),
        account_types=["Checking", "Savings", "Security"],
        store_secrets=True,
    )
    stage.sandbox.advance(timedelta(seconds=2))
    client.users.create(id="walker")
    client.users.create(id="unverified-walker")
    client.tpp_certificates.create(**CERTIFICATE)
    client.tpp_credentials.create(label="Zugang", tpp_authentication_group_id=1)
    label = client.labels.create(name="Urlaub 2023")
    category = client.categories.create(name="Hobby 2023")
    rule = client.notification_rules.create(trigger_event="NEW_TRANSACTIONS", params={})
    stage.ids |= {
        "accounts.id": 1,
        "banks.id": 280001,
        "bank_connections.id": connection.id,
        "bank_connections.bankingInterface": "FINTS_SERVER",
        "bank_connections.interface": "FINTS_SERVER",
        "transactions.id": _transaction_id,
        "restoreTransaction.id": _split_id,
        "pending_transactions.id": _pending_id,
        "securities.id": 1,
        "labels.id": label.id,
        "categories.id": category.id,
        "notification_rules.id": rule.id,
        "tpp_certificates.id": 1,
        "tpp_credentials.id": 1,
        "userId": "walker",
        "verifyUser.userId": "unverified-walker",
        "deleteUnverifiedUser.userId": "unverified-walker",
        "revokeToken.token": stage.credentials["user_token"],
    }


def _force_web_form(stage: Stage) -> None:
    with stage.client() as client, suppress(WebFormRequiredError):
        client.bank_connections.update(bank_connection_id=1, force_web_form=True)
    stage.ids["web_forms.id"] = 1


def _furnish_forms(stage: Stage) -> None:
    with stage.client() as client:
        form = client.web_forms.create_bank_connection_import()
        task = client.tasks.create_background_update(**TASK)
        profile = client.profiles.create(label="Hell")
    stage.ids = {
        "web_forms.id": form.id,
        "tasks.id": task.id,
        "profiles.id": profile.id,
        "translations.id": _translation_id,
    }


def _translation_id(stage: Stage) -> Any:
    example = load("finapi_webform").tree["components"]["examples"]["CreateTranslationDetails"]
    with stage.client() as client:
        return client.translations.create(**keywords(CREATE_TRANSLATION, example["value"])).id


def _transaction_id(stage: Stage) -> int:
    with stage.client() as client:
        return int(client.transactions.list(view="userView").first_page().transactions[0].id)


def _pending_id(stage: Stage) -> int:
    with stage.client() as client:
        rows = client.pending_transactions.list().first_page().pending_transactions
    return int(rows[0].id)


def _split_id(stage: Stage) -> int:
    number = _transaction_id(stage)
    with stage.client() as client:
        client.transactions.split(number, **_split(stage))
    return number


def _form(name: str, **more: Any) -> Callable[[Stage], Any]:
    """
    Take an example of Web Form and bring its days and its profile up to date.
    """
    example = load("finapi_webform").tree["components"]["examples"][name]["value"]

    def made(stage: Stage) -> Any:
        kept = {key: value for key, value in example.items() if key in more or key in FORM_FIELDS}
        return {**kept, **more}

    return made


def _executed(kind: str, body: Mapping[str, Any]) -> Callable[[Stage], Any]:
    def made(stage: Stage) -> Any:
        with stage.client() as client, catch_warnings():
            simplefilter("ignore", DeprecationWarning)
            getattr(client.accounts, f"request_sepa_{kind}")(**body, options=AGAIN)
        return {"account_id": 1, "banking_tan": "123456"}

    return made


def _split(stage: Stage) -> dict[str, Any]:
    with stage.client() as client:
        amount = client.transactions.get(_transaction_id(stage)).amount
    return {"sub_transactions": [{"amount": str(amount - 1)}, {"amount": "1.00"}]}


def _keys(stage: Stage) -> dict[str, str]:
    known = stage.sandbox.credentials
    return {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}


def _token_form(stage: Stage) -> dict[str, str]:
    return {"grant_type": "client_credentials", **_keys(stage)}


def _new_secret(stage: Stage) -> dict[str, str]:
    keys = _keys(stage)
    return {
        "client_id": keys["client_id"],
        "old_client_secret": keys["client_secret"],
        "new_client_secret": "example-new-client-secret-0000000002",
    }


def _password_change(stage: Stage) -> dict[str, str]:
    with stage.client() as client:
        asked = client.users.request_password_change(user_id="walker")
    key = DataDecryptionKey(stage.sandbox.credentials.finapi_data_decryption_key)
    token = key.decrypt(asked.password_change_token.reveal())
    return {"user_id": "walker", "password": "Anderes-Wort-2024", "password_change_token": token}


def _rule_ids(kind: str) -> Callable[[Stage], Any]:
    def made(stage: Stage) -> Any:
        with stage.client() as client:
            admin = client.mandator_administration
            if kind == "iban":
                rules = admin.create_iban_rules(iban_rules=[IBAN_RULE]).iban_rules
            else:
                rules = admin.create_keyword_rules(keyword_rules=[KEYWORD_RULE]).keyword_rules
        return {"ids": [rules[0].id]}

    return made


def _payment(stage: Stage) -> Any:
    with stage.client() as client:
        payment = client.payments.create_money_transfer(**TRANSFER, options=AGAIN)
    return {"payment_id": payment.id, _interface_name(stage): "FINTS_SERVER"}


def _standing_order(stage: Stage) -> Any:
    with stage.client() as client:
        order = client.standing_orders.create(**STANDING_ORDER, options=AGAIN)
    return {"standing_order_id": order.id, _interface_name(stage): "FINTS_SERVER"}


def _interface_name(stage: Stage) -> str:
    return "interface" if stage.api.endswith("v1") else "banking_interface"


def _login_at(interface: str, **more: Any) -> Callable[[Stage], Any]:
    login = dict.fromkeys(LOGIN_FIELDS, "demo_no_msa")
    return lambda stage: {_interface_name(stage): interface, "login_credentials": login, **more}


def _interface_of(number: int) -> Callable[[Stage], Any]:
    return lambda stage: {"bank_connection_id": number, _interface_name(stage): "FINTS_SERVER"}


CERTIFICATE = {"type": "QWAC", "label": "Siegel", "public_key": "p", "private_key": "example"}
TASK = {"bank_connection_id": 1, "import_new_accounts_mode": "SKIP"}
IBAN_RULE = {"category_id": 41, "direction": "Income", "iban": "DE89370400440532013000"}
KEYWORD_RULE = {"category_id": 41, "direction": "Spending", "keywords": ["Verein"]}
ORDER = {
    "counterpart_name": "Max Beispiel",
    "counterpart_iban": "DE02120300000000202051",
    "amount": "12.50",
}
AGAIN = {"allow_duplicate": True}
"""A stage is set again and again, and every one has the same orders."""
TRANSFER = {"account_id": 1, "money_transfers": [ORDER]}
STANDING_ORDER = {
    "account_id": 1,
    "currency": "EUR",
    "frequency": "MONTHLY",
    "start_date": SOON,
    **ORDER,
}
DEBIT = {
    "account_id": 1,
    "direct_debit_type": "BASIC",
    "sequence_type": "OOFF",
    "execution_date": SOON,
    "direct_debits": [
        {
            "mandate_id": "M-1",
            "mandate_date": "2024-01-15",
            "creditor_id": "DE98ZZZ09999999999",
            **ORDER,
        }
    ],
}
OLD_TRANSFER = {
    "account_id": 1,
    "recipient_name": "Max Beispiel",
    "recipient_iban": "DE02120300000000202051",
    "amount": "12.50",
}
OLD_DEBIT = {
    "account_id": 1,
    "direct_debit_type": "BASIC",
    "sequence_type": "OOFF",
    "execution_date": SOON,
    "direct_debits": [
        {
            "debitor_iban": "DE02120300000000202051",
            "debitor_name": "Max Beispiel",
            "amount": "49.90",
            "mandate_date": "2024-01-15",
            "mandate_id": "M-1",
        }
    ],
}
FORM_FIELDS = {
    "amount",
    "directDebitType",
    "frequency",
    "orders",
    "receiver",
    "recipient",
    "sender",
    "sequenceType",
}
SETTERS: Mapping[Api, Callable[[Stage], None]] = {
    "bankimport": _bankimport,
    "banksapi": _banksapi,
    "finapi_access": _finapi,
    "finapi_access_v1": _finapi,
    "finapi_webform": _finapi,
}
_ACCESS: Mapping[str, Body] = {
    "getToken": _token_form,
    "revokeToken": lambda stage: {"token": stage.credentials["user_token"].reveal()},
    "changeClientCredentials": _new_secret,
    "executePasswordChange": _password_change,
    "requestPasswordChange": {"user_id": "walker"},
    "createIbanRules": {"iban_rules": [IBAN_RULE]},
    "createKeywordRules": {"keyword_rules": [KEYWORD_RULE]},
    "deleteIbanRules": _rule_ids("iban"),
    "deleteKeywordRules": _rule_ids("keyword"),
    "importBankConnection": _login_at("FINTS_SERVER", bank_id=280001),
    "connectInterface": _login_at("XS2A", bank_connection_id=1),
    "updateBankConnection": _interface_of(1),
    "removeInterface": _interface_of(1),
    "editBankConnection": {"name": "Hausbank"},
    "createMoneyTransfer": TRANSFER,
    "createDirectDebit": DEBIT,
    "submitPayment": _payment,
    "createStandingOrder": STANDING_ORDER,
    "submitStandingOrder": _standing_order,
    "splitTransaction": _split,
    "mockBatchUpdate": lambda stage: {"mock_bank_connection_updates": [_interface_of(1)(stage)]},
    "createTppCredential": {"label": "Zugang", "tpp_authentication_group_id": 1},
    "editTppCredential": {"label": "Zugang"},
}
BODIES: Mapping[Api, Mapping[str, Body]] = {
    "bankimport": {},
    "banksapi": {
        "createUser": {"username": "neu.beispiel", "password": "Beispiel-Wort-42"},
        "updateUser": {"username": "anders.beispiel"},
        "reactivateUser": {"username": "schlaf.beispiel", "password": "Beispiel-Wort-43"},
    },
    "finapi_access": _ACCESS,
    "finapi_access_v1": {
        **_ACCESS,
        "requestSepaMoneyTransfer": OLD_TRANSFER,
        "executeSepaMoneyTransfer": _executed("money_transfer", OLD_TRANSFER),
        "requestSepaDirectDebit": OLD_DEBIT,
        "executeSepaDirectDebit": _executed("direct_debit", OLD_DEBIT),
    },
    "finapi_webform": {
        "createForBankConnectionImport": {"bank": {"id": 280001}},
        "createBankConnectionUpdateTask": TASK,
        "createForPaymentWithAccountId": _form("PaymentWithAccountDetails"),
        "createForStandalonePayment": _form("StandalonePaymentDetails"),
        "createForStandingOrder": _form("StandingOrderDetails", startDate=SOON),
        "createForDirectDebitWithAccountId": _form(
            "DirectDebitWithAccountDetails", executionDate=SOON, directDebitType="BASIC"
        ),
    },
}
"""Bodies that the examples of the documents are no good for; names in Python or on the wire."""
_NO_CONSENT = (404, "needs an SCA that is going on; see the tests of SCA")
_NO_ORDER = (404, "needs an order; see the tests of payments")
REFUSED: Mapping[Api, Mapping[str, tuple[int, str]]] = {
    "bankimport": {},
    "banksapi": {
        "getConsent": _NO_CONSENT,
        "getAccessConsent": _NO_CONSENT,
        "pollConsent": _NO_CONSENT,
        "submitConsent": _NO_CONSENT,
        "submitAccessConsent": _NO_CONSENT,
        "cancelConsent": _NO_CONSENT,
        "cancelAccessConsent": _NO_CONSENT,
        "getChallengePdf": _NO_CONSENT,
        "getSingleTransfer": _NO_ORDER,
        "getBulkTransfer": _NO_ORDER,
        "getSingleDebit": _NO_ORDER,
        "getBulkDebit": _NO_ORDER,
        "submitTransferTan": _NO_ORDER,
        "submitBulkTransferTan": _NO_ORDER,
        "recategorizeTransaction": (404, "takes the id of a transaction"),
        "addTransactions": (404, "takes the id of one of your own accounts"),
        "getEbicsParameters": (404, "the demo bank speaks no EBICS"),
        "selectBankProducts": (451, "goes on in a web form without credentials"),
    },
    "finapi_access": {},
    "finapi_access_v1": {},
    "finapi_webform": {},
}
"""Operations that the walk cannot bring to success: the status that comes, and the reason."""
