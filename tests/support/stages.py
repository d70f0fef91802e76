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
from kontokit_sandbox import Api, Sandbox
from kontokit_sandbox.openapi.specification import load

__all__ = ["BODIES", "REFUSED", "Stage", "stage_for"]

Body = Mapping[str, Any] | list[Any] | Callable[["Stage"], Any]
CLASSES: Mapping[Api, str] = {
    "bankimport": "Bankimport",
    "banksapi": "Banksapi",
    "finapi_access": "FinapiAccess",
    "finapi_access_v1": "FinapiAccessV1",
    "finapi_webform": "FinapiWebForm",
}
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
        manager = client.tokens.create({"grant_type": "client_credentials"})
        user = client.tokens.create(
            {
                "grant_type": "password",
                "username": known.banksapi_user,
                "password": known.banksapi_password,
            }
        )
        stage.credentials |= {"client_token": manager.access_token, "user_token": user.access_token}
    with stage.client() as client:
        stage.ids["access"] = access = str(uuid4())
        client.bank_accesses.add({access: _login(known.banksapi_demo_provider)})
        product = client.bank_accesses.get(access).bankprodukte[0]
        name = known.banksapi_tenant
        other = client.users.create(name, {"username": "walk.beispiel", "password": "Beispiel-1"})
        asleep = client.users.create(
            name, {"username": "schlaf.beispiel", "password": "Beispiel-2"}
        )
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
    return {"providerId": provider, "credentials": {"userid": "demo1", "pin": "demo"}}


def _finapi(stage: Stage) -> None:
    known = stage.sandbox.credentials
    keys = {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}
    admin = {"client_id": known.finapi_admin, "client_secret": known.finapi_admin_secret}
    person = {"username": known.finapi_user, "password": known.finapi_password}
    package = import_module("kontokit_finapi_access")
    with package.FinapiAccess(base_url=stage.sandbox.url("finapi_access")) as anonymous:
        token = anonymous.tokens.create
        stage.credentials = {
            "client_token": token({"grant_type": "client_credentials", **keys}).access_token,
            "mandator_admin_token": token(
                {"grant_type": "client_credentials", **admin}
            ).access_token,
            "user_token": token({"grant_type": "password", **person, **keys}).access_token,
        }
        _furnish(stage, anonymous.with_options(**stage.credentials))
    if stage.api == "finapi_access_v1":
        _force_web_form(stage)
    if stage.api == "finapi_webform":
        del stage.credentials["client_token"]
        _furnish_forms(stage)


def _furnish(stage: Stage, client: Any) -> None:
    login = ("Onlinebanking-ID", "PIN")
    connection = client.bank_connections.import_bank_connection(
        {
            "bankId": 280001,
            "bankingInterface": "FINTS_SERVER",
            "loginCredentials": [{"label": label, "value": "demo_no_msa"} for label in login],
            "accountTypes": ["Checking", "Savings", "Security"],
            "storeSecrets": True,
        }
    )
    stage.sandbox.advance(timedelta(seconds=2))
    client.users.create({"id": "walker"})
    client.users.create({"id": "unverified-walker"})
    client.tpp_certificates.create(CERTIFICATE)
    client.tpp_credentials.create({"label": "Zugang", "tppAuthenticationGroupId": 1})
    label = client.labels.create({"name": "Urlaub 2023"})
    category = client.categories.create({"name": "Hobby 2023"})
    rule = client.notification_rules.create({"triggerEvent": "NEW_TRANSACTIONS", "params": {}})
    stage.ids |= {
        "accounts.id": 1,
        "banks.id": 280001,
        "bank_connections.id": connection.id,
        "bank_connections.bankingInterface": "FINTS_SERVER",
        "bank_connections.interface": "FINTS_SERVER",
        "transactions.id": 1,
        "restoreTransaction.id": _split_id,
        "pending_transactions.id": 1,
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
        client.bank_connections.update({"bankConnectionId": 1, "forceWebForm": True})
    stage.ids["web_forms.id"] = 1


def _furnish_forms(stage: Stage) -> None:
    with stage.client() as client:
        form = client.web_forms.create_bank_connection_import({})
        task = client.tasks.create_background_update(TASK)
        profile = client.profiles.create({"label": "Hell"})
    stage.ids = {
        "web_forms.id": form.id,
        "tasks.id": task.id,
        "profiles.id": profile.id,
        "translations.id": _translation_id,
    }


def _translation_id(stage: Stage) -> Any:
    example = load("finapi_webform").tree["components"]["examples"]["CreateTranslationDetails"]
    with stage.client() as client:
        return client.translations.create(example["value"]).id


def _split_id(stage: Stage) -> int:
    with stage.client() as client:
        client.transactions.split(1, _split(stage))
    return 1


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
            getattr(client.accounts, f"request_sepa_{kind}")(body)
        return {"accountId": 1, "bankingTan": "123456"}

    return made


def _split(stage: Stage) -> dict[str, Any]:
    with stage.client() as client:
        amount = client.transactions.get(1).amount
    return {"subTransactions": [{"amount": str(amount - 1)}, {"amount": "1.00"}]}


def _keys(stage: Stage) -> dict[str, str]:
    known = stage.sandbox.credentials
    return {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}


def _token_form(stage: Stage) -> dict[str, str]:
    return {"grant_type": "client_credentials", **_keys(stage)}


def _new_secret(stage: Stage) -> dict[str, str]:
    keys = _keys(stage)
    return {
        "clientId": keys["client_id"],
        "oldClientSecret": keys["client_secret"],
        "newClientSecret": "example-new-client-secret-0000000002",
    }


def _password_change(stage: Stage) -> dict[str, str]:
    with stage.client() as client:
        asked = client.users.request_password_change({"userId": "walker"})
    key = DataDecryptionKey(stage.sandbox.credentials.finapi_data_decryption_key)
    token = key.decrypt(asked.password_change_token.reveal())
    return {"userId": "walker", "password": "Anderes-Wort-2024", "passwordChangeToken": token}


def _rule_ids(kind: str) -> Callable[[Stage], Any]:
    def made(stage: Stage) -> Any:
        with stage.client() as client:
            admin = client.mandator_administration
            if kind == "iban":
                rules = admin.create_iban_rules({"ibanRules": [IBAN_RULE]}).iban_rules
            else:
                rules = admin.create_keyword_rules({"keywordRules": [KEYWORD_RULE]}).keyword_rules
        return {"ids": [rules[0].id]}

    return made


def _payment(stage: Stage) -> Any:
    with stage.client() as client:
        payment = client.payments.create_money_transfer(TRANSFER)
    return {"paymentId": payment.id, _interface_name(stage): "FINTS_SERVER"}


def _standing_order(stage: Stage) -> Any:
    with stage.client() as client:
        order = client.standing_orders.create(STANDING_ORDER)
    return {"standingOrderId": order.id, _interface_name(stage): "FINTS_SERVER"}


def _interface_name(stage: Stage) -> str:
    return "interface" if stage.api.endswith("v1") else "bankingInterface"


def _login_at(interface: str, **more: Any) -> Callable[[Stage], Any]:
    fields = ("Onlinebanking-ID", "PIN")
    login = [{"label": label, "value": "demo_no_msa"} for label in fields]
    return lambda stage: {_interface_name(stage): interface, "loginCredentials": login, **more}


def _interface_of(number: int) -> Callable[[Stage], Any]:
    return lambda stage: {"bankConnectionId": number, _interface_name(stage): "FINTS_SERVER"}


CERTIFICATE = {"type": "QWAC", "label": "Siegel", "publicKey": "p", "privateKey": "example"}
TASK = {"bankConnectionId": 1, "importNewAccountsMode": "SKIP"}
IBAN_RULE = {"categoryId": 41, "direction": "Income", "iban": "DE89370400440532013000"}
KEYWORD_RULE = {"categoryId": 41, "direction": "Spending", "keywords": ["Verein"]}
ORDER = {
    "counterpartName": "Max Beispiel",
    "counterpartIban": "DE02120300000000202051",
    "amount": "12.50",
}
TRANSFER = {"accountId": 1, "moneyTransfers": [ORDER]}
STANDING_ORDER = {
    "accountId": 1,
    "currency": "EUR",
    "frequency": "MONTHLY",
    "startDate": SOON,
    **ORDER,
}
DEBIT = {
    "accountId": 1,
    "directDebitType": "BASIC",
    "sequenceType": "OOFF",
    "executionDate": SOON,
    "directDebits": [
        {
            "mandateId": "M-1",
            "mandateDate": "2024-01-15",
            "creditorId": "DE98ZZZ09999999999",
            **ORDER,
        }
    ],
}
OLD_TRANSFER = {
    "accountId": 1,
    "recipientName": "Max Beispiel",
    "recipientIban": "DE02120300000000202051",
    "amount": "12.50",
}
OLD_DEBIT = {
    "accountId": 1,
    "directDebitType": "BASIC",
    "sequenceType": "OOFF",
    "executionDate": SOON,
    "directDebits": [
        {
            "debitorIban": "DE02120300000000202051",
            "debitorName": "Max Beispiel",
            "amount": "49.90",
            "mandateDate": "2024-01-15",
            "mandateId": "M-1",
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
    "requestPasswordChange": {"userId": "walker"},
    "createIbanRules": {"ibanRules": [IBAN_RULE]},
    "createKeywordRules": {"keywordRules": [KEYWORD_RULE]},
    "deleteIbanRules": _rule_ids("iban"),
    "deleteKeywordRules": _rule_ids("keyword"),
    "importBankConnection": _login_at("FINTS_SERVER", bankId=280001),
    "connectInterface": _login_at("XS2A", bankConnectionId=1),
    "updateBankConnection": _interface_of(1),
    "removeInterface": _interface_of(1),
    "editBankConnection": {"name": "Hausbank"},
    "createMoneyTransfer": TRANSFER,
    "createDirectDebit": DEBIT,
    "submitPayment": _payment,
    "createStandingOrder": STANDING_ORDER,
    "submitStandingOrder": _standing_order,
    "splitTransaction": _split,
    "mockBatchUpdate": lambda stage: {"mockBankConnectionUpdates": [_interface_of(1)(stage)]},
    "createTppCredential": {"label": "Zugang", "tppAuthenticationGroupId": 1},
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
"""Bodies that the examples of the documents are no good for."""
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
