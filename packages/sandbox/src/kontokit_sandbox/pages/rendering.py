"""
Makes HTML of templates: with escaped values, and no value missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from ..server.clock import BERLIN
from .request import Html, Language, PageRequest
from .words import WORDS

__all__ = ["Renderer", "root_of"]

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,}$")
_CONSENT = timedelta(days=180)


def root_of(page_base: str) -> str:
    """
    The path before that of every page; empty unless the sandbox has a public URL with one.
    """
    return urlsplit(page_base).path


class Renderer:
    """
    Renders templates in two languages.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        words: Mapping[Language, Mapping[str, str]] = WORDS,
        folders: Sequence[str] = ("pages/templates",),
    ) -> None:
        """
        Args:
            now: The clock of the sandbox, for the time that is left.
            words: All texts.
            folders: The folders of the templates in this package, the first one first.
        """
        self.now = now
        self.words = words
        self._environment = Environment(
            loader=ChoiceLoader([PackageLoader("kontokit_sandbox", one) for one in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(_FILTERS)

    def render(self, request: PageRequest, page: Html) -> str:
        """
        Render a page in the language of the request.
        """
        lang = request.language
        other: Language = "en" if lang == "de" else "de"
        template = self._environment.get_template(page.template)
        shared: dict[str, Any] = {
            "t": self.words[lang],
            "lang": lang,
            "other_language": other,
            "other_language_address": root_of(request.page_base) + request.in_language(other),
            "language_query": f"?lang={lang}" if "lang" in request.parameters else "",
            "root": root_of(request.page_base),
            "errors": {},
            "kind": "bank",
            "site_name": self.words[lang]["sandbox"],
            "now": self.now(),
            "consent_ends": self.now() + _CONSENT,
        }
        return template.render({**shared, **page.values})


@pass_context
def _money(context: Context, amount: Decimal, currency: str) -> str:
    text = f"{amount:,.2f}"
    if context["lang"] == "de":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{text} {currency}"


@pass_context
def _day(context: Context, moment: datetime) -> str:
    local = moment.astimezone(BERLIN)
    return f"{local:%d.%m.%Y}" if context["lang"] == "de" else f"{local.day} {local:%B %Y}"


@pass_context
def _moment(context: Context, moment: datetime) -> str:
    return f"{_day(context, moment)}, {moment.astimezone(BERLIN):%H:%M:%S}"


def _clock_time(moment: datetime) -> str:
    return f"{moment.astimezone(BERLIN):%H:%M:%S}"


@pass_context
def _minutes_left(context: Context, moment: datetime) -> str:
    now: datetime = context["now"]
    seconds = int(max(moment - now, timedelta()).total_seconds())
    return f"{seconds // 60}:{seconds % 60:02d}"


def _segment(text: str) -> str:
    return quote(text, safe="")


def _iban(text: str) -> str:
    compact = text.replace(" ", "")
    if not _IBAN.match(compact):
        return text
    return " ".join(compact[place : place + 4] for place in range(0, len(compact), 4))


_FILTERS: Mapping[str, Any] = {
    "clock_time": _clock_time,
    "day": _day,
    "iban": _iban,
    "minutes_left": _minutes_left,
    "moment": _moment,
    "money": _money,
    "path": _segment,
    "query": urlencode,
}
