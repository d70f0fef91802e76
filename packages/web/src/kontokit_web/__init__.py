"""
Strong customer authentication (SCA) and webhooks of kontokit in web applications.

``kontokit_web.starlette`` is an ASGI application, also for FastAPI; ``kontokit_web.django`` has
views. Both show the custom element ``<kontokit-sca>``.
"""

from __future__ import annotations

from .entries import WebFlow
from .page import POLICY
from .settings import Settings

__all__ = ["POLICY", "Settings", "WebFlow"]
