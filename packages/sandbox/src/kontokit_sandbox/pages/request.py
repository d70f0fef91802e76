"""
A request of a browser, and the response to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, urlencode

__all__ = ["Html", "Language", "PageRequest", "Reply", "SeeOther", "language"]

Language = Literal["de", "en"]


@dataclass(frozen=True, kw_only=True)
class PageRequest:
    """
    What a page needs to know of a request.
    """

    method: str
    path: str
    """With percent-encoding."""
    query: str
    """As on the wire, without the question mark."""
    page_base: str
    """The URL below which all pages are."""
    language: Language
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    """The fields of the form that was sent."""
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """The files that were uploaded; empty ones are left out."""
    cookies: Mapping[str, str] = field(default_factory=dict[str, str])
    path_values: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def is_post(self) -> bool:
        """
        Whether it may change something.
        """
        return self.method == "POST"

    @property
    def parameters(self) -> dict[str, str]:
        """
        The decoded query; the last value if a name is repeated.
        """
        return dict(parse_qsl(self.query, keep_blank_values=True))

    def value(self, name: str) -> str:
        """
        The text of a field, without blanks around it; empty if there is none.
        """
        return next(iter(self.fields.get(name, ())), "").strip()

    @property
    def address(self) -> str:
        """
        The address of the page itself, for its forms.
        """
        return f"{self.path}?{self.query}" if self.query else self.path

    def in_language(self, other: Language) -> str:
        """
        The address of the same page in another language.
        """
        kept = [one for one in self.query.split("&") if one and not one.startswith("lang=")]
        return f"{self.path}?{'&'.join([*kept, urlencode({'lang': other})])}"


@dataclass(frozen=True, kw_only=True)
class Html:
    """
    A page, made from a template.
    """

    template: str
    status: int = 200
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    cookies: Mapping[str, str] = field(default_factory=dict[str, str])
    """Cookies to set for the path of the page."""


@dataclass(frozen=True, kw_only=True)
class SeeOther:
    """
    A redirect after a form was sent.
    """

    location: str
    cookies: Mapping[str, str] = field(default_factory=dict[str, str])


Reply = Html | SeeOther


def language(query: str, accepted: str, default: Language) -> Language:
    """
    Choose the language: that of the address, else the first that the browser accepts.

    Args:
        accepted: The ``Accept-Language`` header; weights are ignored, since browsers sort.
    """
    wanted = dict(parse_qsl(query)).get("lang", "")
    for one in (wanted, *(part.strip()[:2] for part in accepted.split(","))):
        if one.lower() == "de":
            return "de"
        if one.lower() == "en":
            return "en"
    return default
