"""
Makes typed Python clients from OpenAPI documents: ``kontokit-generate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
else:

    def __getattr__(name: str) -> str:
        if name == "__version__":
            from importlib.metadata import version  # it takes a while

            return version("kontokit-generator")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
