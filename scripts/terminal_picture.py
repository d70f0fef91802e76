"""
Writes ``docs/sca-terminal.svg``: what ``pay.py`` of the README shows in a terminal, from
a real run against the sandbox.

    python -m scripts.terminal_picture
"""

from __future__ import annotations

import io
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from kontokit_sandbox import Sandbox

__all__ = ["PICTURE", "ROOT", "TYPED", "main", "picture", "program", "shown_at_terminal"]

ROOT: Final = Path(__file__).parents[1]
PICTURE: Final = ROOT / "docs" / "sca-terminal.svg"
COMMAND: Final = "$ python pay.py"
TYPED: Final = (("Number: ", "1"), ("TAN: ", "123456"))
"""The prompts of the program, and what a person types there."""
_WIDTH: Final = 76
_TIMEOUT: Final = 60.0
_FORMAT: Final = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" \
xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A payment with a TAN in a terminal">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""The template of rich, without the font that it loads from another host."""


def main() -> int:
    """
    Run the program and write the picture.
    """
    with Sandbox() as sandbox, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pay.py"
        path.write_text(program("pay.py"), "utf-8")
        printed = shown_at_terminal([sys.executable, str(path)], variables(sandbox), TYPED)
    PICTURE.write_text(picture(printed), "utf-8")
    print(f"written: {PICTURE.relative_to(ROOT)}")
    return 0


def program(name: str) -> str:
    """
    The program that the README says to save under a name.
    """
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(rf"`{re.escape(name)}`.*?```python\n(.*?)```", readme, re.DOTALL)
    if not found:
        raise ValueError(f"the README has no {name}")
    return found[1]


def variables(sandbox: Sandbox) -> dict[str, str]:
    """
    The variables by which finAPI's client finds the sandbox.
    """
    known = sandbox.credentials
    return {
        "KONTOKIT_FINAPI_BASE_URL": sandbox.url("finapi_access"),
        "KONTOKIT_FINAPI_CLIENT_ID": known.finapi_client,
        "KONTOKIT_FINAPI_CLIENT_SECRET": known.finapi_client_secret,
    }


def shown_at_terminal(
    command: Sequence[str], variables: Mapping[str, str], typed: Iterable[tuple[str, str]]
) -> str:
    """
    Run a program at a pseudo-terminal, and type a line at each prompt.

    Returns:
        What the terminal shows, with what was typed.

    Raises:
        ValueError: A prompt never comes, or the program fails.
    """
    ours, theirs = pty.openpty()
    own = {"TERM": "dumb", "COLUMNS": str(_WIDTH)}
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **variables, **own}
    )
    os.close(theirs)
    printed = ""
    try:
        for prompt, line in typed:
            while not printed.endswith(prompt):
                if not (more := _read(ours)):
                    raise ValueError(f"{prompt!r} never came: {printed}")
                printed += more
            os.write(ours, f"{line}\n".encode())
        while more := _read(ours):
            printed += more
        process.wait(_TIMEOUT)
    finally:
        os.close(ours)
        process.kill()
    if process.wait():
        raise ValueError(f"the program failed: {printed}")
    return printed.replace("\r\n", "\n")


def picture(printed: str) -> str:
    """
    Draw what a terminal showed as SVG, which loads nothing.
    """
    console = Console(record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(COMMAND, "bold"))
    for line in printed.splitlines():
        console.print(_coloured(line))
    drawn = console.export_svg(title="kontokit", code_format=_FORMAT, unique_id="kontokit")
    return "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n"


def _coloured(line: str) -> Text:
    for prompt, typed in TYPED:
        if line.startswith(prompt + typed):
            rest = line.removeprefix(prompt + typed)
            return Text.assemble((prompt, "bold"), (typed, "bold green"), rest)
    return Text(line)


def _read(terminal: int) -> str:
    """
    Read what there is; nothing at the end.
    """
    ready, _, _ = select.select([terminal], [], [], _TIMEOUT)
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace") if ready else ""
    except OSError:  # as Linux says that the other side has closed
        return ""


if __name__ == "__main__":
    sys.exit(main())
