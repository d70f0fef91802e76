"""
The notebook gives the tables that are stored in it.
"""

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent / "cash-flow.ipynb"


def shown(notebook: Any) -> list[str]:
    """
    What is below each cell of code, as text.
    """
    outputs = [one for cell in notebook.cells for one in cell.get("outputs", [])]
    return [one.data["text/plain"] for one in outputs if one.output_type == "execute_result"]


def test_the_stored_tables_are_right() -> None:
    stored = nbformat.read(NOTEBOOK, as_version=4)
    run = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(run, timeout=120).execute()
    assert len(shown(stored)) == 7
    assert shown(run) == shown(stored)
