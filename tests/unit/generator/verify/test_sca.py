"""
The audit finds what a package lost of how its document describes SCA.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kontokit_generator.builder.prepare import load_sources, prepare
from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.openapi.document import Document
from kontokit_generator.overlay.sca_extension import KEY
from kontokit_generator.verify.package import verify
from tests.support.generator_project import project_in
from tests.support.sca_document import built


@pytest.fixture(scope="module")
def faithful(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Path]:
    """
    A document and its package, made once; tests change a copy.
    """
    made = project_in(tmp_path_factory.mktemp("faithful"))
    new_api("demo", made)
    package = built(made)
    return prepare(load_sources("demo", made)), package


def test_a_faithful_module_has_no_findings(faithful: tuple[Document, Path]) -> None:
    """
    A package that says of SCA what its document says passes.
    """
    assert verify(*faithful) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("sca.py", 'field="step"', 'field="other"', "something else of field for SCA"),
        ("sca.py", "bills.LIST_BILLS", "bills.PAY_BILL", "something else of operation for SCA"),
        ("sca.py", 'argument="bill_id"', 'argument="ids"', "something else of argument for SCA"),
        ("sca.py", 'argument="form_id"', 'argument="id"', "something else of argument for SCA"),
        (
            "sca.py",
            'codes={"WRONG_WORD": CodeMeaning(before="refused", source="a page")},',
            "",
            "something else of codes for SCA",
        ),
        ("sca.py", '"OPEN": "open"', '"OPEN": "done"', "something else of OPEN for SCA"),
        (
            "sca.py",
            '{"WORD": "challenge", "ELSEWHERE": "decoupled", "NAME": "payee"}',
            '{"NAME": "payee", "ELSEWHERE": "decoupled", "WORD": "challenge"}',
            "something else of statuses for SCA",
        ),
        ("sca.py", "bills.PAY_BILL,", "", "does not know that payBill asks for SCA"),
        ("sca.py", "bills.PAY_BILL,", "bills.PAY_BILL, bills.LIST_BILLS,", "of other operations"),
        ("sca.py", "seconds=2.0", "seconds=2.0, extra=1", "something else of extra for SCA"),
        ("sca.py", "media=()", 'media=("a",)', "something else of media for SCA"),
        ("sca.py", "SCA = ScaC", "OTHER = ScaC", "the package has no mechanisms for SCA"),
        ("client.py", "sca=_sca,", "", "the client does not know the mechanisms for SCA"),
    ],
)
def test_a_lost_word_of_sca_is_an_error(
    faithful: tuple[Document, Path], tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    """
    Whatever the module leaves out or says differently is an error that says what.
    """
    document, package = faithful
    path = Path(shutil.copytree(package, tmp_path / "package")) / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    found = [one.message for one in verify(document, path.parent)]
    assert any(message in one for one in found), found


def test_sca_of_no_document_is_an_error(faithful: tuple[Document, Path]) -> None:
    """
    A package cannot know of SCA what its document does not say.
    """
    document, package = faithful
    tree = {key: value for key, value in document.tree.items() if key != KEY}
    (found,) = verify(document.with_tree(tree), package)
    assert found.message == "the package has unknown mechanisms for SCA"
