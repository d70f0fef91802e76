from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_python_client.strings import PythonIdentifier

from kontokit.auth.security_schemes import argument_name as credential_argument
from kontokit_generator.python.naming import (
    MODEL_METHODS,
    argument_name,
    class_name,
    constant_name,
    parameter_name,
    python_name,
    words,
)
from tests.support.generator_project import METADATA, this_repository


@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("saldoDatum", "saldo_datum"),
        ("access-id", "access_id"),
        ("Customer-IP-Address", "customer_ip_address"),
        ("HHDUC", "hhduc"),
        ("getBICOfBank", "get_bic_of_bank"),
        ("class", "class_"),
        ("2ndName", "n_2nd_name"),
        ("gläubigerId", "glaeubiger_id"),
        ("access_token", "access_token"),
        ("Bank accesses", "bank_accesses"),
        ("toDict", "to_dict_"),
        ("to_json", "to_json_"),
        ("FromDict", "from_dict_"),
        ("MT940Data", "mt940_data"),
        ("PSD2Consent", "psd2_consent"),
        ("IBAN2Name", "iban2_name"),
        ("B2BMandate", "b2b_mandate"),
        ("kreditCheckB2B", "kredit_check_b2b"),
        ("IBANs", "ibans"),
        ("accountIDsOfUser", "account_ids_of_user"),
        ("isXs2aEnabled", "is_xs2a_enabled"),
        ("address2Line", "address2_line"),
        ("3DSecure", "n_3d_secure"),
        ("Prénom", "prenom"),
        ("日本", "value"),
    ],
)
def test_wire_names_become_snake_case(wire: str, python: str) -> None:
    """
    A name of any style becomes a safe identifier, German words included.
    """
    assert python_name(wire) == python


@pytest.mark.parametrize(
    ("value", "member"),
    [
        ("GIROKONTO", "GIROKONTO"),
        ("942", "VALUE_942"),
        ("a-b", "A_B"),
        ("", "EMPTY"),
        ("account_date", "ACCOUNT_DATE"),
    ],
)
def test_values_become_members(value: str, member: str) -> None:
    """
    An enum value becomes an upper case member.
    """
    assert constant_name(value) == member


def test_fixed_arguments_stay_free() -> None:
    """
    A parameter called options gets out of the way of the method's own argument.
    """
    assert argument_name("options") == "options_"


@pytest.mark.parametrize(
    ("wire", "place", "path", "argument"),
    [
        ("id", "path", "/api/v2/accounts/{id}", "account_id"),
        ("id", "path", "/api/v2/categories/{id}", "category_id"),
        ("id", "path", "/api/bankConnections/{id}/cancel", "bank_connection_id"),
        ("id", "path", "/bank-account/{id}", "bank_account_id"),
        ("id", "path", "/process/{id}", "process_id"),
        ("access-id", "path", "/accesses/{access-id}", "access_id"),
        ("id", "query", "/api/v2/accounts", "id"),
        ("options", "query", "/api/v2/accounts", "options_"),
    ],
)
def test_an_id_in_the_path_is_named_after_what_it_identifies(
    wire: str, place: str, path: str, argument: str
) -> None:
    """
    A bare id is named after the part of the path before it; every other name stays.
    """
    assert parameter_name(wire, place, path) == argument


def test_classes_and_distributions_are_named_after_the_document() -> None:
    """
    Class names keep the capitals of the document, distributions use hyphens.
    """
    assert class_name("SecurityProcedureEn") == "SecurityProcedureEn"
    assert class_name("Bank accesses") == "BankAccesses"
    assert METADATA.distribution("finapi_access") == "kontokit-finapi-access"


@given(st.text())
def test_class_names_are_stable(text: str) -> None:
    """
    A class is called alike, whether it is named after a schema or after a class.
    """
    name = class_name(text)
    assert class_name(name) == name
    assert name.isidentifier()
    assert python_name(text).isidentifier()


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9._-]*", fullmatch=True))
def test_runtime_and_generator_split_names_alike(scheme: str) -> None:
    """
    The arguments of a constructor are named here and found by name there.
    """
    found = "_".join(words(scheme)).lower()
    assert credential_argument(scheme) == found


def test_openapi_python_client_names_most_things_alike() -> None:
    """
    It parts digits from small letters, and plurals from capitals.
    """
    for name in ("MT940Data", "PSD2Consent", "IBAN2Name", "B2BMandate", "getBICOfBank"):
        assert str(python_name(name)) == PythonIdentifier(name, prefix="n_")
    for name in ("address2Line", "isXs2aEnabled", "accountIBANs"):
        assert str(python_name(name)) != PythonIdentifier(name, prefix="n_")


def test_no_field_hides_a_method_of_the_models() -> None:
    """
    All public methods of Model are reserved, so that a provider's field leaves them alone.
    """
    methods: set[str] = set()
    for module, name in (("model", "Model"), ("model_notes", "Noted")):
        source = this_repository().root / f"src/kontokit/serialization/{module}.py"
        tree = ast.parse(source.read_text("utf-8"))
        model = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == name)
        methods |= {one.name for one in model.body if isinstance(one, ast.FunctionDef)}
    assert {name for name in methods if not name.startswith("_")} == MODEL_METHODS
