"""
The drift log: which calls are noted, what the file holds, and that nothing makes a call fail.
"""

from __future__ import annotations

import json
import logging
import os
import stat
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kontokit import AsyncClient, ConfigurationError, DriftLog, NotFoundError, SyncClient
from kontokit.core.http_response import Headers, HttpResponse
from kontokit.drift import findings, log, read_log
from kontokit.drift.__main__ import main
from tests.support.bank import Bank, Reply
from tests.support.clients import AnyClient
from tests.support.shapes import API, GET_ACCESS

ONE = {"access_id": "1"}
JSON = {"Content-Type": "application/json", "Server": "x"}
NEW = Reply(body=b'{"id": "1", "bookingStatus": "geheim", "Erika Muster": 1}', headers=JSON)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "drift.json"


def noted(place: Path) -> dict[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for one in read_log(place).findings:
        found[one.difference.kind, one.difference.name] += one.count
    return found


def response(body: bytes = NEW.body, status: int = 200) -> HttpResponse:
    return HttpResponse(status_code=status, headers=Headers(JSON.items()), body=body)


def test_both_clients_note_what_differs(bank: Bank, any_client: AnyClient, place: Path) -> None:
    """
    Successes and failures alike, once for each call; the file holds no value.
    """
    drift = DriftLog(place)
    any_client.settings = {"drift": drift}
    bank.reply = NEW
    any_client.call(GET_ACCESS, ONE)
    any_client.call(GET_ACCESS, ONE)
    bank.reply = Reply(status=404, body=b'{"geheim": 1}', headers=JSON)
    with pytest.raises(NotFoundError):
        any_client.call(GET_ACCESS, ONE)
    drift.flush()
    found = noted(place)
    assert found["unknown_field", "bookingStatus"] == 2
    assert found["unknown_field", ""] == 3
    assert "geheim" not in place.read_text()
    assert "Erika" not in place.read_text()


@pytest.mark.parametrize("kind", [SyncClient, AsyncClient])
def test_with_options_sets_and_removes_it(kind: Any, place: Path) -> None:
    drift = DriftLog(place)
    client = kind(API, {})
    derived = client.with_options(drift=drift)
    assert derived._pipeline.drift is drift
    assert derived.with_options(timeout=5)._pipeline.drift is drift
    assert derived.with_options(drift=None)._pipeline.drift is None
    assert client._pipeline.drift is None


@pytest.mark.parametrize("value", ["drift.json", Path("drift.json"), DriftLog, True])
def test_what_is_no_log_is_refused(value: Any) -> None:
    with pytest.raises(ConfigurationError, match="drift needs DriftLog"):
        SyncClient(API, {}, drift=value)


@pytest.mark.parametrize("given", [{"path": 1}, {"path": None}, {"path": "a", "names": "none"}])
def test_a_log_with_wrong_arguments_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        DriftLog(**given)


def test_without_a_log_nothing_is_loaded() -> None:
    """
    A program without a drift log never imports it.
    """
    code = "import sys, kontokit; kontokit.SyncClient; from kontokit.client import sync_client; "
    code += "print([one for one in sys.modules if one.startswith('kontokit.drift')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_only_the_owner_can_read_the_file(place: Path) -> None:
    """
    Also a file that others could read before.
    """
    drift = DriftLog(place)
    drift.note(API, GET_ACCESS, response())
    drift.flush()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    place.chmod(0o644)
    drift.note(API, GET_ACCESS, response())
    drift.flush()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert noted(place)["unknown_field", "bookingStatus"] == 2


def test_the_file_is_written_without_asking(place: Path) -> None:
    """
    A second later, or when the program ends.
    """
    code = f"""
from kontokit import DriftLog
from tests.support.shapes import API, GET_ACCESS
from tests.unit.drift.test_log import response
log = DriftLog({str(place)!r})
log.note(API, GET_ACCESS, response())
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    assert noted(place)["unknown_field", "bookingStatus"] == 1


def test_threads_and_processes_share_a_file(place: Path) -> None:
    """
    Nothing is lost, however they are interleaved.
    """
    code = f"""
import sys
from kontokit import DriftLog
from tests.support.shapes import API, GET_ACCESS
from tests.unit.drift.test_log import response
log = DriftLog({str(place)!r})
for _ in range(20):
    log.note(API, GET_ACCESS, response())
    log.flush()
"""
    others = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    logs = [DriftLog(place), DriftLog(place)]

    def work(number: int) -> None:
        logs[number % 2].note(API, GET_ACCESS, response())
        logs[number % 2].flush()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(40)))
    assert [other.wait(60) for other in others] == [0, 0, 0]
    for one in logs:
        one.flush()
    assert noted(place)["unknown_field", "bookingStatus"] == 100


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_does_not_write_what_its_parent_noted(place: Path) -> None:
    """
    Each writes its own, and no lock of a thread of the parent stays closed.
    """
    code = f"""
import os
from kontokit import DriftLog
from tests.support.shapes import API, GET_ACCESS
from tests.unit.drift.test_log import response
log = DriftLog({str(place)!r})
log.note(API, GET_ACCESS, response())
log._state._counting.acquire()
child = os.fork()
if child == 0:
    log.note(API, GET_ACCESS, response())
    log.flush()
    os._exit(0)
os.waitpid(child, 0)
log._state._counting.release()
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, timeout=30)
    assert noted(place)["unknown_field", "bookingStatus"] == 2


def test_a_full_disk_is_logged_once_and_calls_go_on(
    bank: Bank,
    any_client: AnyClient,
    place: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    What could not be written is written when there is room again.
    """
    drift = DriftLog(place)
    any_client.settings = {"drift": drift}
    bank.reply = NEW

    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING, "kontokit"):
        patch.setattr(os, "fdopen", full)
        for _ in range(3):
            any_client.call(GET_ACCESS, ONE)
            drift.flush()
    assert [one.getMessage() for one in caplog.records] == [
        f"drift is not noted: {place}: No space left on device"
    ]
    assert list(place.parent.glob(".drift*")) == []
    drift.flush()
    assert noted(place)["unknown_field", "bookingStatus"] == 3


def test_a_bug_of_the_log_makes_no_call_fail(
    bank: Bank, any_client: AnyClient, place: Path, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def broken(*args: Any) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr(log, "compare_response", broken)
    any_client.settings = {"drift": DriftLog(place)}
    bank.reply = NEW
    any_client.call(GET_ACCESS, ONE)
    any_client.call(GET_ACCESS, ONE)
    assert "drift is not noted: RuntimeError" in caplog.text
    assert caplog.text.count("drift") == 1
    assert "geheim" not in caplog.text


@pytest.mark.parametrize("text", ["", "{}", "[1]", "Liebe Grüße", '{"format": "kontokit drift 9"}'])
def test_another_file_is_left_alone(
    place: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    """
    What is no drift log is never replaced.
    """
    place.write_text(text)
    drift = DriftLog(place)
    drift.note(API, GET_ACCESS, response())
    drift.flush()
    assert place.read_text() == text
    assert "is no drift log of this version; it was not modified" in caplog.text


def test_a_log_keeps_so_many_differences_only(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The rest is counted.
    """
    monkeypatch.setattr(findings, "MOST", 5)
    drift = DriftLog(place, names="all")
    for letter in "abcdefgh":
        drift.note(API, GET_ACCESS, response(json.dumps({"id": "1", letter * 5: 1}).encode()))
        drift.flush()
    found = read_log(place)
    assert len(found.findings) == 5
    assert found.left_out == 3


def test_report_shows_a_table_and_writes_a_file(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The file has the versions of the packages, and is itself a log that can be shown.
    """
    drift = DriftLog(place)
    for _ in range(3):
        drift.note(API, GET_ACCESS, response())
    drift.note(API, GET_ACCESS, response(status=299))
    drift.flush()
    report = tmp_path / "report.json"
    assert main(["report", str(place), "--json", str(report)]) == 0
    shown = capsys.readouterr().out
    assert "new field bookingStatus: string" in shown
    assert "new field (not shown: it may be data): integer" in shown
    assert "new status, with application/json" in shown
    assert json.loads(report.read_text())["versions"]["kontokit"]
    assert main(["report", str(report)]) == 0
    assert "new field bookingStatus: string" in capsys.readouterr().out


def test_report_of_nothing_and_of_no_log(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(place)]) == 1
    assert "No such file" in capsys.readouterr().err
    place.write_text('{"format": "kontokit drift 1", "findings": []}')
    assert main(["report", str(place)]) == 0
    assert capsys.readouterr().out == "No difference was noted.\n"
    assert main(["report", str(place), "--json", str(tmp_path)]) == 1
    assert "Is a directory" in capsys.readouterr().err
