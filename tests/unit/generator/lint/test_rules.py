"""
The rules of the house: each accepts a good document and refuses a spoiled one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from attrs import frozen

from kontokit_generator.lint import lint_document, lint_merged, rules
from kontokit_generator.lint.rules import Rule
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, errors_in, render_findings
from kontokit_generator.openapi.json_tree import copy_tree, walk

GET = "#/paths/~1accounts~1{account-id}/get"
PUT = "#/paths/~1accounts~1{account-id}/put"
RESULT = f"{GET}/responses/200/content/application~1json/schema"
BODY = f"{PUT}/requestBody/content/application~1json"
HOOK = "#/webhooks/changed/post"
SCHEMAS = "#/components/schemas"
ACCOUNT = f"{SCHEMAS}/Account"
SCHEME = "#/components/securitySchemes/userToken"
GONE = object()
ORDER = {"payee": ["iban"], "amount": "balance", "texts": ["kind"]}
MARK = {"client": "clientCredentials", "sent": "form"}
USERS = {
    "create": "updateAccount",
    "username": "iban",
    "password": "pin",
    "remove": ["getAccount"],
    "arguments": {"account-id": "{username}"},
}

Put = Callable[[Any, str, Any], None]


@frozen
class Spoiled:
    """
    What to change in the good document, and what the rule says then.
    """

    rule: str
    changes: dict[str, Any]
    place: str
    message: str


SPOILED = [
    Spoiled(
        "the_document_is_openapi_3_1",
        {"#/openapi": "3.0.3"},
        "#/openapi",
        "this is OpenAPI 3.0.3, not 3.1",
    ),
    Spoiled(
        "the_document_fits_the_openapi_schema",
        {f"{GET}/parameters/1/in": "body"},
        f"{GET}/parameters/1/in",
        "is not one of",
    ),
    Spoiled(
        "the_document_fits_the_openapi_schema",
        {f"{ACCOUNT}/properties/iban/allOf": []},
        f"{ACCOUNT}/properties/iban/allOf",
        "should be non-empty",
    ),
    Spoiled(
        "every_enum_has_values",
        {f"{ACCOUNT}/properties/iban/enum": []},
        f"{ACCOUNT}/properties/iban/enum",
        "the enum has no values",
    ),
    Spoiled(
        "every_reference_leads_somewhere",
        {f"{ACCOUNT}/properties/kind/$ref": f"{SCHEMAS}/Missing"},
        f"{ACCOUNT}/properties/kind",
        "the reference #/components/schemas/Missing leads to nothing",
    ),
    Spoiled(
        "every_reference_leads_somewhere",
        {f"{SCHEMAS}/Owner/discriminator": {"propertyName": "name", "mapping": {"a": "Missing"}}},
        f"{SCHEMAS}/Owner/discriminator",
        "the mapping of a leads to nothing",
    ),
    Spoiled(
        "every_reference_leads_to_its_kind",
        {f"{ACCOUNT}/properties/kind/$ref": "#/components/responses"},
        f"{ACCOUNT}/properties/kind",
        "the reference #/components/responses leads to no named schema",
    ),
    Spoiled(
        "every_reference_leads_to_its_kind",
        {f"{ACCOUNT}/properties/kind/$ref": f"{ACCOUNT}/properties/iban"},
        f"{ACCOUNT}/properties/kind",
        "leads to no named schema",
    ),
    Spoiled(
        "every_reference_leads_to_its_kind",
        {f"{GET}/parameters/0": {"$ref": ACCOUNT}},
        f"{GET}/parameters/0",
        "leads to no parameter",
    ),
    Spoiled(
        "every_object_has_an_end",
        {
            f"{SCHEMAS}/Owner/properties/account": {"allOf": [{"$ref": ACCOUNT}]},
            f"{SCHEMAS}/Owner/required": ["account"],
            f"{ACCOUNT}/properties/owner": {"$ref": f"{SCHEMAS}/Owner"},
            f"{ACCOUNT}/required": ["owner"],
        },
        ACCOUNT,
        "each Account requires another one inside of it, without an end",
    ),
    Spoiled(
        "every_component_is_used",
        {f"{SCHEMAS}/Missing": {"type": "object", "description": "Alone."}},
        f"{SCHEMAS}/Missing",
        "nothing refers to Missing",
    ),
    Spoiled(
        "every_schema_is_named_in_pascal_case",
        {f"{SCHEMAS}/bank_account": {"type": "object"}},
        f"{SCHEMAS}/bank_account",
        "the schema name bank_account is not in Pascal case",
    ),
    Spoiled(
        "every_server_names_its_environment", {"#/servers": []}, "#/servers", "there is no server"
    ),
    Spoiled(
        "every_server_names_its_environment",
        {"#/servers/0/x-environment": GONE},
        "#/servers/0",
        "the server has no environment of its own",
    ),
    Spoiled(
        "every_server_is_one_that_clients_call",
        {f"{GET}/servers": [{"url": "https://other.example.com"}]},
        f"{GET}/servers/0",
        "the server https://other.example.com is that of one path or operation only",
    ),
    Spoiled(
        "every_server_is_one_that_clients_call",
        {"#/servers/0/url": "https://{tenant}.example.com"},
        "#/servers/0",
        "the server variable tenant has no default",
    ),
    Spoiled(
        "callbacks_and_links_are_described_elsewhere",
        {f"{GET}/callbacks": {"paid": {}}},
        f"{GET}/callbacks/paid",
        "the callback paid gives no code",
    ),
    Spoiled(
        "callbacks_and_links_are_described_elsewhere",
        {f"{GET}/responses/200/links": {"owner": {"operationId": "getAccount"}}},
        f"{GET}/responses/200/links/owner",
        "the link owner gives no code",
    ),
    Spoiled(
        "every_parameter_is_one_that_clients_write",
        {f"{GET}/parameters/1/style": "deepObject"},
        f"{GET}/parameters/1",
        "the parameter fields is no object and has the style deepObject",
    ),
    Spoiled(
        "every_array_describes_its_items",
        {f"{ACCOUNT}/properties/owners/items": GONE},
        f"{ACCOUNT}/properties/owners",
        "the array does not say what is in it",
    ),
    Spoiled(
        "every_key_is_known",
        {f"{GET}/sumary": "One"},
        f"{GET}/sumary",
        "unknown key 'sumary' (operation)",
    ),
    Spoiled(
        "every_key_is_known",
        {f"{ACCOUNT}/properties/iban/nullable": True},
        f"{ACCOUNT}/properties/iban/nullable",
        "unknown key 'nullable' (schema)",
    ),
    Spoiled(
        "every_own_key_is_spelled_right",
        {f"{SCHEMAS}/Kind/x-enum-description": {}},
        f"{SCHEMAS}/Kind/x-enum-description",
        "unknown key 'x-enum-description' (schema)",
    ),
    Spoiled(
        "extensions_stand_in_the_overlay",
        {f"{GET}/x-kontokit-retry": "read"},
        f"{GET}/x-kontokit-retry",
        "x-kontokit-retry does not describe the API",
    ),
    Spoiled(
        "every_operation_has_an_id_of_its_own",
        {f"{GET}/operationId": "get_account"},
        GET,
        "no operationId in camelCase",
    ),
    Spoiled(
        "every_operation_has_an_id_of_its_own",
        {f"{PUT}/operationId": "getAccount"},
        PUT,
        f"the operationId getAccount is taken by {GET}",
    ),
    Spoiled(
        "every_operation_has_one_declared_tag", {f"{GET}/tags": []}, GET, "getAccount has 0 tags"
    ),
    Spoiled(
        "every_operation_has_one_declared_tag",
        {f"{GET}/tags/0": "Loans"},
        GET,
        "the tag Loans is not declared",
    ),
    Spoiled(
        "every_operation_names_its_security",
        {f"{GET}/security": GONE},
        GET,
        "getAccount does not say who may call it",
    ),
    Spoiled(
        "every_operation_names_its_security",
        {f"{HOOK}/security": GONE},
        HOOK,
        "accountChanged does not say who may call it",
    ),
    Spoiled(
        "every_pattern_works_elsewhere",
        {f"{ACCOUNT}/properties/iban/pattern": r"[A-Z0-9\-\/\!]*"},
        f"{ACCOUNT}/properties/iban",
        r"the pattern escapes \!, which JavaScript refuses",
    ),
    Spoiled(
        "every_operation_names_its_security",
        {"#/security": []},
        "#/security",
        "security is declared for the whole document",
    ),
    Spoiled(
        "every_security_scheme_is_declared",
        {f"{PUT}/security": [{"missing": []}]},
        f"{PUT}/security",
        "the security scheme missing is not declared",
    ),
    Spoiled(
        "every_security_scheme_is_declared",
        {f"{GET}/security": []},
        "#/components/securitySchemes/userToken",
        "no operation uses userToken",
    ),
    Spoiled(
        "every_operation_names_its_source",
        {f"{GET}/x-source": GONE},
        GET,
        "getAccount does not say where it is documented",
    ),
    Spoiled(
        "every_operation_can_succeed",
        {f"{GET}/responses/200": GONE},
        GET,
        "getAccount documents no success",
    ),
    Spoiled(
        "every_response_names_a_status",
        {f"{GET}/responses/600": {"$ref": "#/components/responses/NotFound"}},
        f"{GET}/responses/600",
        "'600' is no status",
    ),
    Spoiled(
        "every_body_is_one_that_clients_write",
        {f"{PUT}/requestBody/content": {"multipart/mixed": {"schema": {"type": "object"}}}},
        f"{PUT}/requestBody",
        "updateAccount takes multipart/mixed, which clients do not write",
    ),
    Spoiled(
        "every_body_is_one_that_clients_write",
        {f"{PUT}/requestBody/content": {"multipart/form-data": {"schema": {"type": "object"}}}},
        f"{PUT}/requestBody",
        "the parts of updateAccount are not described",
    ),
    Spoiled(
        "every_error_is_shared",
        {f"{GET}/responses/404": {"description": "None."}},
        f"{GET}/responses/404",
        "the error 404 is described in the operation itself",
    ),
    Spoiled(
        "every_webhook_brings_something",
        {f"{HOOK}/requestBody": GONE},
        HOOK,
        "the webhook changed brings no body",
    ),
    Spoiled(
        "every_parameter_is_one_that_clients_write",
        {
            "#/components/parameters/AccountId/content": {"text/plain": {}},
            "#/components/parameters/AccountId/schema": GONE,
        },
        "#/components/parameters/AccountId",
        "the parameter account-id is written as text/plain",
    ),
    Spoiled(
        "every_header_has_a_schema",
        {f"{GET}/responses/200/headers": {"X-Page": {"content": {"text/plain": {}}}}},
        f"{GET}/responses/200/headers/X-Page",
        "the header X-Page has no schema",
    ),
    Spoiled(
        "every_path_parameter_is_declared",
        {f"{GET}/parameters/0": GONE},
        GET,
        "the path parameter account-id is not declared",
    ),
    Spoiled(
        "every_path_parameter_is_declared",
        {
            f"{GET}/parameters/0": {"name": "account-id", "in": "path", "schema": {}},
        },
        GET,
        "the path parameter account-id is not required",
    ),
    Spoiled(
        "every_path_parameter_is_declared",
        {f"{GET}/parameters/1/in": "path"},
        GET,
        "the path has no {fields}",
    ),
    Spoiled(
        "every_query_array_has_a_style",
        {f"{GET}/parameters/1/explode": GONE},
        f"{GET}/parameters/1",
        "fields does not say how its items are written",
    ),
    Spoiled(
        "every_body_that_is_no_object_is_named",
        {f"{BODY}/schema": {"type": "array", "items": {"type": "string"}}},
        PUT,
        "updateAccount takes a body that is no object and has no name",
    ),
    Spoiled(
        "every_body_that_is_no_object_is_named",
        {f"{BODY}/schema": {"type": "object", "additionalProperties": {"$ref": ACCOUNT}}},
        PUT,
        "updateAccount takes a body that is no object and has no name",
    ),
    Spoiled(
        "every_body_that_is_no_object_is_named",
        {f"{PUT}/x-kontokit-body-argument": {"name": "account"}},
        PUT,
        "updateAccount takes an object, whose fields are arguments",
    ),
    Spoiled(
        "every_body_that_is_no_object_is_named",
        {f"{GET}/x-kontokit-body-argument": {"name": "account"}},
        GET,
        "getAccount takes no body",
    ),
    Spoiled(
        "every_body_of_fields_is_required",
        {f"{PUT}/requestBody/required": False},
        f"{PUT}/requestBody",
        "the body of updateAccount may be left out",
    ),
    Spoiled(
        "no_field_is_called_like_an_argument",
        {f"{ACCOUNT}/properties/accountId": {"type": "string"}},
        PUT,
        "the parameter account-id and the field accountId are both account_id",
    ),
    Spoiled(
        "no_field_is_called_like_an_argument",
        {
            f"{BODY}/schema": {"type": "array", "items": {"type": "string"}},
            f"{PUT}/x-kontokit-body-argument": {"name": "account_id"},
        },
        PUT,
        "the parameter account-id and x-kontokit-body-argument are both account_id",
    ),
    Spoiled(
        "every_pair_names_its_properties",
        {f"{ACCOUNT}/x-kontokit-pair": {"label": "iban", "value": "bic"}},
        f"{ACCOUNT}/x-kontokit-pair",
        "Account has no property bic",
    ),
    Spoiled(
        "every_pair_names_its_properties",
        {
            f"{ACCOUNT}/x-kontokit-pair": {"label": "iban", "value": "iban"},
            f"{ACCOUNT}/required": ["iban", "pin"],
        },
        f"{ACCOUNT}/x-kontokit-pair",
        "Account requires pin too",
    ),
    Spoiled(
        "the_client_is_a_class_of_its_own",
        {"#/x-kontokit-client/name": "tiny bank"},
        "#/x-kontokit-client/name",
        "the client name tiny bank is not in Pascal case",
    ),
    Spoiled(
        "the_client_is_a_class_of_its_own",
        {"#/x-kontokit-client/name": "AsyncClient"},
        "#/x-kontokit-client/name",
        "every package has a use for the name AsyncClient itself",
    ),
    Spoiled(
        "the_document_has_an_operation",
        {"#/paths": {}, "#/webhooks": {}},
        "#/paths",
        "there is no operation and no webhook",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {f"{ACCOUNT}/x-kontokit-pair": {"label": "iban"}},
        f"{ACCOUNT}/x-kontokit-pair",
        "x-kontokit-pair cannot be",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {f"{PUT}/x-kontokit-body-argument": {"name": "bankAccount"}},
        f"{PUT}/x-kontokit-body-argument",
        "x-kontokit-body-argument cannot be",
    ),
    Spoiled(
        "the_document_introduces_itself", {"#/info/summary": GONE}, "#/info", "'summary' is missing"
    ),
    Spoiled(
        "every_operation_describes_what_it_does",
        {f"{GET}/summary": GONE},
        GET,
        "getAccount has no summary",
    ),
    Spoiled(
        "every_operation_describes_what_it_does",
        {f"{GET}/summary": "x" * 61},
        f"{GET}/summary",
        "the summary has 61 characters",
    ),
    Spoiled(
        "every_operation_describes_what_it_does",
        {f"{GET}/description": "gives an account"},
        GET,
        "getAccount has no description in whole sentences",
    ),
    Spoiled(
        "everything_named_is_described",
        {"#/tags/0/description": GONE},
        "#/tags/0",
        "the tag Accounts has no description",
    ),
    Spoiled(
        "everything_named_is_described",
        {f"{SCHEMAS}/Owner/description": " "},
        f"{SCHEMAS}/Owner",
        "the schema Owner has no description",
    ),
    Spoiled(
        "every_property_is_described",
        {f"{ACCOUNT}/properties/iban/description": GONE},
        f"{ACCOUNT}/properties/iban",
        "the property iban has no description",
    ),
    Spoiled(
        "every_enum_value_is_described",
        {f"{SCHEMAS}/Kind/x-enum-descriptions": {"GIRO": "For every day."}},
        f"{SCHEMAS}/Kind",
        "the value DEPOT is not described",
    ),
    Spoiled(
        "every_enum_value_is_described",
        {f"{SCHEMAS}/Kind/x-enum-descriptions/LOAN": "Forgotten."},
        f"{SCHEMAS}/Kind/x-enum-descriptions",
        "LOAN is no value of the enum",
    ),
    Spoiled(
        "every_number_is_exact",
        {f"{ACCOUNT}/properties/balance/format": GONE},
        f"{ACCOUNT}/properties/balance",
        "the number balance would be a float",
    ),
    Spoiled(
        "every_object_stays_open",
        {f"{ACCOUNT}/additionalProperties": False},
        ACCOUNT,
        "the object refuses further properties",
    ),
    Spoiled(
        "every_format_is_known",
        {f"{ACCOUNT}/properties/iban/format": "datetime"},
        f"{ACCOUNT}/properties/iban/format",
        "the format datetime means nothing for a string",
    ),
    Spoiled(
        "every_format_is_known",
        {f"{ACCOUNT}/properties/iban/format": "int64"},
        f"{ACCOUNT}/properties/iban/format",
        "the format int64 means nothing for a string",
    ),
    Spoiled(
        "every_schema_has_one_type",
        {f"{ACCOUNT}/properties/iban/type": ["string", "integer"]},
        f"{ACCOUNT}/properties/iban",
        "the schema is string or integer",
    ),
    Spoiled(
        "every_union_has_distinct_members",
        {f"{ACCOUNT}/properties/kind": {"oneOf": [{"type": "object"}, {"type": "object"}]}},
        f"{ACCOUNT}/properties/kind",
        "nothing distinguishes the options of oneOf",
    ),
    Spoiled(
        "every_enum_is_of_one_type",
        {f"{SCHEMAS}/Kind/enum/-": None},
        f"{SCHEMAS}/Kind/enum",
        "null is among the values of an enum",
    ),
    Spoiled(
        "every_enum_is_of_one_type",
        {f"{SCHEMAS}/Kind/enum/-": 1},
        f"{SCHEMAS}/Kind/enum",
        "the value 1 is no text",
    ),
    Spoiled(
        "every_personal_field_is_marked",
        {f"{ACCOUNT}/properties/iban/x-kontokit-personal": GONE},
        f"{ACCOUNT}/properties/iban",
        "iban looks like personal data, and recordings would show it",
    ),
    Spoiled(
        "every_secret_is_marked",
        {f"{ACCOUNT}/properties/pin/format": GONE},
        f"{ACCOUNT}/properties/pin",
        "pin looks like a secret and would be shown in logs",
    ),
    Spoiled(
        "every_secret_is_marked",
        {
            f"{GET}/parameters/1": {
                "name": "access_token",
                "in": "query",
                "schema": {"type": "string"},
            }
        },
        f"{GET}/parameters/1",
        "access_token looks like a secret and would be shown in logs",
    ),
    Spoiled(
        "every_iban_is_marked",
        {f"{ACCOUNT}/properties/iban/format": GONE},
        f"{ACCOUNT}/properties/iban",
        "iban is an IBAN, and would be sent with the blanks that people type",
    ),
    Spoiled(
        "every_iban_is_marked",
        {
            f"{GET}/parameters/1": {
                "name": "otherIban",
                "in": "query",
                "schema": {"type": "array", "items": {"type": "string"}},
            }
        },
        f"{GET}/parameters/1",
        "otherIban is an IBAN, and would be sent with the blanks that people type",
    ),
    Spoiled(
        "every_address_is_marked",
        {f"{ACCOUNT}/properties/callbackUrl": {"type": "string"}},
        f"{ACCOUNT}/properties/callbackUrl",
        "callbackUrl is an address, and would be sent with the blanks around it",
    ),
    Spoiled(
        "every_counterparty_is_a_payee",
        {f"{PUT}/x-kontokit-order": ORDER},
        PUT,
        "updateAccount names iban as payee, but it is any IBAN",
    ),
    Spoiled(
        "every_counterparty_is_a_payee",
        {f"{ACCOUNT}/properties/iban/format": "counterparty-iban"},
        f"{ACCOUNT}/properties/iban",
        "iban is the IBAN of a counterparty, but no order names it as payee",
    ),
    Spoiled(
        "every_required_property_exists",
        {f"{ACCOUNT}/required/-": "bic"},
        ACCOUNT,
        "the required property bic is not described",
    ),
    Spoiled(
        "fields_of_one_object_differ",
        {f"{ACCOUNT}/properties/IBAN": {"type": "string"}},
        ACCOUNT,
        "iban and IBAN both become the field iban",
    ),
    Spoiled(
        "every_property_can_be_a_field",
        {f"{ACCOUNT}/properties/a\\b": {"type": "string", "description": "A.", "example": "a"}},
        f"{ACCOUNT}/properties/a\\b",
        "the name a\\b has a quote, a backslash or a control character",
    ),
    Spoiled(
        "every_operation_has_an_example",
        {f"{HOOK}/requestBody/content/application~1json/example": GONE},
        HOOK,
        "accountChanged has no example",
    ),
    Spoiled(
        "every_parameter_has_an_example",
        {"#/components/parameters/AccountId/example": GONE},
        "#/components/parameters/AccountId",
        "the parameter account-id has no example",
    ),
    Spoiled(
        "every_scalar_property_has_an_example",
        {f"{ACCOUNT}/properties/iban/example": GONE},
        f"{ACCOUNT}/properties/iban",
        "the property iban has no example",
    ),
    Spoiled(
        "every_scalar_property_has_an_example",
        {f"{ACCOUNT}/properties/owners/items": {"type": "string"}},
        f"{ACCOUNT}/properties/owners",
        "the property owners has no example",
    ),
    Spoiled(
        "every_example_fits_its_schema",
        {f"{PUT}/requestBody/content/application~1json/example": {"iban": 7}},
        f"{PUT}/requestBody/content/application~1json/example/iban",
        f"the example does not fit {PUT}/requestBody/content/application~1json/schema: 7 is not",
    ),
    Spoiled(
        "every_example_fits_its_schema",
        {f"{ACCOUNT}/properties/opened/example": "2024-02-30 00:00:00"},
        f"{ACCOUNT}/properties/opened/example",
        "the example does not fit",
    ),
    Spoiled(
        "every_example_fits_its_schema",
        {
            RESULT: {"oneOf": [{"$ref": ACCOUNT}], "discriminator": {"propertyName": "kind"}},
            f"{RESULT.removesuffix('/schema')}/example": {"kind": "Wallet"},
        },
        f"{RESULT.removesuffix('/schema')}/example",
        f"the example does not fit {RESULT}: no option has the kind 'Wallet'",
    ),
    Spoiled(
        "every_example_uses_described_properties",
        {f"{PUT}/requestBody/content/application~1json/example/ibn": "x"},
        f"{PUT}/requestBody/content/application~1json/example/ibn",
        "the schema does not know the property ibn of the example",
    ),
    Spoiled(
        "every_example_uses_described_properties",
        {
            f"{BODY}/example/ibn": "x",
            f"{BODY}/schema": {
                "oneOf": [{"$ref": ACCOUNT}],
                "discriminator": {"propertyName": "kind", "mapping": {"GIRO": ACCOUNT}},
            },
        },
        f"{BODY}/example/ibn",
        "the schema does not know the property ibn of the example",
    ),
    Spoiled(
        "every_example_uses_described_properties",
        {
            f"{BODY}/example/ibn": "x",
            f"{BODY}/schema": {"allOf": [{"$ref": ACCOUNT}]},
            f"{ACCOUNT}/discriminator": {"propertyName": "iban"},
        },
        f"{BODY}/example/ibn",
        "the schema does not know the property ibn of the example",
    ),
    Spoiled(
        "the_client_has_a_name", {"#/x-kontokit-client": GONE}, "#", "x-kontokit-client is missing"
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {f"{ACCOUNT}/x-kontokit-retry": "read"},
        f"{ACCOUNT}/x-kontokit-retry",
        "x-kontokit-retry belongs on another kind of object (operation, not schema)",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {f"{GET}/x-kontokit-retry": "always"},
        f"{GET}/x-kontokit-retry",
        "x-kontokit-retry cannot be 'always'",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {f"{GET}/x-kontokit-end-user": "ip_address"},
        f"{GET}/x-kontokit-end-user",
        "x-kontokit-end-user belongs on another kind of object (parameter, not operation)",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {f"{GET}/parameters/0/x-kontokit-end-user": "shoe_size"},
        f"{GET}/parameters/0/x-kontokit-end-user",
        "x-kontokit-end-user cannot be 'shoe_size'",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {"#/x-kontokit-client": {"name": "Demo", "env": "my-prefix"}},
        "#/x-kontokit-client",
        "x-kontokit-client cannot be",
    ),
    Spoiled(
        "every_schema_that_is_read_says_what_is_essential",
        {f"{ACCOUNT}/x-kontokit-essential": GONE},
        ACCOUNT,
        "it is not said what is essential when Account is read",
    ),
    Spoiled(
        "every_essential_property_exists",
        {f"{ACCOUNT}/x-kontokit-essential": ["iban", "bic"]},
        f"{ACCOUNT}/x-kontokit-essential",
        "Account has no property bic",
    ),
    Spoiled(
        "every_operation_has_a_retry_class",
        {f"{GET}/x-kontokit-retry": GONE},
        GET,
        "getAccount has no x-kontokit-retry",
    ),
    Spoiled(
        "every_method_has_a_name_of_its_own",
        {f"{GET}/x-kontokit-name": GONE},
        GET,
        "getAccount has no x-kontokit-name",
    ),
    Spoiled(
        "every_method_has_a_name_of_its_own",
        {f"{PUT}/x-kontokit-name": "get"},
        PUT,
        "getAccount and updateAccount are both called get in Accounts",
    ),
    Spoiled(
        "every_relation_leads_to_known_operations",
        {"#/x-kontokit-relations": {"self": {"operations": ["getNobody"]}}},
        "#/x-kontokit-relations/self",
        "the relation self leads to the unknown operation getNobody",
    ),
    Spoiled(
        "every_path_alias_leads_to_a_path",
        {"#/x-kontokit-path-aliases": {"/v2": "/missing"}},
        "#/x-kontokit-path-aliases/~1v2",
        "no path begins with /missing",
    ),
    Spoiled(
        "every_paging_extension_names_what_exists",
        {
            f"{GET}/x-kontokit-paging": {
                "page": "page",
                "limit": "fields",
                "maximum": 9,
                "id": None,
            }
        },
        f"{GET}/x-kontokit-paging",
        "getAccount has no parameter page",
    ),
    Spoiled(
        "every_paging_extension_names_what_exists",
        {
            f"{GET}/x-kontokit-paging": {
                "page": "fields",
                "limit": "fields",
                "maximum": 9,
                "id": None,
                "pages": "paging.pageCount",
            }
        },
        f"{GET}/x-kontokit-paging",
        "the response of getAccount has no number paging.pageCount",
    ),
    Spoiled(
        "every_paging_extension_names_what_exists",
        {
            f"{GET}/x-kontokit-paging": {
                "page": "fields",
                "limit": "fields",
                "maximum": 9,
                "total": "id",
                "id": None,
            }
        },
        f"{GET}/x-kontokit-paging",
        "the response of getAccount has no number id",
    ),
    Spoiled(
        "every_paging_extension_names_what_exists",
        {
            RESULT: {"type": "array", "items": {"$ref": ACCOUNT}},
            f"{GET}/x-kontokit-paging": {
                "page": "fields",
                "limit": "fields",
                "maximum": 9,
                "id": "key",
            },
        },
        f"{GET}/x-kontokit-paging",
        "the rows of getAccount have no property key",
    ),
    Spoiled(
        "every_order_is_recognised_by_what_exists",
        {f"{PUT}/x-kontokit-order": {"payee": ["iban"], "amount": "sum", "texts": ["iban"]}},
        f"{PUT}/x-kontokit-order",
        "has nothing at ./sum",
    ),
    Spoiled(
        "every_order_is_recognised_by_what_exists",
        {
            f"{PUT}/x-kontokit-order": {
                "debtor": ["sender"],
                "payee": ["iban"],
                "amount": "iban",
                "texts": ["iban"],
            }
        },
        f"{PUT}/x-kontokit-order",
        "has nothing at sender",
    ),
    Spoiled(
        "every_read_is_counted_by_what_exists",
        {f"{PUT}/x-kontokit-bank-read": {"keys": ["*", "bank"]}},
        f"{PUT}/x-kontokit-bank-read",
        "has nothing at bank",
    ),
    Spoiled(
        "every_read_is_counted_by_what_exists",
        {f"{PUT}/x-kontokit-bank-read": {"user_ip": "user.ip"}},
        f"{PUT}/x-kontokit-bank-read",
        "has nothing at user.ip",
    ),
    Spoiled(
        "every_list_has_rows",
        {f"{GET}/x-kontokit-name": "list", f"{ACCOUNT}/properties/owners": GONE},
        GET,
        "it is not known where the rows of getAccount are",
    ),
    Spoiled(
        "every_list_has_rows",
        {
            f"{GET}/x-kontokit-name": "list",
            f"{ACCOUNT}/properties/tags": {"type": "array", "items": {"type": "string"}},
        },
        GET,
        "it is not known where the rows of getAccount are",
    ),
    Spoiled(
        "every_list_has_rows",
        {f"{GET}/x-kontokit-name": "list_all", f"{GET}/x-kontokit-rows": "iban"},
        GET,
        "it is not known where the rows of getAccount are",
    ),
    Spoiled(
        "every_list_has_rows",
        {f"{PUT}/x-kontokit-name": "list"},
        PUT,
        "updateAccount takes a body, which a list cannot send",
    ),
    Spoiled(
        "every_envelope_is_a_property_of_a_result",
        {f"{RESULT.removesuffix('/schema')}/x-kontokit-envelope": "account"},
        GET,
        "the result of getAccount has no property account",
    ),
    Spoiled(
        "every_envelope_is_a_property_of_a_result",
        {
            f"{GET}/responses/404": {
                "description": "None.",
                "content": {
                    "application/json": {
                        "schema": {"$ref": ACCOUNT},
                        "x-kontokit-envelope": "iban",
                    }
                },
            }
        },
        GET,
        "errors of getAccount have an envelope, but are read as a whole",
    ),
    Spoiled(
        "only_lists_return_collections",
        {RESULT: {"type": "array", "items": {"$ref": ACCOUNT}}},
        GET,
        "getAccount returns a list, but is not named like one",
    ),
    Spoiled(
        "only_lists_return_collections",
        {RESULT: {"type": "object", "additionalProperties": {"$ref": ACCOUNT}}},
        GET,
        "getAccount returns a list, but is not named like one",
    ),
    Spoiled(
        "only_lists_return_collections",
        {RESULT: {"anyOf": [{"type": "array", "items": {"$ref": ACCOUNT}}, {"type": "null"}]}},
        GET,
        "getAccount returns a list, but is not named like one",
    ),
    Spoiled(
        "every_result_is_described",
        {RESULT: {"type": "object"}},
        GET,
        "getAccount returns an object without properties",
    ),
    Spoiled(
        "every_result_is_described",
        {RESULT: {"oneOf": [{"type": "object", "additionalProperties": True}, {"type": "null"}]}},
        GET,
        "getAccount returns an object without properties",
    ),
    Spoiled(
        "only_lists_return_collections",
        {
            f"{GET}/x-kontokit-paging": {
                "page": "fields",
                "limit": "fields",
                "maximum": 9,
                "id": None,
            }
        },
        f"{GET}/x-kontokit-paging",
        "getAccount has x-kontokit-paging, but is not named like a list",
    ),
    Spoiled(
        "only_lists_return_collections",
        {f"{GET}/x-kontokit-rows": "owners"},
        f"{GET}/x-kontokit-rows",
        "getAccount has x-kontokit-rows, but is not named like a list",
    ),
    Spoiled(
        "every_location_leads_to_a_known_operation",
        {f"{PUT}/x-kontokit-location": GONE},
        PUT,
        "no operation reads what the Location of updateAccount leads to",
    ),
    Spoiled(
        "every_location_leads_to_a_known_operation",
        {f"{PUT}/x-kontokit-location": "updateAccount"},
        f"{PUT}/x-kontokit-location",
        "no operation reads what the Location of updateAccount leads to",
    ),
    Spoiled(
        "every_error_extension_names_what_exists",
        {f"{ACCOUNT}/x-kontokit-error": {"code": "reason"}},
        f"{ACCOUNT}/x-kontokit-error",
        "Account has no property reason for the code of an error",
    ),
    Spoiled(
        "every_old_name_requires_what_exists",
        {
            f"{GET}/x-kontokit-also": [
                {"name": "get_many", "operation": "getMany", "required": ["ids"]}
            ]
        },
        f"{GET}/x-kontokit-also",
        "getAccount has no parameter ids",
    ),
    Spoiled(
        "every_method_has_a_name_of_its_own",
        {f"{GET}/x-kontokit-also": [{"name": "update", "operation": "getMany"}]},
        PUT,
        "getAccount and updateAccount are both called update in Accounts",
    ),
    Spoiled(
        "only_integers_are_lenient",
        {f"{ACCOUNT}/properties/iban/x-kontokit-lenient": True},
        f"{ACCOUNT}/properties/iban/x-kontokit-lenient",
        "iban is no integer",
    ),
    Spoiled(
        "only_secrets_are_encrypted",
        {f"{ACCOUNT}/properties/iban/x-kontokit-encrypted": True},
        f"{ACCOUNT}/properties/iban/x-kontokit-encrypted",
        "iban is no secret",
    ),
]


def oauth(mark: dict[str, Any] = MARK, **flows: Any) -> dict[str, Any]:
    flows = flows or {"password": {"tokenUrl": "/token", "scopes": {}}}
    return {"type": "oauth2", "description": "A.", "flows": flows, "x-kontokit-token": mark}


SPOILED += [
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {SCHEME: oauth(MARK | {"sent": "query"})},
        f"{SCHEME}/x-kontokit-token",
        "x-kontokit-token cannot be",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {SCHEME: oauth(MARK | {"urls": {"production": "http://tokens.example.com"}})},
        f"{SCHEME}/x-kontokit-token",
        "x-kontokit-token cannot be",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {"#/x-kontokit-token-service": {"renew": "getAccount"}},
        "#/x-kontokit-token-service",
        "x-kontokit-token-service cannot be",
    ),
    Spoiled(
        "every_extension_stands_on_its_kind_of_object",
        {"#/x-kontokit-users": USERS | {"arguments": {"account-id": "{user}"}}},
        "#/x-kontokit-users",
        "x-kontokit-users cannot be",
    ),
    Spoiled(
        "every_token_scheme_names_its_credentials",
        {SCHEME: {"type": "oauth2"}},
        SCHEME,
        "userToken does not say what its tokens are made from",
    ),
    Spoiled(
        "every_token_scheme_names_its_credentials",
        {f"{SCHEME}/x-kontokit-token": MARK},
        f"{SCHEME}/x-kontokit-token",
        "no tokens are made for userToken",
    ),
    *(
        Spoiled(
            "every_security_scheme_is_one_that_clients_know",
            {SCHEME: scheme},
            SCHEME,
            f"userToken is {name}, which clients do not know",
        )
        for name, scheme in {
            "http digest": {"type": "http", "scheme": "digest"},
            "apiKey body": {"type": "apiKey", "in": "body", "name": "k"},
            "saml": {"type": "saml"},
        }.items()
    ),
    Spoiled(
        "every_token_scheme_has_one_flow",
        {SCHEME: oauth(password={"tokenUrl": "/token"}, clientCredentials={"tokenUrl": "/token"})},
        f"{SCHEME}/flows",
        "userToken has more than one flow that needs no browser",
    ),
    Spoiled(
        "every_token_scheme_has_one_flow",
        {SCHEME: oauth(password={"tokenUrl": "/token", "refreshUrl": "/refresh"})},
        f"{SCHEME}/flows",
        "the tokens of userToken are renewed at another address",
    ),
    Spoiled(
        "every_token_scheme_has_one_flow",
        {SCHEME: oauth(clientCredentials={"tokenUrl": "/token", "refreshUrl": "/token"})},
        f"{SCHEME}/flows",
        "the tokens of userToken are a client's and are not renewed",
    ),
    Spoiled(
        "every_environment_has_a_token_url",
        {SCHEME: oauth(MARK | {"urls": {"sandbox": "https://a.example.com"}})},
        f"{SCHEME}/x-kontokit-token/urls",
        "userToken has an address for the unknown environment sandbox",
    ),
    Spoiled(
        "every_environment_has_a_token_url",
        {SCHEME: oauth(password={"tokenUrl": "https://a.example.com"})},
        f"{SCHEME}/x-kontokit-token/urls",
        "userToken does not say where the tokens of production are made",
    ),
    Spoiled(
        "every_environment_has_a_token_url",
        {
            SCHEME: oauth(
                MARK | {"urls": {"production": "https://b.example.com"}},
                password={"tokenUrl": "https://a.example.com"},
            )
        },
        f"{SCHEME}/x-kontokit-token/urls",
        "no environment makes tokens at the tokenUrl of userToken",
    ),
    Spoiled(
        "every_token_url_is_a_path_or_a_safe_address",
        {SCHEME: oauth(password={"tokenUrl": "http://a.example.com/token"})},
        f"{SCHEME}/flows",
        "the tokenUrl of userToken is neither a path nor https",
    ),
    Spoiled(
        "credentials_for_basic_have_a_scheme",
        {SCHEME: oauth(MARK | {"sent": "basic"})},
        f"{SCHEME}/x-kontokit-token",
        "clientCredentials is no scheme of HTTP Basic",
    ),
    Spoiled(
        "credentials_for_basic_have_a_scheme",
        {SCHEME: oauth(MARK | {"client": "userToken"})},
        f"{SCHEME}/x-kontokit-token",
        "userToken is the name of a scheme with tokens",
    ),
    Spoiled(
        "arguments_of_the_client_differ",
        {
            SCHEME: oauth(),
            "#/components/securitySchemes/client_credentials": {"type": "http", "scheme": "bearer"},
        },
        "#/components/securitySchemes/client_credentials",
        "the argument client_credentials of the client is taken",
    ),
    Spoiled(
        "arguments_of_the_client_differ",
        {"#/components/securitySchemes/headers": {"type": "http", "scheme": "bearer"}},
        "#/components/securitySchemes/headers",
        "the argument headers of the client is taken",
    ),
    Spoiled(
        "arguments_of_the_client_differ",
        {SCHEME: oauth(MARK | {"client": "userCredentials"})},
        "#/components/securitySchemes/userCredentials",
        "the argument user_credentials of the client is taken",
    ),
    Spoiled(
        "the_token_service_names_what_exists",
        {"#/x-kontokit-token-service": {"create": "getToken"}},
        "#/x-kontokit-token-service/create",
        "there is no operation getToken",
    ),
    Spoiled(
        "the_token_service_names_what_exists",
        {"#/x-kontokit-token-service": {"introspect": "getAccount"}},
        "#/x-kontokit-token-service/introspect",
        "getAccount takes no token",
    ),
    Spoiled(
        "the_user_service_names_what_exists",
        {"#/x-kontokit-users": USERS | {"remove": ["deleteUser"]}},
        "#/x-kontokit-users",
        "there is no operation deleteUser",
    ),
    Spoiled(
        "the_user_service_names_what_exists",
        {"#/x-kontokit-users": USERS | {"password": "secret"}},
        "#/x-kontokit-users/password",
        "the body of updateAccount has no property secret",
    ),
    Spoiled(
        "the_user_service_fills_all_arguments",
        {"#/x-kontokit-users": USERS | {"arguments": {"account-id": "a", "tenant": "{tenant}"}}},
        "#/x-kontokit-users/arguments/tenant",
        "no operation of x-kontokit-users has a parameter tenant",
    ),
    Spoiled(
        "the_user_service_fills_all_arguments",
        {"#/x-kontokit-users": USERS | {"arguments": {}}},
        "#/x-kontokit-users/arguments",
        "getAccount needs account-id",
    ),
    Spoiled(
        "users_are_made_where_users_have_tokens",
        {"#/x-kontokit-users": USERS},
        "#/x-kontokit-users",
        "no scheme makes tokens for users",
    ),
    Spoiled(
        "every_tag_has_an_attribute_of_its_own",
        {"#/tags/-": {"name": "accounts", "description": "The same."}},
        "#/tags/1",
        "the attribute accounts of the client is taken",
    ),
    Spoiled(
        "every_tag_has_an_attribute_of_its_own",
        {"#/tags/0/name": "Sign in"},
        "#/tags/0",
        "the attribute sign_in of the client is taken",
    ),
]


def every_rule() -> dict[str, Rule]:
    return {one.name: one for one in (*rules("raw"), *rules("merged"))}


def start(name: str, good: Document, good_merged: Document) -> Document:
    return good if every_rule()[name].stage == "raw" else good_merged


def run(name: str, document: Document) -> list[Finding]:
    return list(every_rule()[name].check(document))


def spoil(document: Document, changes: dict[str, Any], put: Put) -> Document:
    tree = copy_tree(document.tree)
    for place, value in changes.items():
        put(tree, place, value)
    return document.with_tree(tree)


_TESTED_ELSEWHERE = ("banking", "error_codes", "sca", "unattended")
"""Modules of rules with tests of their own beside this one."""


def test_every_rule_has_a_spoiled_document() -> None:
    """
    No rule goes untested.
    """
    elsewhere = {
        one.name
        for one in every_rule().values()
        if one.check.__module__.split(".")[2].startswith(_TESTED_ELSEWHERE)
    }
    assert {case.rule for case in SPOILED} == every_rule().keys() - elsewhere


def test_the_good_document_has_no_findings(good: Document, good_merged: Document) -> None:
    """
    A document that keeps all conventions is accepted by every rule.
    """
    assert render_findings(lint_document(good)) == ""
    assert render_findings(lint_merged(good_merged)) == ""


@pytest.mark.parametrize("case", SPOILED, ids=lambda case: f"{case.rule}-{case.message[:20]}")
def test_a_rule_refuses_the_spoiled_document(
    case: Spoiled, good: Document, good_merged: Document, put_into: Put
) -> None:
    """
    A rule tells what is wrong in a spoiled document, where, and how to mend it.
    """
    document = start(case.rule, good, good_merged)
    assert run(case.rule, document) == []
    findings = run(case.rule, spoil(document, case.changes, put_into))
    found = [one for one in findings if one.place == case.place and case.message in one.message]
    assert found, render_findings(findings)
    assert all(finding.fix for finding in findings)


def test_all_findings_are_given_together(good: Document, put_into: Put) -> None:
    """
    Three mistakes of three kinds are three findings of one run.
    """
    changes = {
        f"{GET}/summary": GONE,
        f"{ACCOUNT}/properties/iban/example": GONE,
        f"{ACCOUNT}/additionalProperties": False,
    }
    findings = errors_in(lint_document(spoil(good, changes, put_into)))
    assert {finding.place for finding in findings} == {GET, ACCOUNT, f"{ACCOUNT}/properties/iban"}
    assert [finding.line for finding in findings] == [good.line(one.place) for one in findings]


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"paths": []},
        {"paths": {"/a": {"get": {"responses": [], "parameters": {}, "tags": "x"}}}},
        {
            "components": {
                "schemas": {"A": {"properties": [], "enum": {}, "type": 7, "required": 1}}
            }
        },
        {"components": {"schemas": {"A": {"$ref": "#/components/schemas/A"}}}},
        {"components": {"schemas": {"A": True}}, "webhooks": {"a": {"post": None}}, "servers": {}},
    ],
)
def test_no_document_breaks_a_rule(good: Document, tree: dict[str, Any]) -> None:
    """
    Documents of any shape give findings, never a crash.
    """
    document = good.with_tree(tree)
    assert lint_document(document)
    assert lint_merged(document)


def test_no_broken_place_breaks_a_rule(good: Document, put_into: Put) -> None:
    """
    Whatever stands at whatever place of a document, linting it gives findings.
    """
    values: list[Any] = [None, [], {}, 7, "x", [None], {"a": 1}, {"$ref": 7}, [[1]], [{}]]
    rubbish = itertools.cycle(values)
    for place, _ in list(walk(good.tree))[1:]:
        document = spoil(good, {place: next(rubbish)}, put_into)
        lint_document(document)
        lint_merged(document)


def test_what_is_said_of_tokens_and_users_can_be_right(
    good_merged: Document, put_into: Put
) -> None:
    """
    A document whose tokens are made from credentials, by people's names, has no findings.
    """
    urls = {"production": "https://tokens.example.com/token"}
    flow = {"tokenUrl": urls["production"], "refreshUrl": urls["production"], "scopes": {}}
    changes = {
        SCHEME: oauth(MARK | {"urls": urls, "expiry": "ends", "scoped": True}, password=flow),
        f"{ACCOUNT}/properties/token": {"type": "string"},
        "#/x-kontokit-token-service": {"create": "getAccount", "revoke": "updateAccount"},
        "#/x-kontokit-users": USERS,
    }
    assert render_findings(lint_merged(spoil(good_merged, changes, put_into))) == ""


def test_no_broken_mark_breaks_a_rule(good_merged: Document, put_into: Put) -> None:
    """
    Whatever an overlay says of tokens and users, linting it gives findings.
    """
    whole = spoil(
        good_merged,
        {
            SCHEME: oauth(MARK | {"urls": {"production": "https://a.example.com"}}),
            "#/x-kontokit-token-service": {"create": "getAccount", "revoke": "updateAccount"},
            "#/x-kontokit-users": USERS,
        },
        put_into,
    )
    places = [place for place, _ in walk(whole.tree) if "x-kontokit" in place or SCHEME in place]
    values: list[Any] = [None, [], {}, 7, "x", [None], {"a": 1}, [[1]], [{}], True, {"a": {}}]
    for place, value in itertools.product(places, values):
        lint_merged(spoil(whole, {place: value}, put_into))


def test_a_reason_excuses_a_float(good_merged: Document, put_into: Put) -> None:
    """
    A ratio may be a float when the overlay says why.
    """
    changes = {
        f"{ACCOUNT}/properties/balance/format": GONE,
        f"{ACCOUNT}/properties/balance/x-kontokit-float": "A ratio.",
    }
    assert run("every_number_is_exact", spoil(good_merged, changes, put_into)) == []


def test_a_reason_excuses_a_name_that_looks_secret(good: Document, put_into: Put) -> None:
    """
    A text that is only called like a secret may say so.
    """
    changes = {
        f"{ACCOUNT}/properties/pin/format": GONE,
        f"{ACCOUNT}/properties/pin/x-not-secret": "The number of a needle.",
    }
    assert run("every_secret_is_marked", spoil(good, changes, put_into)) == []


def test_a_reason_excuses_a_name_that_looks_like_an_iban(good: Document, put_into: Put) -> None:
    """
    A text that is only called like an IBAN may say so, and what is no text needs no reason.
    """
    changes = {
        f"{ACCOUNT}/properties/iban/format": GONE,
        f"{ACCOUNT}/properties/iban/x-not-iban": "It is encrypted.",
        f"{ACCOUNT}/properties/needsIban": {"type": "boolean"},
        f"{ACCOUNT}/properties/ibanRules": {"type": "string"},
    }
    assert run("every_iban_is_marked", spoil(good, changes, put_into)) == []


def test_the_payee_of_an_order_is_a_counterparty(good_merged: Document, put_into: Put) -> None:
    """
    Both marks together are what the rule wants.
    """
    changes = {
        f"{PUT}/x-kontokit-order": ORDER,
        f"{ACCOUNT}/properties/iban/format": "counterparty-iban",
    }
    assert run("every_counterparty_is_a_payee", spoil(good_merged, changes, put_into)) == []


def test_an_enum_may_tell_its_values_in_the_description(good: Document, put_into: Put) -> None:
    """
    A list of values in the description is as good as a map.
    """
    changes = {
        f"{SCHEMAS}/Kind/x-enum-descriptions": GONE,
        f"{SCHEMAS}/Kind/description": "The kind.\n\n- `GIRO`: daily.\n- `DEPOT`: securities.",
    }
    assert run("every_enum_value_is_described", spoil(good, changes, put_into)) == []


@pytest.mark.parametrize(
    ("schema", "value", "fits"),
    [
        ({"type": "number", "format": "decimal"}, 12.5, True),
        ({"type": "string", "format": "berlin-date-time"}, "2024-01-02 03:04:05", True),
        ({"type": "string", "format": "berlin-date-time"}, "2024-01-02 03:04:05.678", True),
        ({"type": "string", "format": "berlin-date-time"}, "2024-01-02T03:04:05Z", False),
        ({"type": "string", "format": "date-time"}, "2024-01-02T03:04:05.678+0000", True),
        ({"type": "string", "format": "date-time"}, "2024-01-02T03:04:05+01:00", True),
        ({"type": "string", "format": "date-time"}, "2024-01-02T03:04:05", False),
        ({"type": "string", "format": "date-time"}, "2024-13-02T03:04:05Z", False),
        ({"type": "string", "format": "date"}, "2024-02-29", True),
        ({"type": "string", "format": "date"}, "2023-02-29", False),
        ({"type": "string", "format": "date"}, "20230228", False),
        ({"type": "string", "format": "uuid"}, "0b6e3a52-6f0c-4a39-8c5e-2d1f4b7a9c10", True),
        ({"type": "string", "format": "uuid"}, "0b6e3a52", False),
        ({"type": "integer", "format": "int32"}, 2**31, False),
        ({"type": ["string", "null"]}, None, True),
    ],
)
def test_formats_are_checked(
    good: Document, put_into: Put, schema: dict[str, Any], value: Any, fits: bool
) -> None:
    """
    Examples are checked against the formats of the house too.
    """
    changes = {f"{ACCOUNT}/properties/x": {**schema, "example": value}}
    assert (run("every_example_fits_its_schema", spoil(good, changes, put_into)) == []) == fits


@pytest.mark.parametrize("key", ["allOf", "anyOf"])
def test_a_schema_that_is_part_of_itself_breaks_no_rule(
    good_merged: Document, put_into: Put, key: str
) -> None:
    """
    Rules look into parts of schemas, and some schemas never end.
    """
    around = {key: [{"$ref": ACCOUNT}], "properties": {"iban": {"type": "string"}}}
    document = spoil(good_merged, {ACCOUNT: around}, put_into)
    assert lint_document(document) is not None
    assert lint_merged(document) is not None


def test_what_is_essential_is_asked_for_where_the_schema_stands(
    good_merged: Document, put_into: Put
) -> None:
    """
    A schema may be no more than the name of another one.
    """
    changes = {
        f"{SCHEMAS}/Alias": {"$ref": ACCOUNT, "description": "An account."},
        f"{GET}/responses/200/content/application~1json/schema": {"$ref": f"{SCHEMAS}/Alias"},
        f"{ACCOUNT}/x-kontokit-essential": object(),
    }
    document = spoil(good_merged, changes, put_into)
    found = run("every_schema_that_is_read_says_what_is_essential", document)
    assert [one.place for one in found] == [ACCOUNT]
