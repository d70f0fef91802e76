"""
Strong customer authentication (SCA) and webhooks of kontokit in web applications.

``kontokit_web.starlette`` is an ASGI application, also for FastAPI; ``kontokit_web.django`` has
views. Both show the custom element ``<kontokit-sca>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entries import WebFlow
from .page import POLICY
from .settings import Settings

__all__ = ["POLICY", "Settings", "WebFlow"]

if TYPE_CHECKING:
    __version__: str
else:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> str:
        if name == "__version__":
            # Looking it up reads the disk, so only for those who ask.
            from importlib.metadata import version

            return version("kontokit-web")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
