from __future__ import annotations

from pathlib import Path

from kontokit_generator.openapi.document import Document
from kontokit_generator.verify.names import names_used_twice


def test_a_name_is_used_once(good_merged: Document, tmp_path: Path) -> None:
    """
    A class that hides an import is found, with what it was made from.
    """
    (tmp_path / "models.py").write_text(
        "from kontokit import Model\nclass Account(Model): ...\nclass Account(Model): ...\n",
        "utf-8",
    )
    (found,) = names_used_twice(good_merged, tmp_path)
    assert found.place == "#/components/schemas/Account"
    assert found.message == (
        "Account is both the class in line 2 and the class in line 3 in the module models"
    )


def test_imports_for_type_checkers_count(good_merged: Document, tmp_path: Path) -> None:
    """
    They bind names too; the same import in two places is one.
    """
    (tmp_path / "client.py").write_text(
        "from typing import TYPE_CHECKING\nfrom kontokit import Tiny\n"
        "if TYPE_CHECKING:\n    from kontokit import Tiny\n    from typing import Any\n"
        "class Tiny: ...\nAny = 1\ndef call() -> None: ...\n",
        "utf-8",
    )
    client, other = names_used_twice(good_merged, tmp_path)
    assert (client.place, other.place) == ("#/x-kontokit-client/name", "#")
    assert "Tiny of kontokit and the class in line 6" in client.message
