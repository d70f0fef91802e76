"""
The rules of docs/api-style.md hold for every generated method, or the exception has a reason.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest

import kontokit
from kontokit import CallOptionsDict, KontokitError, Model, StatusError
from kontokit.core import exceptions
from kontokit.http import HttpResponse
from kontokit.operations import Operation
from kontokit.sca import errors as sca_errors
from tests.support.signatures import PACKAGES, Function, clients, groups, methods, parse

VERBS = {
    *("list", "get", "create", "add", "import", "edit"),
    *("update", "delete", "cancel", "submit", "start"),
}
OTHER_VERBS = {
    "accounts.execute_sepa_direct_debit": "v1 only: sends an order with the TAN of a request",
    "accounts.execute_sepa_money_transfer": "v1 only: sends an order with the TAN of a request",
    "accounts.request_sepa_direct_debit": "v1 only: asks the bank for the TAN of an order",
    "accounts.request_sepa_money_transfer": "v1 only: asks the bank for the TAN of an order",
    "bank_accesses.select_products": "changes no record: chooses what the bank gives",
    "bank_connections.connect_interface": "adds an interface, with its login, to a connection",
    "bank_connections.remove_interface": "the reverse of connect_interface; deletes no record",
    "categories.train_categorization": "teaches an algorithm",
    "consents.poll": "asks for the state of a consent, and moves it on",
    "encryption.encrypt": "a calculation",
    "mandator_administration.change_client_credentials": "makes the old ones invalid",
    "mandator_administration.switch_api_version": "acts on a client as a whole",
    "mocks_and_tests.check_categorization": "a trial that stores nothing",
    "mocks_and_tests.mock_batch_update": "a pretended update",
    "payments.initiate_bulk_debit": "creates an order and sends it to the bank in one call",
    "payments.initiate_bulk_debit_with_saved_credentials": "as initiate_bulk_debit",
    "payments.initiate_bulk_transfer": "as initiate_bulk_debit",
    "payments.initiate_bulk_transfer_with_saved_credentials": "as initiate_bulk_debit",
    "payments.initiate_single_debit": "as initiate_bulk_debit",
    "payments.initiate_single_debit_with_saved_credentials": "as initiate_bulk_debit",
    "payments.initiate_single_transfer": "as initiate_bulk_debit",
    "payments.initiate_single_transfer_with_saved_credentials": "as initiate_bulk_debit",
    "service.say_hello": "a test of the connection",
    "tokens.introspect": "the word of OAuth (RFC 7662)",
    "tokens.revoke": "the word of OAuth (RFC 7009)",
    "transactions.recategorize": "starts a calculation over stored records",
    "transactions.restore": "undoes a split",
    "transactions.split": "one record becomes several",
    "transactions.trigger_categorization": "starts a calculation over stored records",
    "users.deactivate": "a state that reactivate ends; deletes nothing",
    "users.execute_password_change": "ends what request_password_change began",
    "users.reactivate": "the reverse of deactivate",
    "users.request_password_change": "makes a token for the change, changes nothing",
    "users.verify": "the provider takes the user's word for the address",
}
SINGULAR_GROUPS = {
    "bank_access_builder": "one tool",
    "client_configuration": "a client has one",
    "customer": "there is one",
    "encryption": "one service",
    "mandator_administration": "a mandator has one, and it is the provider's word",
    "regprotect": "a product's name",
    "service": "there is one",
}
REPEATED_NOUNS = {"bank_connections.import_bank_connection": "`import` alone is a keyword"}
OTHER_POSITIONALS = {
    "bank_access_builder.add_transactions": ["access_id", "product_id", "transactions"],
    "bank_accesses.add": ["access_id"],
    "encryption.encrypt": ["value"],
}
"""Bodies that are no objects: an array, the key of a map, a text."""
NO_IDS = {"tenant_name": "tenants are known by name"}
OTHER_RESULTS = {
    "bank_accesses.get_challenge_pdf": "bytes",
    "categories.get_items": "object",
    "encryption.encrypt": "str",
    "service.say_hello": "object",
}
"""A file, a text, and two responses whose shape the provider does not document."""
LISTS_BY_ANOTHER_NAME = {"bank_connections.get_multiple": "a deprecated name of list"}
NEW_IN_V2 = {
    "mandator_administration.switch_api_version",
    "pending_transactions.get",
    "pending_transactions.list",
}
GONE_IN_V2 = {
    "accounts.execute_sepa_direct_debit",
    "accounts.execute_sepa_money_transfer",
    "accounts.request_sepa_direct_debit",
    "accounts.request_sepa_money_transfer",
    "bank_connections.get_multiple",
    "web_forms.get",
}
TYPES_NEW_IN_V2 = {
    "BankImage",
    "BankInterfacePaymentConstraints",
    "CertisTransactionData",
    "CounterpartAddressData",
    "DomesticMoneyTransferConstraints",
    "DomesticMoneyTransferMandatoryFields",
    "EnabledProducts",
    "Language",
    "PageablePendingTransactionResources",
    "PendingTransaction",
    "ResponseMessage",
    "RevokeTokenParams",
    "SepaMoneyTransferConstraints",
    "SepaMoneyTransferCounterpartAddressMandatoryFields",
    "SepaMoneyTransferMandatoryFields",
    "SwitchApiVersionParams",
}
TYPES_GONE_IN_V2 = {
    "BankConnectionType",
    "ClearingAccountData",
    "DirectDebitOrderingResponse",
    "ExecuteSepaDirectDebitParams",
    "ExecuteSepaMoneyTransferParams",
    "MoneyTransferOrderingResponse",
    "PaymentExecutionResponse",
    "RequestSepaDirectDebitParams",
    "RequestSepaMoneyTransferParams",
    "SingleDirectDebitData",
    "SingleMoneyTransferRecipientData",
    "SupportedDataSource",
    "SupportedOrder",
    "WebForm",
    "WebFormMode",
    "WebFormStatus",
}


@attrs.frozen
class Method:
    """
    A generated method with its operation.
    """

    package: str
    group: str
    node: Function
    operation: Operation[Any]
    is_old_name: bool

    @property
    def name(self) -> str:
        """
        As messages and exceptions say it, without the package.
        """
        return f"{self.group}.{self.node.name}"

    @property
    def positional(self) -> list[str]:
        """
        Arguments before the star, without self.
        """
        return [one.arg for one in (*self.node.args.posonlyargs, *self.node.args.args)][1:]

    @property
    def keywords(self) -> dict[str, tuple[str, str | None]]:
        """
        Arguments after the star: annotation and default.
        """
        pairs = zip(self.node.args.kwonlyargs, self.node.args.kw_defaults, strict=True)
        return {
            one.arg: (
                ast.unparse(one.annotation) if one.annotation else "",
                ast.unparse(default) if default else None,
            )
            for one, default in pairs
        }

    @property
    def annotations(self) -> list[str]:
        """
        The types of all arguments but ``options``.
        """
        given = (*self.node.args.args[1:], *self.node.args.kwonlyargs)
        return [ast.unparse(one.annotation) for one in given if one.annotation]

    @property
    def returned(self) -> str:
        """
        The type of the result.
        """
        return ast.unparse(self.node.returns) if self.node.returns else ""

    @property
    def documentation(self) -> str:
        """
        The docstring of the sync method.
        """
        return ast.get_docstring(self.node) or ""


def _call(node: Function) -> ast.Call:
    returned = node.body[-1]
    assert isinstance(returned, ast.Return)
    value = returned.value.value if isinstance(returned.value, ast.Await) else returned.value
    assert isinstance(value, ast.Call)
    return value


def _methods(package: str, which: int) -> Iterator[Method]:
    for group, pair in groups(PACKAGES[package]).items():
        module = importlib.import_module(f"{package}.operations.{group}")
        own = {one.name: one for one in methods(pair[which])}
        for node in own.values():
            called = ast.unparse(_call(node).func)
            is_old_name = not called.startswith("self._client.")
            call = _call(own[called.removeprefix("self.")] if is_old_name else node)
            operation = getattr(module, ast.unparse(call.args[0]))
            yield Method(package, group, node, operation, is_old_name)


METHODS = [one for package in PACKAGES for one in _methods(package, 0)]
ASYNC_METHODS = [one for package in PACKAGES for one in _methods(package, 1)]
OWN_NAMES = [one for one in METHODS if not one.is_old_name]


def _broken(methods_: list[Method], holds: Callable[[Method], bool]) -> set[str]:
    return {one.name for one in methods_ if not holds(one)}


@pytest.fixture(params=["sync", "async"])
def every(request: pytest.FixtureRequest) -> list[Method]:
    """
    All methods of the sync and of the async groups.
    """
    return METHODS if request.param == "sync" else ASYNC_METHODS


def test_every_operation_has_a_method(every: list[Method]) -> None:
    """
    The rules below look at all of them.
    """
    assert len({(one.package, one.operation.id) for one in every}) == 273


def test_ids_come_first_and_options_last(every: list[Method]) -> None:
    """
    Path ids are positional, in their order; all else is a keyword, and options the last.
    """

    def in_path(one: Method) -> list[str]:
        names = {it.wire: it.name for it in one.operation.parameters if it.place == "path"}
        return [names[wire] for wire in re.findall(r"{([^}]+)}", one.operation.path)]

    others = {one.name: one.positional for one in every if one.positional != in_path(one)}
    assert others == OTHER_POSITIONALS
    names = {name for one in every if one.name not in others for name in one.positional}
    assert {name for name in names if not name.endswith("_id")} == set(NO_IDS)
    assert not _broken(every, lambda one: list(one.keywords)[-1] == "options")
    assert not _broken(every, lambda one: "body" not in (*one.positional, *one.keywords))
    assert not _broken(every, lambda one: not (one.node.args.vararg or one.node.args.kwarg))


def test_groups_are_plural() -> None:
    """
    But for what there is one of.
    """
    names = {one.group for one in METHODS}
    assert {name for name in names if not name.endswith("s")} == set(SINGULAR_GROUPS)


def test_methods_begin_with_a_known_verb() -> None:
    """
    Another verb has a reason, and no verb is excused that no method has.
    """
    assert _broken(METHODS, lambda one: one.node.name.split("_")[0] in VERBS) == set(OTHER_VERBS)


def test_methods_do_not_repeat_their_group() -> None:
    """
    ``accounts.get`` and not ``accounts.get_account``.
    """

    def says_it_once(one: Method) -> bool:
        noun = re.sub("ies$", "y", one.group) if one.group.endswith("ies") else one.group[:-1]
        return noun not in one.node.name

    assert _broken(METHODS, says_it_once) == set(REPEATED_NOUNS)


def _snake(wire: str) -> str:
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", r"\1\3_\2", wire)
    return re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")


def test_arguments_have_the_names_of_the_wire() -> None:
    """
    In snake_case, whatever the language; only an ``id`` of a path takes its noun before it.
    """
    for one in METHODS:
        for parameter in one.operation.parameters:
            name = parameter.name.rstrip("_")
            is_path_id = parameter.place == "path" and parameter.wire == "id"
            assert name.endswith("_id") if is_path_id else name == _snake(parameter.wire), one.name


def test_only_what_may_be_left_out_has_a_default(every: list[Method]) -> None:
    """
    None leaves a parameter out, UNSET a field of a body, and there are no other defaults.
    """
    for one in every:
        required = {it.name: it.required for it in one.operation.parameters}
        for name, (annotation, default) in one.keywords.items():
            if name in required:
                # An old name demands what its operation did, so it has no default there.
                allowed = {None} if required[name] else {"None"}
                assert default in allowed | ({None} if one.is_old_name else set()), one.name
                assert ("None" in annotation) == (default == "None"), f"{one.name}: {name}"
            elif name in ("max_items", "options"):
                assert default == "None"
            else:
                assert default in (None, "UNSET"), f"{one.name}: {name}"
                assert ("UnsetType" in annotation) == (default == "UNSET"), f"{one.name}: {name}"


def test_values_have_the_types_of_the_guide(every: list[Method]) -> None:
    """
    No float; money, secrets and enums take what people have at hand; many are a Sequence.
    """
    for one in every:
        for annotation in one.annotations:
            assert not re.search(r"\b(float|Any|list\[|dict\[|set\[)", annotation), one.name
            for wide, exact in (
                ("Decimal | int | str", r"\bDecimal\b"),
                ("Secret | str", r"\bSecret\b"),
                ("] | str", r"\bLiteral\["),
            ):
                assert not re.search(exact, annotation) or wide in annotation, one.name


def test_enums_take_their_texts(every: list[Method]) -> None:
    """
    An enum stands beside its texts and str, in fields and filters alike.
    """
    found = 0
    for one in every:
        models = importlib.import_module(f"{one.package}.models")
        for annotation in one.annotations:
            for name in re.findall(r"models\.(\w+)", annotation):
                kind = getattr(models, name)
                if isinstance(kind, type) and issubclass(kind, kontokit.OpenEnum):
                    found += 1
                    pattern = rf"models\.{name} \| (types\.{name}|Literal\[[^]]+\]) \| str\b"
                    assert re.search(pattern, annotation), one.name
    assert found > 50


def test_lists_give_a_listing() -> None:
    """
    What is called list is one, and what is one is called list.
    """
    assert _broken(
        METHODS,
        lambda one: one.node.name.startswith("list") == one.returned.startswith("Listing[models."),
    ) == set(LISTS_BY_ANOTHER_NAME)


def test_results_are_models() -> None:
    """
    A model, None, a list or a location; never a tuple, a bool or a bare dict.
    """
    pattern = r"None|models\.\w+|Location\[models\.\w+\]|Listing\[models\.\w+, .+\]"
    others = {one.name: one.returned for one in METHODS if not re.fullmatch(pattern, one.returned)}
    assert others == OTHER_RESULTS


def test_no_method_is_overloaded(every: list[Method]) -> None:
    """
    Mypy cannot match an overloaded method with ``sca.start``; each makes one call of the client.
    """
    names = [(one.package, one.name) for one in every]
    assert len(set(names)) == len(names)
    for one in every:
        decorators = [ast.unparse(it) for it in one.node.decorator_list]
        assert all(it.startswith("deprecated(") for it in decorators), one.name
        assert len(one.node.body) == 2, one.name


def _errors() -> set[type[Exception]]:
    members = (*vars(exceptions).values(), *vars(sca_errors).values())
    return {it for it in members if isinstance(it, type) and issubclass(it, Exception)}


def test_errors_end_in_error() -> None:
    """
    And warnings in Warning; all are KontokitErrors, and one class stands for a status.
    """
    for kind in _errors():
        is_warning = issubclass(kind, Warning)
        assert kind.__name__.endswith("Warning" if is_warning else "Error")
        assert issubclass(kind, KontokitError) or is_warning
    error = StatusError("no", HttpResponse(status_code=404), operation="get", request_id=None)
    for name in ("status_code", "code", "request_id", "body", "parsed", "operation"):
        assert hasattr(error, name), name


@pytest.mark.parametrize("package", PACKAGES)
def test_settings_have_one_name(package: str) -> None:
    """
    What clients, their copies and calls can all set has the same name and type in each.
    """
    for client in clients(PACKAGES[package]):
        made, copied = (
            {it.arg: ast.unparse(it.annotation) for it in one.args.kwonlyargs if it.annotation}
            for one in methods(client)
            if one.name in ("__init__", "with_options")
        )
        assert {"timeout", "headers"} <= set(made) & set(copied) & set(
            CallOptionsDict.__annotations__
        )
        assert ("end_user" in made) == ("end_user" in copied)
        for name in set(copied) & set(made):
            assert copied[name] == f"{made[name]} | UnsetType", name


@pytest.mark.parametrize("package", PACKAGES)
def test_models_are_data(package: str) -> None:
    """
    No field hides a method, acronyms are words, and twins for writing end in Input.
    """
    models = importlib.import_module(f"{package}.models")
    kinds = {
        name: kind
        for name, kind in vars(models).items()
        if isinstance(kind, type) and kind.__module__ == models.__name__
    }
    assert kinds
    reserved = {name for name in dir(Model) if not name.startswith("__")}
    for name, kind in kinds.items():
        assert not re.search("[A-Z]{2}", name)
        assert not name.endswith("Input") or name.removesuffix("Input") in kinds
        if issubclass(kind, Model):
            assert not reserved & set(kind.__struct_fields__), name


def _described(one: Method) -> set[str]:
    section = one.documentation.partition("Args:\n")[2]
    section = re.split(r"^\w+:$", section, maxsplit=1, flags=re.MULTILINE)[0]
    return set(re.findall(r"^    (\w+): ", section, flags=re.MULTILINE))


def test_docstrings_say_all_of_it() -> None:
    """
    An imperative, every argument, the provider's name once, each error, and where SCA may come.
    """
    for one in OWN_NAMES:
        text = one.documentation
        first = text.split()[0]
        assert first.istitle(), one.name
        assert not first.endswith("s"), one.name
        assert _described(one) == {*one.positional, *one.keywords} - {"options"}, one.name
        assert text.count(f"``{one.operation.id}``") == 1, one.name
        assert ("client.sca.start" in text) == bool(one.operation.sca), one.name
        statuses = set(map(int, re.findall(r"^    \w+: (\d{3})\. ", text, flags=re.MULTILINE)))
        assert set(one.operation.errors) <= statuses, one.name


def _types(package: str) -> set[str]:
    tree = parse(PACKAGES[package] / "models.py")
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef)}


def test_two_versions_of_an_api_are_alike() -> None:
    """
    Methods and types of finAPI Access v1 and v2 have the same names, unless they are listed.
    """
    new, old = (
        {one.name for one in METHODS if one.package == package}
        for package in ("kontokit_finapi_access", "kontokit_finapi_access_v1")
    )
    assert (new - old, old - new) == (NEW_IN_V2, GONE_IN_V2)
    new, old = map(_types, ("kontokit_finapi_access", "kontokit_finapi_access_v1"))
    assert (new - old, old - new) == (TYPES_NEW_IN_V2, TYPES_GONE_IN_V2)
