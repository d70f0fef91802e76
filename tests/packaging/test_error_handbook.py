"""
The error handbook has an entry for each class and each code, and no entry is about anything else.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

import kontokit
import kontokit.sca
from kontokit.core.error_help import CodeHelp, ErrorCodes, Notice
from kontokit.handbook import ENTRIES, PAGE, Entry
from kontokit.operations.error_codes import OAUTH_CODES
from kontokit.sca.messages import ENGLISH, GERMAN
from kontokit.serialization.marker_types import OpenEnum
from scripts.supply.addresses import addresses
from scripts.supply.handbook import DOCS, explained_apis, main, pages

CODES: dict[str, ErrorCodes] = {provider.name: codes for provider, codes in explained_apis()}
CLAIMS = re.compile(
    r"\b(bezahlt|gezahlt|überwiesen|ausgeführt|abgebucht|gebucht|gutgeschrieben|nichts"
    r"|paid|carried out|executed|booked|debited|transferred|nothing|not sent|no money)\b",
    re.IGNORECASE,
)
"""Words that say what became of an order."""


def public_errors() -> set[type[Any]]:
    """
    The errors and warnings that a program can catch by a public name.
    """
    named = (
        getattr(module, name) for module in (kontokit, kontokit.sca) for name in module.__all__
    )
    return {one for one in named if isinstance(one, type) and issubclass(one, Exception)}


def test_each_public_class_of_error_has_an_entry_and_nothing_else() -> None:
    """
    Warnings too.
    """
    assert set(ENTRIES) == public_errors()
    assert len(ENTRIES) > 70


@pytest.mark.parametrize("api", CODES)
def test_each_code_of_an_error_body_and_of_sca_is_explained(api: str) -> None:
    """
    Whatever an enum of codes lists, and whatever a flow takes for a meaning.
    """
    package, codes = f"kontokit_{api}", CODES[api].codes
    models = import_module(f"{package}.models")
    listed = {
        str(member)
        for name, one in vars(models).items()
        if isinstance(one, type) and issubclass(one, OpenEnum)
        if re.search(r"ErrorCode$|^MessageCode$", name)
        for member in one
    }
    assert set(codes) == listed
    sca = import_module(f"{package}.sca").SCA
    meant = {
        code
        for part in (sca.repeat, sca.relations, *sca.forms.values())
        for code in getattr(part, "codes", {})
    }
    assert meant <= set(codes)


def test_every_api_with_codes_is_explained() -> None:
    """
    An API whose error bodies have an enum for codes has a table of them.
    """
    for path in Path(__file__).parents[2].glob("specs/*/openapi.yaml"):
        has_codes = re.search(r"^    (\w*ErrorCode|MessageCode):$", path.read_text("utf-8"), re.M)
        assert (path.parent.name in CODES) is bool(has_codes)


def test_pages_are_up_to_date() -> None:
    """
    ``python -m scripts.supply.handbook`` writes them.
    """
    assert main(["--check"]) == 0


def test_a_page_that_is_out_of_date_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    And written again; a page of an API that is gone is removed.
    """
    monkeypatch.setattr("scripts.supply.handbook.DOCS", tmp_path)
    (tmp_path / "errors-gone.md").write_text("# Gone", "utf-8")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == dict(pages()).keys()


def test_each_address_leads_to_an_entry() -> None:
    """
    On a page of ours, at the heading with the name of the class or the code.
    """
    site = addresses()["documentation"]
    assert f"{site}/errors.html" == PAGE
    places = {f"{PAGE}#{kind.__name__.lower()}": kind.__name__ for kind in ENTRIES}
    for codes in (*CODES.values(), OAUTH_CODES):
        places |= {one.page: code for code in codes.codes if (one := codes.find(code))}
    assert len(places) == sum(len(one.codes) for one in (*CODES.values(), OAUTH_CODES)) + len(
        ENTRIES
    )
    for address, name in places.items():
        page, _, anchor = address.removeprefix(f"{site}/").partition(".html#")
        text = (DOCS / f"{page}.md").read_text("utf-8")
        assert re.search(rf"^##+ {name}$", text, re.MULTILINE), address
        assert anchor == name.lower()


def test_texts_for_users_say_nothing_about_money_that_is_not_known() -> None:
    """
    None says what became of an order, and where it may have been carried out, none invites to
    send it again.
    """
    tables = (*CODES.values(), OAUTH_CODES)
    told: list[Entry | CodeHelp] = [
        *ENTRIES.values(),
        *(one for codes in tables for one in codes.codes.values()),
    ]
    for name in get_args(Notice):
        if name not in ("submitted", "not_submitted", "unknown"):
            assert not CLAIMS.search(f"{GERMAN.notice(name)} {ENGLISH.notice(name)}"), name
    for entry in told:
        if entry.repeat == "ask_first":
            assert entry.tell not in ("submitted", "not_submitted"), entry


def test_only_codes_about_the_form_of_a_request_have_fixed_texts() -> None:
    """
    A bank writes none of them; a further one has to be looked at here.
    """
    fixed = {
        (api, code)
        for api, codes in {**CODES, "oauth": OAUTH_CODES}.items()
        for code, one in codes.codes.items()
        if one.fixed_message
    }
    access = {
        "ILLEGAL_PAGE_SIZE",
        "INVALID_TOKEN",
        "METHOD_NOT_ALLOWED",
        "TOO_MANY_IDS",
        "UNSUPPORTED_MEDIA_TYPE",
        "UNSUPPORTED_ORDER",
    }
    assert fixed == {
        *(("finapi_access", code) for code in access),
        *(("finapi_access_v1", code) for code in access),
        ("finapi_webform", "LOCKED"),
        ("finapi_webform", "UNAUTHORIZED"),
        ("oauth", "insufficient_scope"),
        ("oauth", "invalid_client"),
        ("oauth", "invalid_token"),
        ("oauth", "unauthorized_client"),
        ("oauth", "unsupported_grant_type"),
    }


def test_an_unknown_code_is_not_explained() -> None:
    """
    Whatever it is.
    """
    codes = ErrorCodes(codes={"KNOWN": CodeHelp(what="It is.", tell="support")})
    assert codes.find(None) is None
    assert codes.find("OTHER") is None
    assert codes.find("KNOWN") == CodeHelp(what="It is.", tell="support")
