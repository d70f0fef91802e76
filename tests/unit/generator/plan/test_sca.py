"""
SCA of a document becomes a module of the package.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.settings.project import Project
from tests.support.generator_project import project_in
from tests.support.sca_document import OVERLAY, built


@pytest.fixture
def paths(tmp_path: Path) -> Project:
    made = project_in(tmp_path)
    new_api("demo", made)
    return made


def written(path: Path) -> str:
    return ast.unparse(ast.parse(path.read_text("utf-8")))


def test_the_mechanisms_are_a_module_of_the_package(paths: Project) -> None:
    """
    Operations become constants, parameters get their Python names, seconds are floats.
    """
    text = written(built(paths) / "sca.py")
    assert "from kontokit_demo.operations import accesses, bills, forms" in text
    assert (
        "SCA = ScaConfig(operations=(bills.PAY_BILL, forms.OPEN_FORM, accesses.GET_ACCESS, "
        "accesses.PUT_ACCESS), repeat="
    ) in text
    assert "'payBill': StatusQuery(operation=bills.LIST_BILLS, argument='bill_id', value=" in text
    assert "statuses={'WORD': 'challenge', 'ELSEWHERE': 'decoupled', 'NAME': 'payee'}" in text
    assert text.count("payee=PayeeFields(result='payee.found', results={'FULL': 'match', ") == 2
    assert "methods=(ChoiceFields(items='ways', id='id', name='name'),), media=()" in text
    assert "seconds=5.0, working_seconds=2.5" in text
    assert "status_operations={'putAccess': accesses.GET_ACCESS}" in text


def test_equal_forms_are_written_once(paths: Project) -> None:
    """
    What several operations make is a constant, named after what reads it.
    """
    marked = "x-kontokit-name: drop, x-kontokit-retry: write"
    package = built(
        paths,
        (marked, f"{marked}, x-kontokit-sca: [webform]"),
        ("          openForm:\n", "          dropForm: &form\n"),
        ("            seconds: 2\n", "            seconds: 2\n          openForm: *form\n"),
    )
    text = written(package / "sca.py")
    assert "\n_FORM = WebFormSca(read=forms.GET_FORM, argument='form_id', id='id'" in text
    assert "forms={'dropForm': _FORM, 'openForm': _FORM}" in text


def test_the_client_finds_the_mechanisms_when_they_are_needed(paths: Project) -> None:
    """
    The module is imported by a function, not with the client.
    """
    text = written(built(paths) / "client.py")
    assert "def _sca() -> ScaConfig:\n    from kontokit_demo.sca import SCA" in text
    assert "sca=_sca" in text


def test_without_sca_there_is_no_module(paths: Project) -> None:
    """
    A package whose overlay says nothing of SCA knows nothing of it.
    """
    start = OVERLAY.index("  - target: $\n    description: How the user")
    said = OVERLAY[start : OVERLAY.index("  - target: $.paths['/bills'].get")]
    kinds = [(f", x-kontokit-sca: [{kind}]", "") for kind in ("repeat", "webform", "relations")]
    package = built(paths, (said, ""), *kinds, (", x-kontokit-sca: [relations, webform]", ""))
    assert not (package / "sca.py").exists()
    assert "sca" not in written(package / "client.py")
