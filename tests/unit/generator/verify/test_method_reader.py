"""
What is read of the classes with methods.
"""

from __future__ import annotations

from pathlib import Path

from kontokit_generator.verify.method_reader import read_methods

MODULE = """
class {name}(ResourceGroup[SyncClient]):
    def get(self, *, page: int | None = None) -> int:
        return self._client.call({constant}, {{"page": page}})
"""


def test_classes_of_one_name_are_read_together(tmp_path: Path) -> None:
    """
    The async class of one tag and the other class of another tag may be called alike.
    """
    (tmp_path / "operations").mkdir()
    for module, constant in (("loans", "GET_LOAN"), ("async_loans", "GET_ASYNC_LOAN")):
        written = MODULE.format(name="AsyncLoansGroup", constant=constant)
        (tmp_path / "operations" / f"{module}.py").write_text(written, "utf-8")
    methods = read_methods(tmp_path)
    assert methods["AsyncLoansGroup"].keys() == {"GET_LOAN", "GET_ASYNC_LOAN"}
