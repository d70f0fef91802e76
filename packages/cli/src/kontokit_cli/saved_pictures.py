"""
Saves the pictures of a bank where a terminal cannot show them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .files import new_file, refuse_existing

if TYPE_CHECKING:
    from kontokit.sca import Flow

__all__ = ["PictureSaver"]


class PictureSaver:
    """
    Writes the photo, QR code, document or flicker code of each challenge into one file.
    """

    def __init__(self, path: Path, *, force: bool) -> None:
        """
        Take the file; nothing is written.

        Raises:
            Misused: It exists.
        """
        refuse_existing(path, force=force)
        self._path = path
        self._force = force
        self._saved: Any = None

    def save(self, flow: Flow[Any]) -> None:
        """
        Save the picture of the flow's challenge, once; do nothing where there is none.

        Raises:
            OSError: It cannot be written.
        """
        step = flow.step
        if step == self._saved or (content := _picture_of(step)) is None:
            return
        with new_file(self._path, force=self._force) as file:
            file.write(content)
        # The next challenge has another picture, and the file is ours.
        self._saved, self._force = step, True
        click.echo(f"Saved: {self._path}", err=True)


def _picture_of(step: Any) -> bytes | None:
    if step.kind != "challenge":
        return None
    for one in (step.image, step.document):
        if one is not None:
            content: bytes = one.content
            return content
    if step.flicker is None:
        return None
    moving: bytes = step.flicker.to_gif()
    return moving
