"""
The error handbook has an entry for each class and each code, and no entry is about anything else.

Each class of error in the sources of a distribution either has an entry of its own, or stands below
with the reason why no program that uses kontokit meets it.
"""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

import kontokit.handbook
import kontokit.sca
import kontokit_banking.handbook
import kontokit_fleet.handbook
from kontokit.core.error_help import CodeHelp, ErrorCodes, Notice
from kontokit.handbook import Entry
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
CLASS = re.compile(r"^ *class (\w+)\(([^)]*)\)", re.MULTILINE)
ROOT = Path(__file__).parents[2]
HANDBOOKS = tuple(
    module.HANDBOOK
    for module in (kontokit.handbook, kontokit_banking.handbook, kontokit_fleet.handbook)
)
CAUGHT_WITHIN = """
    Unreachable Unsendable NoResponse UnsendableUrlError PoolTimeout ConnectTimeout WriteTimeout
    ReadTimeout DeadConnection
    DeadlinePassed GivenUp Interception StillRunning TaskCancelled PathError UnreadFieldError
    LongNumberError Mismatch PageMismatch
"""
"""Of the runtime: they become errors that have an entry, or the end of a dialog."""
AT_THE_TERMINAL = """
    CommandFailed Misused NotSetUp NotThere PersonNeeded Refused TryLater OutcomeNotKnown
    Interrupted
"""
"""Of the command line: it shows each with what to do next, and ends with its exit code."""
OF_THE_SANDBOX = """
    BrokenRequest BrokenResponseError ControlCallError ControlError DecryptionError FlickerError
    InvalidField NoDecoderError NotSentError OrderProblem Problem RecordingError Refusal
    SandboxNotRunningError StateError
"""
"""A server for tests, which does not import the runtime: its errors have no help and no user."""
OF_THE_GENERATOR = """
    DisagreementError FindingsError MissingPackageError RefusedReferenceError ReportError
    SettingsError TrialError
"""
"""A tool that builds packages, and does not import the runtime either."""
WITHOUT_ENTRY = {
    "kontokit": CAUGHT_WITHIN,
    "kontokit_cli": AT_THE_TERMINAL,
    "kontokit_generator": OF_THE_GENERATOR,
    "kontokit_sandbox": OF_THE_SANDBOX,
}


def classes() -> Iterator[tuple[str, str, set[str]]]:
    """
    Each class of all distributions: the module that it is from, its name, and those of its bases.
    """
    for pattern in ("src", "packages/*/src", "generator/src", "generated/*/src"):
        for source in ROOT.glob(pattern):
            for path in source.rglob("*.py"):
                module = ".".join(path.relative_to(source).with_suffix("").parts)
                for name, bases in CLASS.findall(path.read_text("utf-8")):
                    yield module, name, set(re.findall(r"\w+", bases))


def family(known: set[str], found: Sequence[tuple[str, str, set[str]]]) -> set[tuple[str, str]]:
    """
    The public classes that derive from one of those that are known, in any number of steps.
    """
    members: set[tuple[str, str]] = set()
    while True:
        more = {(module, name) for module, name, bases in found if bases & known}
        if more == members:
            return {one for one in members if not one[1].startswith("_")}
        members, known = more, known | {name for _, name in more}


def test_each_class_of_error_has_an_entry_or_a_reason_to_have_none() -> None:
    """
    Of all distributions, warnings too; and each entry is about one of these classes.
    """
    found = list(classes())
    raised = {
        name
        for name, one in vars(builtins).items()
        if isinstance(one, type) and issubclass(one, BaseException)
    }
    warnings = {name for name in raised if issubclass(getattr(builtins, name), Warning)}
    ours = family({"KontokitError", *warnings}, found) | {
        ("kontokit.core.exceptions.base", "KontokitError")
    }
    explained = {(kind.__module__, kind.__name__) for one in HANDBOOKS for kind in one.entries}
    assert ours == explained
    assert len(ours) > 90
    others = family(raised, found) - ours
    for package in {module.partition(".")[0] for module, *_ in found}:
        names = sorted(name for module, name in others if module.partition(".")[0] == package)
        assert sorted(set(names)) == sorted(WITHOUT_ENTRY.get(package, "").split()), package


def test_each_class_names_the_handbook_that_explains_it() -> None:
    """
    So that the error finds its entry, whichever distribution it is from.
    """
    for book in HANDBOOKS:
        for kind in book.entries:
            if issubclass(kind, kontokit.KontokitError):
                assert import_module(kind.handbook).HANDBOOK is book, kind
    for kind in (*HANDBOOKS[1].entries, *HANDBOOKS[2].entries):
        help_of = kind.__new__(kind).help
        assert help_of.name == kind.__name__


def test_a_handbook_is_loaded_for_the_first_help() -> None:
    """
    Neither by an import of its distribution, nor by an error.
    """
    code = (
        "import sys, kontokit_banking.exports, kontokit_fleet; "
        "errors = [kontokit_banking.AccountMissingError('x'), kontokit_fleet.NotReadyError('x')]; "
        "early = [one for one in sys.modules if 'handbook' in one]; "
        "[error.help for error in errors]; "
        "print(early, sorted(one for one in sys.modules if one.endswith('handbook')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = ["kontokit.handbook", "kontokit_banking.handbook", "kontokit_fleet.handbook"]
    assert done.stdout.strip() == f"[] {names}"


def test_all_names_of_the_runtime_are_explained() -> None:
    """
    What a program can catch by a public name of ``kontokit`` and ``kontokit.sca``.
    """
    named = (
        getattr(module, name) for module in (kontokit, kontokit.sca) for name in module.__all__
    )
    caught = {one for one in named if isinstance(one, type) and issubclass(one, Exception)}
    assert set(HANDBOOKS[0].entries) == caught


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
    places = {
        f"{book.page}#{kind.__name__.lower()}": kind.__name__
        for book in HANDBOOKS
        for kind in book.entries
    }
    for codes in (*CODES.values(), OAUTH_CODES):
        places |= {one.page: code for code in codes.codes if (one := codes.find(code))}
    explained = sum(len(one.codes) for one in (*CODES.values(), OAUTH_CODES))
    assert len(places) == explained + sum(len(book.entries) for book in HANDBOOKS)
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
        *(entry for book in HANDBOOKS for entry in book.entries.values()),
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
