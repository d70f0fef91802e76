from __future__ import annotations

from pathlib import Path

import pytest

from kontokit_generator.builder.build import build
from kontokit_generator.builder.prepare import load_sources, prepare
from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.openapi.document import Document
from kontokit_generator.settings.project import Project
from kontokit_generator.verify.trial import try_package
from kontokit_generator.verify.type_check import check_types
from tests.support.generator_project import project_in

API = "demo_bank"
PACKAGE = f"kontokit_{API}"
BODY = """
      requestBody:
        description: What to call it; nothing is sent for null.
        required: false
        content:
          application/json:
            schema:
              anyOf: [{$ref: "#/components/schemas/Account"}, {type: "null"}]
            example: null
"""
NOTHING = """
        nothing:
          type: "null"
          description: It is always null.
          example: null
"""


@pytest.fixture
def paths(tmp_path: Path) -> Project:
    made = project_in(tmp_path)
    new_api(API, made)
    with made.document(API).open("a", encoding="utf-8") as file:
        file.write(NOTHING.removeprefix("\n"))
    build([API], made)
    return made


@pytest.fixture
def document(paths: Project) -> Document:
    return prepare(load_sources(API, paths))


def package(paths: Project) -> Path:
    return paths.output / API / "src" / PACKAGE


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_good_package_is_imported_and_reads_its_examples(
    paths: Project, document: Document
) -> None:
    """
    A property that is always null can be read too. The folder stays as it is.
    """
    before = sorted(paths.output.rglob("*"))
    assert try_package(document, paths.output / API, PACKAGE) == []
    assert sorted(paths.output.rglob("*")) == before


def test_a_body_that_may_be_null_is_left_out_for_such_an_example(tmp_path: Path) -> None:
    """
    Without a body none is sent, so no value stands for null.
    """
    made = project_in(tmp_path)
    new_api(API, made)
    source = made.document(API)
    replace(source, "      operationId: getAccount\n", f"      operationId: getAccount{BODY}")
    document = prepare(load_sources(API, made))
    build([API], made)
    assert try_package(document, made.output / API, PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "message"),
    [
        ("models.py", "balance: Decimal", "balance: Literal", "/Account", "cannot be resolved"),
        ("models.py", "balance: Decimal", "balance: int", "/example", "cannot"),
        ("client.py", "API = Api(", "API = Apis(", "#", "client cannot be imported (NameError"),
        ("operations/accounts.py", "type=models.", 'type=list["No"] or models.', "/get", "read or"),
        ("__init__.py", '"models",', '"models", "Missing",', "#", "has no Missing"),
    ],
)
def test_a_broken_package_is_found(
    paths: Project,
    document: Document,
    file: str,
    old: str,
    new: str,
    place: str,
    message: str,
) -> None:
    """
    With the place in the document where there is one.
    """
    replace(package(paths) / file, old, new)
    found = try_package(document, paths.output / API, PACKAGE)
    assert any(one.place.endswith(place) and message in one.message for one in found)


def test_metadata_must_be_toml(paths: Project, document: Document) -> None:
    """
    Else the package could not be installed.
    """
    replace(paths.output / API / "pyproject.toml", 'description = "', 'description = ""')
    (found,) = try_package(document, paths.output / API, PACKAGE)
    assert found.place == "#/info"
    assert found.message.startswith("pyproject.toml cannot be read")


def test_mypy_checks_a_package_strictly(paths: Project, document: Document) -> None:
    """
    A good package passes, and an error is told with its file.
    """
    folder = paths.output / API / "src"
    assert check_types(document, folder) == []
    replace(package(paths) / "client.py", "    environment=environment,", "    environment=7,")
    (found,) = check_types(document, folder)
    assert found.message.startswith(f"kontokit_{API}/client.py, line ")
