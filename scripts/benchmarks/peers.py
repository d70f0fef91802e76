"""
The clients that others would generate from the same document, in environments of their own.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final, cast

import attrs

from kontokit.core.typeguards import is_list, is_mapping

from .answering import answering
from .payloads import SPECS, transactions
from .peer_worker import CALLS, WAYS

_ROOT: Final = Path(__file__).parents[2]
_HOME: Final = _ROOT / ".tox" / "bench-peers"
_WORKER: Final = Path(__file__).with_name("peer_worker.py")
CALLERS: Final = frozenset({"kontokit", "openapi-python-client", "openapi-generator"})
"""Those that send requests too."""
_FORMATS: Final = ("date", "date-time")


@attrs.frozen
class Peer:
    """
    What is installed, and what makes models of the document.
    """

    requirements: tuple[str, ...]
    command: tuple[str, ...]
    needs: str | None = None
    """A program besides."""


PEERS: Final[Mapping[str, Peer]] = {
    "datamodel-code-generator, pydantic": Peer(
        ("datamodel-code-generator==0.89.0", "pydantic==2.14.4"),
        (
            *("datamodel-codegen", "--input", "document.json", "--input-file-type", "openapi"),
            *("--output", "pydantic_models.py", "--target-python-version", "3.11"),
            *("--output-model-type", "pydantic_v2.BaseModel"),
        ),
    ),
    "openapi-python-client": Peer(
        ("openapi-python-client==0.29.1", "ruff"),
        (
            *("openapi-python-client", "generate", "--path", "document.json", "--overwrite"),
            *("--output-path", "attrs_client", "--meta", "none"),
        ),
    ),
    "openapi-generator": Peer(
        ("openapi-generator-cli==7.26.0", "pydantic", "urllib3", "python-dateutil", "lazy-imports"),
        (
            *("openapi-generator-cli", "generate", "-i", "document.json", "-g", "python"),
            *("-o", ".", "--skip-validate-spec"),
        ),
        needs="java",
    ),
}


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time all clients in turns. What cannot be had is named and left out.
    """
    count = int(5_000 * scale) or 1
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(answering(transactions(1, midnights=False)))
        body = folder / "body.json"
        body.write_bytes(transactions(count, midnights=False))
        workers: dict[str, subprocess.Popen[str]] = {}
        for name in WAYS:
            try:
                workers[name] = stack.enter_context(_started(name, body, url))
            except (OSError, subprocess.CalledProcessError) as error:
                yield f"{name} is left out: {error}\n"
        for what in ("decode", "encode"):
            title = f"{what} {count:,} transactions of BANKSapi"
            yield from _table(title, _turns(workers, what, rounds))
        callers = {name: one for name, one in workers.items() if name in CALLERS}
        yield from _table(f"{CALLS} GETs of one transaction", _turns(callers, "call", rounds))


def _turns(
    workers: Mapping[str, subprocess.Popen[str]], what: str, rounds: int
) -> dict[str, list[float]]:
    for worker in workers.values():
        _asked(worker, what)  # what is prepared once
    seconds: dict[str, list[float]] = {name: [] for name in workers}
    for _ in range(rounds):
        for name, worker in workers.items():
            seconds[name].append(_asked(worker, what))
    return seconds


def _table(title: str, seconds: Mapping[str, Sequence[float]]) -> Iterator[str]:
    least = {name: min(times) for name, times in seconds.items()}
    yield f"| {title} | minimum, ms | median, ms | times as long as kontokit |"
    yield "|---|---|---|---|"
    for name, times in seconds.items():
        figures = (
            least[name] * 1e3,
            statistics.median(times) * 1e3,
            least[name] / least["kontokit"],
        )
        yield "| {} | {:.1f} | {:.1f} | {:.2f} |".format(name, *figures)
    yield ""


def _asked(worker: subprocess.Popen[str], what: str) -> float:
    stdin, stdout = cast("IO[str]", worker.stdin), cast("IO[str]", worker.stdout)
    stdin.write(f"{what}\n")
    stdin.flush()
    return float(stdout.readline())


@contextlib.contextmanager
def _started(name: str, body: Path, url: str) -> Generator[subprocess.Popen[str]]:
    peer = PEERS.get(name)
    python, paths = sys.executable, os.environ.get("PYTHONPATH", "")
    if peer is not None:
        home = _prepared(name, peer)
        python, paths = str(home / "env" / "bin" / "python"), str(home)
    worker = subprocess.Popen(
        [python, str(_WORKER), name, str(body), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def _prepared(name: str, peer: Peer) -> Path:
    if peer.needs is not None and shutil.which(peer.needs) is None:
        raise FileNotFoundError(f"it needs {peer.needs}")
    home = _HOME / name.partition(",")[0]
    mark = home / "requirements.txt"
    wanted = "\n".join(peer.requirements)
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return home
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / "document.json").write_text(json.dumps(_document()), "utf-8")
    _run([sys.executable, "-m", "venv", "env"], home)
    _run(["env/bin/python", "-m", "pip", "install", "--quiet", *peer.requirements], home)
    _run([f"env/bin/{peer.command[0]}", *peer.command[1:]], home)
    mark.write_text(wanted, "utf-8")
    return home


def _run(command: Sequence[str], home: Path) -> None:
    # Peers are no dependencies of ours, so constraints.txt does not list them.
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PIP_")}
    path = os.pathsep.join([str(home / "env" / "bin"), os.environ.get("PATH", "")])
    environment = {**kept, "PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment.pop("PYTHONPATH", None)
    subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True)


def _document() -> dict[str, Any]:
    """
    A document with the schemas of a transaction, as all peers take it: without extensions, and
    without formats that they would check differently.
    """
    whole = json.loads((SPECS / "banksapi.json").read_text("utf-8"))
    items = {"$ref": "#/components/schemas/Transaction"}
    content = {"application/json": {"schema": {"type": "array", "items": items}}}
    answer = {"200": {"description": "Transactions", "content": content}}
    get = {"operationId": "getTransactions", "tags": ["transactions"], "responses": answer}
    schemas = whole["components"]["schemas"]
    return {
        "openapi": whole["openapi"],
        "info": {"title": "Peers", "version": "1"},
        "paths": {"/transactions": {"get": get}},
        "components": {"schemas": {name: _plain(schemas[name]) for name in _used(schemas)}},
    }


def _used(schemas: Mapping[str, Any]) -> set[str]:
    found, pending = set[str](), ["Transaction"]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending.extend(_references(schemas[name]))
    return found


def _references(schema: Any) -> Iterator[str]:
    if is_mapping(schema):
        for key, value in schema.items():
            if key == "$ref":
                yield str(value).rpartition("/")[2]
            else:
                yield from _references(value)
    elif is_list(schema):
        for item in schema:
            yield from _references(item)


def _plain(schema: Any, *, names_fields: bool = False) -> Any:
    if is_list(schema):
        return [_plain(item) for item in schema]
    if not is_mapping(schema):
        return schema
    return {
        key: _plain(value, names_fields=key == "properties")
        for key, value in schema.items()
        if names_fields or not (key.startswith("x-") or (key == "format" and value not in _FORMATS))
    }
