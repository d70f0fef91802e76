"""
The texts of the pages: every one in both languages, and none in a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from kontokit_sandbox.control.pages.words import CONTROL_WORDS
from kontokit_sandbox.pages.words import WORDS

PACKAGE = Path(str(files("kontokit_sandbox")))
FOLDERS = (PACKAGE / "pages", PACKAGE / "control" / "pages")
EVERY = {lang: {**WORDS[lang], **CONTROL_WORDS[lang]} for lang in WORDS}
NO_TEXT = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>| [\w-]+=\"[^\"]*\"", re.DOTALL)
USED = re.compile(r"\bt\.(\w+)|\"([a-z_]+)\" if errors")


def texts() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted((folder / "templates").glob("*.html")):
            yield path.name, path.read_text("utf-8")


def test_both_languages_say_the_same_things() -> None:
    """
    No text is missing in a language, and none is empty.
    """
    german, english = EVERY["de"], EVERY["en"]
    assert german.keys() == english.keys()
    assert not WORDS["de"].keys() & CONTROL_WORDS["de"].keys()
    assert all(text.strip() for words in (german, english) for text in words.values())


@pytest.mark.parametrize(("name", "text"), list(texts()), ids=lambda one: one[:30])
def test_templates_have_no_text_of_their_own(name: str, text: str) -> None:
    """
    Every letter that a person reads comes from the words, and each word that is named exists.
    """
    rest = NO_TEXT.sub(" ", text)
    assert re.findall(r"[A-Za-zÄÖÜäöüß]{2,}", rest) == [], name
    words: Mapping[str, str] = EVERY["de"]
    named = {one for pair in USED.findall(text) for one in pair if one}
    assert named <= words.keys(), named - words.keys()


def test_every_text_is_used() -> None:
    """
    No text is left over.
    """
    modules = [one for folder in FOLDERS for one in folder.glob("*.py") if one.name != "words.py"]
    sources = [one.read_text("utf-8") for one in modules]
    everything = "".join([*sources, *(text for _, text in texts())])
    made = re.compile(
        r"^(step|interface|login_missing|pin_missing|control_(step|kind)|control_\w+$)"
    )
    left = [key for key in EVERY["de"] if key not in everything and not made.match(key)]
    assert left == []
