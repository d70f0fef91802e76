"""
Documents of several files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from kontokit_generator.openapi.document import Document, load_document
from kontokit_generator.openapi.document_files import files_of
from kontokit_generator.openapi.findings import FindingsError

Write = Callable[..., Document]
HEAD = """
openapi: 3.1.0
info: {title: Parts, version: "1"}
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """
    Write ``openapi.yaml`` and other files below ``api``, and read the document.
    """

    def written(text: str, **others: str) -> Document:
        folder = tmp_path / "api"
        for name, content in {"openapi.yaml": HEAD + dedent(text), **others}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(content), "utf-8")
        return load_document(folder / "openapi.yaml")

    return written


def test_what_stands_in_other_files_becomes_a_component(write: Write) -> None:
    """
    Whole files and parts of them, in YAML and JSON, each once.
    """
    document = write(
        """
        paths:
          /a:
            get:
              parameters: [{$ref: "parts/common.yaml#/Limit"}]
              responses:
                "200":
                  description: Done.
                  content:
                    application/json: {schema: {$ref: parts/bank-account.json}}
                "404": {$ref: "parts/common.yaml#/NotFound"}
        """,
        **{
            "parts/bank-account.json": """
            {"type": "object", "properties": {"o": {"$ref": "owner.yaml"}}}
            """,
            "parts/owner.yaml": "{type: object, properties: {friend: {$ref: owner.yaml}}}",
            "parts/common.yaml": """
            Limit: {name: limit, in: query, schema: {$ref: "#/Number"}}
            Number: {type: integer}
            NotFound: {description: Nothing.}
            """,
        },
    )
    assert document.tree["paths"]["/a"]["get"]["parameters"] == [
        {"$ref": "#/components/parameters/Limit"}
    ]
    schemas = document.tree["components"]["schemas"]
    assert schemas == {
        "Number": {"type": "integer"},
        "BankAccount": {
            "type": "object",
            "properties": {"o": {"$ref": "#/components/schemas/Owner"}},
        },
        "Owner": {
            "type": "object",
            "properties": {"friend": {"$ref": "#/components/schemas/Owner"}},
        },
    }
    assert document.tree["components"]["responses"] == {"NotFound": {"description": "Nothing."}}


def test_components_and_paths_stay_where_they_are(write: Write) -> None:
    """
    A component may stand in a file of its own, and so may a path, which overlays name.
    """
    document = write(
        """
        paths: {/a: {$ref: a.yaml}}
        components: {schemas: {Money: {$ref: money.yaml}}}
        """,
        **{
            "a.yaml": "get: {responses: {default: {content: {x/y: {schema: {$ref: money.yaml}}}}}}",
            "money.yaml": "type: string",
        },
    )
    assert document.tree["components"]["schemas"] == {"Money": {"type": "string"}}
    content = document.tree["paths"]["/a"]["get"]["responses"]["default"]["content"]
    assert content["x/y"]["schema"] == {"$ref": "#/components/schemas/Money"}


def test_references_lead_back_into_the_document(write: Write) -> None:
    """
    Other files may use its components, and discriminators may name files.
    """
    document = write(
        """
        components:
          schemas:
            Pet:
              discriminator: {propertyName: kind, mapping: {cat: cat.yaml, dog: Dog}}
            Dog: {type: object}
        """,
        **{"cat.yaml": "allOf: [{$ref: 'openapi.yaml#/components/schemas/Pet'}]"},
    )
    schemas = document.tree["components"]["schemas"]
    assert schemas["Cat"] == {"allOf": [{"$ref": "#/components/schemas/Pet"}]}
    mapped = {"cat": "#/components/schemas/Cat", "dog": "Dog"}
    assert schemas["Pet"]["discriminator"]["mapping"] == mapped


def test_findings_name_the_file_and_its_line(write: Write) -> None:
    """
    As an editor wants them.
    """
    document = write(
        "components: {schemas: {A: {$ref: a.yaml}}}",
        **{"a.yaml": "type: object\nproperties:\n  b: {type: string}\n"},
    )
    found = document.finding("#/components/schemas/A/properties/b/type", "It is wrong", "mend it")
    assert (found.file, found.line) == ("a.yaml", 3)
    assert document.finding("#/info/title", "It is wrong", "mend it").file == "openapi.yaml"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("https://api.example.com/a.yaml", "leads to the network"),
        ("//api.example.com/a.yaml", "leads to the network"),
        ("file:///a.yaml", "leads to the network"),
        ("../a.yaml", "leads out of the folder"),
        ("%2e%2e/a.yaml", "leads out of the folder"),
        ("/a.yaml", "leads out of the folder"),
        ("link.yaml", "leads out of the folder"),
        ("a.txt", "leads to no YAML or JSON"),
        ("missing.yaml", "cannot read the file"),
        ("good.yaml#/Nothing", "has no #/Nothing"),
    ],
)
def test_other_references_are_refused_by_name(
    write: Write, tmp_path: Path, reference: str, message: str
) -> None:
    """
    Nothing is read from the network or from elsewhere, not even through a link.
    """
    (tmp_path / "api").mkdir()
    (tmp_path / "a.yaml").write_text("type: object", "utf-8")
    (tmp_path / "api" / "link.yaml").symlink_to(tmp_path / "a.yaml")
    with pytest.raises(FindingsError) as caught:
        write(f"components: {{schemas: {{A: {{$ref: {reference!r}}}}}}}", **{"good.yaml": "a: {}"})
    assert message in caught.value.findings[0].message


def test_all_files_of_a_document_are_known(write: Write) -> None:
    """
    A change of any of them makes the package again.
    """
    document = write(
        "paths: {/a: {$ref: b.yaml}}",
        **{"b.yaml": "$ref: c/d.json", "c/d.json": "{}", "e.yaml": "{}"},
    )
    files = files_of(document.path, document.path.parent)
    assert [path.name for path in files] == ["openapi.yaml", "b.yaml", "d.json"]
