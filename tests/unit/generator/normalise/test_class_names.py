from __future__ import annotations

from tests.support.normalised import schemas_of
from tests.unit.generator.conftest import Make

SCHEMAS = """
x-kontokit-client: {name: Bank}
paths:
  /a:
    get:
      operationId: a
      responses:
        "200":
          description: It.
          content: {application/json: {schema: {$ref: "#/components/schemas/Answer"}}}
components:
  schemas:
    Answer:
      type: object
      properties:
        meta: {$ref: "#/components/schemas/Meta"}
        secrets: {type: array, items: {$ref: "#/components/schemas/Secret"}}
        bank: {$ref: "#/components/schemas/Bank"}
        other: {$ref: "#/components/schemas/AsyncBank"}
        truth: {$ref: "#/components/schemas/True"}
        enum: {$ref: "#/components/schemas/Enum"}
    Meta: {type: object, properties: {a: {type: string}}}
    MetaModel: {type: object, properties: {b: {type: string}}}
    Secret: {type: object, properties: {a: {type: string}}}
    Bank: {type: object, properties: {a: {type: string}}}
    AsyncBank: {type: object, properties: {a: {type: string}}}
    Enum: {type: object, properties: {a: {type: string}}}
    "True": {type: object, properties: {a: {type: string}}}
"""


def test_a_schema_makes_room_for_what_the_package_needs(make_document: Make) -> None:
    """
    Names of Python, of imports and of the clients become others, which no schema has.
    """
    schemas = schemas_of(make_document(SCHEMAS))
    assert set(schemas) == {
        "Answer",
        "MetaModel2",
        "MetaModel",
        "SecretModel",
        "BankModel",
        "AsyncBankModel",
        "TrueModel",
        "EnumModel",
    }
    properties = schemas["Answer"]["properties"]
    assert properties["meta"]["$ref"] == "#/components/schemas/MetaModel2"
    assert properties["secrets"]["items"]["$ref"] == "#/components/schemas/SecretModel"
    assert properties["truth"]["$ref"] == "#/components/schemas/TrueModel"


def test_other_schemas_keep_their_names(make_document: Make) -> None:
    """
    Nothing is renamed without need.
    """
    text = SCHEMAS.replace("Meta:", "About:").replace("schemas/Meta}", "schemas/About}")
    assert {"About", "MetaModel"} <= schemas_of(
        make_document(text.replace('/Meta"', '/About"'))
    ).keys()


def test_discriminators_follow(make_document: Make) -> None:
    """
    A mapping leads to the schema under its new name.
    """
    schemas = schemas_of(
        make_document(
            """
            paths:
              /a:
                get:
                  operationId: a
                  responses:
                    "200":
                      description: It.
                      content: {application/json: {schema: {$ref: "#/components/schemas/Any"}}}
            components:
              schemas:
                Any:
                  oneOf: [{$ref: "#/components/schemas/Type"}, {$ref: "#/components/schemas/B"}]
                  discriminator:
                    propertyName: kind
                    mapping: {t: "#/components/schemas/Type", b: "#/components/schemas/B"}
                Type: {type: object, properties: {kind: {type: string}, a: {type: string}}}
                Type2: {type: object, properties: {kind: {type: string}, a: {type: string}}}
                B: {type: object, properties: {kind: {type: string}, b: {type: string}}}
            """.replace("Type", "Mapping")
        )
    )
    assert {"AnyModel", "MappingModel", "B"} <= schemas.keys()
    assert '#/components/schemas/Mapping"' not in str(schemas)
