"""
What tests of several programs need.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.entry_points import installed_metadata


@pytest.fixture(scope="session")
def python_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """
    What other processes need to find all packages.
    """
    with installed_metadata(tmp_path_factory.mktemp("metadata")) as path:
        yield path
