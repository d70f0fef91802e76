"""
Each construct that documents of banks use, in a document of its own: built, imported and called, or
refused by its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit_generator.__main__ import main
from kontokit_generator.lint import lint_document, lint_merged
from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.verify.trial import try_package
from tests.fuzz.attempts import in_fork
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.probes import Adopted, Call, Probe, Refusal, document_of, outcome
from tests.support.probes.adopted import ADOPTED
from tests.support.probes.calls import BODIES, MEDIA_TYPES, PARAMETERS, SECURITY
from tests.support.probes.names import NAMES, TAGS, TEXTS
from tests.support.probes.notifications import KINDS, document_of_webhooks
from tests.support.probes.refusals import REFUSED
from tests.support.probes.values import CHOICES, VALUES
from tests.support.small_api import (
    NAME,
    PACKAGE,
    Caller,
    build_small,
    imported,
    small_document,
)

PROBES: Final = [
    *CHOICES,
    *VALUES,
    *NAMES,
    *TAGS,
    *TEXTS,
    *PARAMETERS,
    *SECURITY,
    *MEDIA_TYPES,
    *BODIES,
]


@dataclass(frozen=True)
class Built:
    """
    What a probe gave.
    """

    probe: Probe
    document: Document
    package: Any
    folder: Path


@pytest.fixture(scope="module", params=PROBES, ids=str)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    """
    The package of one document, which is taken away again before that of the next one.
    """
    folder = tmp_path_factory.mktemp("probe")
    text = document_of(request.param)
    source = build_small(folder, text)
    document, _ = normalise(small_document(folder, text))
    with imported(source) as package:
        yield Built(request.param, document, package, source.parent)


def test_it_is_imported_and_reads_its_example(built: Built) -> None:
    """
    In a process of its own, as every build is tried.
    """
    assert try_package(built.document, built.folder, PACKAGE, run=in_fork) == []


def test_a_call_gives_what_the_document_says(built: Built, mode: CallMode, bank: Bank) -> None:
    """
    The request is what the document asks for, and the result has the documented types.
    """
    _call(built.probe, built.package, mode, bank)


def _call(probe: Call, package: Any, mode: CallMode, bank: Bank) -> None:
    bank.says(probe.reply, probe.status, Content_Type=probe.media_type)
    api = Caller(package, mode, bank, max_retries=0, **probe.settings)
    method = getattr(getattr(api.client, probe.group), probe.method)
    found = outcome(lambda: api.run(method(**probe.arguments)))
    assert probe.reads(found) == probe.gives
    heard = bank.last
    assert heard.target == probe.target
    assert {name: heard.headers.get(name, "") for name in probe.headers} == probe.headers
    assert probe.part in heard.body
    assert probe.body in (None, heard.body)


@pytest.fixture(scope="module", params=ADOPTED, ids=str)
def adopted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Adopted, Any]]:
    """
    The package of a document of others, as the command builds it.
    """
    place = tmp_path_factory.mktemp("adopted")
    document = place / "things.yaml"
    document.write_text(request.param.text, "utf-8")
    words = ["build", str(document), "--adopt", "--name", NAME, "--prefix", "kontokit"]
    assert main([*words, "--output", str(place / "client")]) == 0
    with imported(place / "client" / "src") as package:
        yield request.param, package


def test_documents_of_others_are_called(
    adopted: tuple[Adopted, Any], mode: CallMode, bank: Bank
) -> None:
    """
    Without a word of an overlay.
    """
    probe, package = adopted
    _call(probe, package, mode, bank)


def test_variables_of_servers_have_their_defaults(tmp_path: Path) -> None:
    text = """
servers:
  - url: https://{region}.example.com/{version}
    x-environment: production
    variables: {region: {enum: [eu, us], default: eu}, version: {default: v1}}
"""
    with imported(build_small(tmp_path, f"{text}{document_of(Probe(name='servers'))}")) as package:
        assert package.API.environments == {"production": "https://eu.example.com/v1"}


def test_a_notification_is_known_by_a_constant(tmp_path: Path) -> None:
    """
    The constants and the examples of webhooks are texts in the package, and never code.
    """
    with imported(build_small(tmp_path, document_of_webhooks())) as package:
        parse = package.webhooks.parse_notification
        found = [parse(json.dumps({"kind": kind})) for kind in KINDS.values()]
        assert [(type(one).__name__, one.kind) for one in found] == [*KINDS.items()]


def _findings(folder: Path, text: str) -> list[Finding]:
    """
    Check a document and build it, as the command does.
    """
    found: list[Finding] = []
    try:
        document = small_document(folder, text)
        found += [*lint_document(document), *lint_merged(document)]
        build_small(folder, text)
    except FindingsError as error:
        return [*found, *error.findings]
    return found


@pytest.mark.parametrize("refusal", REFUSED, ids=str)
def test_others_are_refused_by_name(tmp_path: Path, refusal: Refusal) -> None:
    """
    With the place in the document and what to write there.
    """
    found = _findings(tmp_path, document_of(refusal))
    said = [one for one in found if one.place == refusal.place and refusal.message in one.message]
    assert [one.level for one in said[:1]] == [refusal.level], "\n".join(map(str, found))
    assert refusal.fix in said[0].fix
