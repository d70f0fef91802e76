"""
The forms of examples/nightly: which processes they are, and where they keep the night.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import attrs

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "nightly"
SOURCES: Final = os.pathsep.join([str(EXAMPLE / "src"), os.environ.get("PYTHONPATH", "")])
"""Where the example is; kontokit is installed, or on the path already."""
LANES: Final = 8
_BIN: Final = Path(sys.executable).parent
_PYTHON: Final = [sys.executable, "-m"]
_CELERY: Final = [str(_BIN / "celery"), "-A", "nightly.celery_app", "worker"]
_DRAMATIQ: Final = [str(_BIN / "dramatiq"), "-p", "1", "-t", str(LANES)]
_PROCRASTINATE: Final = [str(_BIN / "procrastinate"), "-a", "nightly.procrastinate_app.app"]


@attrs.frozen(kw_only=True)
class Form:
    """
    How a night is run.
    """

    worker: list[str]
    """The command of a worker."""
    store: str
    """``file``, ``redis`` or ``postgres``."""
    workers: int = 3
    lanes: int = LANES
    engine: str | None = None
    """What the pump fills; None if the workers need none."""
    prepare: list[str] | None = None
    """A command that is run once."""


FORMS: Final = {
    "plain": Form(worker=[*_PYTHON, "nightly.plain"], store="file", workers=1, lanes=25),
    "plain on three machines": Form(worker=[*_PYTHON, "nightly.plain"], store="redis"),
    "celery": Form(
        worker=[*_CELERY, "-P", "threads", "-c", str(LANES), "--without-mingle", "-l", "info"],
        store="redis",
        engine="celery",
    ),
    "dramatiq": Form(
        worker=[*_DRAMATIQ, "nightly.dramatiq_app"],
        store="redis",
        engine="dramatiq",
    ),
    "procrastinate": Form(
        worker=[*_PROCRASTINATE, "worker", "--concurrency", str(LANES), "--delete-jobs", "always"],
        store="postgres",
        engine="procrastinate",
        prepare=[*_PROCRASTINATE, "schema", "--apply"],
    ),
}


class Night:
    """
    The processes of a night, each with a log. Whoever is killed is killed with its children, as a
    machine that fails takes all of them.
    """

    def __init__(self, form: Form, folder: Path, settings: dict[str, str]) -> None:
        self.form = form
        self.folder = folder
        self.environment = {**os.environ, "PYTHONPATH": SOURCES, **settings}
        self.workers: list[subprocess.Popen[bytes]] = []
        self.pump: subprocess.Popen[bytes] | None = None
        self._started = 0

    def begin(self) -> None:
        """
        Start the workers, and the pump if there is one.
        """
        if self.form.prepare is not None:
            self.run(self.form.prepare)
        if self.form.engine is not None:
            self.pump = self._start([*_PYTHON, "nightly.pump", self.form.engine])
        self.workers = [self._start(self.form.worker) for _ in range(self.form.workers)]

    def kill_a_worker(self) -> None:
        """
        End the oldest one with SIGKILL.
        """
        _end(self.workers.pop(0), signal.SIGKILL)

    def start_a_worker(self) -> None:
        """
        Start a new one, as systemd does.
        """
        self.workers.append(self._start(self.form.worker))

    def wait(self, seconds: float) -> None:
        """
        Wait until the night is over, by the exit code of whoever knows it.
        """
        for process in [self.pump] if self.pump is not None else self.workers:
            assert process.wait(seconds) == 0, self.logs()

    def close(self) -> None:
        """
        Stop what still runs.
        """
        for process in [*self.workers, *([self.pump] if self.pump else [])]:
            _end(process, signal.SIGKILL)

    def run(self, command: list[str]) -> str:
        """
        Run a command to its end, and return what it prints.
        """
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def report(self) -> str:
        """
        What the example says of the night.
        """
        return self.run([*_PYTHON, "nightly.report"])

    def logs(self) -> str:
        """
        What all processes have written.
        """
        return "".join(path.read_text("utf-8") for path in sorted(self.folder.glob("*.log")))

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        self._started += 1
        with (self.folder / f"{self._started}.log").open("wb") as log:
            return subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    if process.poll() is None:
        os.killpg(process.pid, how)
        process.wait()
