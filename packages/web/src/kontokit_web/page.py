"""
The pages around the element, and the element itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from kontokit.sca.messages import Problem, messages_in

from .exchange import NEVER_STORED, WebRequest, WebResponse
from .settings import Language

SCRIPT: Final = "kontokit-sca.js"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""The Content-Security-Policy that the element needs, and no more."""


def script(request: WebRequest) -> WebResponse:
    """
    The element.
    """
    content = element_source()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        "Content-Type": "text/javascript; charset=utf-8",
        "Cache-Control": "no-cache",
        "ETag": tag,
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("if-none-match") == tag:
        return WebResponse(status=304, headers=headers)
    return WebResponse(body=content, headers=headers)


@cache
def element_source() -> bytes:
    """
    The JavaScript of the element, as the wheel has it.
    """
    return files("kontokit_web").joinpath("static", "kontokit_web", SCRIPT).read_bytes()


def element(attributes: Mapping[str, str]) -> str:
    """
    The element as HTML.

    Args:
        attributes: Those of the element, unescaped.
    """
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<kontokit-sca{written}></kontokit-sca>"


def flow_page(
    script_url: str,
    attributes: Mapping[str, str],
    *,
    language: Language,
    problem: Problem | None = None,
) -> WebResponse:
    """
    The page of a flow.

    Args:
        script_url: Where the element is.
        attributes: Those of the element.
        problem: What the element tells at first.
    """
    noted = {**attributes, "problem": problem} if problem else attributes
    said = messages_in(language).web
    head = f'<script type="module" src="{escape(script_url)}"></script>'
    content = f"<main><h1>{escape(said.title)}</h1>{element(noted)}</main>"
    return _page(said.title, content, language, head=head)


def neutral_page(language: Language) -> WebResponse:
    """
    The page for everybody who is not the owner of a flow, whether there is such a flow or not.
    """
    said = messages_in(language).web
    content = f"<main><h1>{escape(said.title)}</h1><p>{escape(said.neutral)}</p></main>"
    return _page(said.title, content, language, status=404)


def language_of(request: WebRequest, chosen: Language | None) -> Language:
    """
    The language of a page: that of the settings, or the first of the browser that there is.
    """
    if chosen is not None:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        match part.strip()[:2].lower():
            case "de":
                return "de"
            case "en":
                return "en"
            case _:
                continue
    return "de"


def _page(
    title: str, content: str, language: Language, *, head: str = "", status: int = 200
) -> WebResponse:
    text = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title>{head}</head><body>{content}</body></html>"
    )
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        **NEVER_STORED,
    }
    return WebResponse(status=status, body=text.encode(), headers=headers)
