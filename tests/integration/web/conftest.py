"""
Web applications of two workers each, in every framework.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kontokit_sandbox import Sandbox
from tests.support.web.site import Site


@pytest.fixture(scope="session", params=["starlette", "django", "django_async", "redis"])
def site(
    request: pytest.FixtureRequest,
    sandbox_server: Sandbox,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """
    The application, in each framework, and once with Redis as the store.
    """
    options, kind = {}, request.param
    if kind == "redis":
        options, kind = {"redis_port": request.getfixturevalue("redis_port")}, "starlette"
    with Site(kind, sandbox_server, tmp_path_factory.mktemp("site"), **options) as one:
        yield one


@pytest.fixture(scope="session")
def typing_site(
    sandbox_server: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """
    An application whose users type their login data again.
    """
    folder = tmp_path_factory.mktemp("site")
    with Site("starlette", sandbox_server, folder, workers=1, types_login=True) as one:
        yield one
