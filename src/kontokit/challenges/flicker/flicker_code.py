"""
A flicker code and its renderings.
"""

from __future__ import annotations

from typing import final

import attrs

from ...core.tracebacks import ScrubsTracebacks
from .messages import manual_steps
from .parsing.detect import read
from .parsing.fields import Element, Encoding, Fields, Version
from .parsing.hhd_wire import encode
from .rendering.frames import HZ, Frame, check_within, frames, to_terminal
from .rendering.gif import to_gif
from .rendering.html import Look, to_html
from .rendering.qr import payload, to_png
from .rendering.svg import to_svg


@final
@attrs.frozen(kw_only=True, repr=False)
class FlickerCode(ScrubsTracebacks):
    """
    The code of a transaction that a TAN generator reads from the screen: chipTAN optisch.

    Create it with ``parse``, or from its fields. Its repr shows no bank data.
    """

    control_bytes: bytes
    """The control bytes, at most 9; empty in HHD 1.3. Bit 7 of all but the last one is set."""
    start_code: str
    """The start code in digits, at most 63."""
    start_encoding: Encoding = "bcd"
    """How the start code is encoded. A few banks use ``ascii``."""
    elements: tuple[Element, ...] = ()
    """Up to three data elements, such as account number and amount; no empty ones."""
    instructions: str | None = None
    """The bank's text for the user, if it came with the code. It is not HTML."""
    wire: str = attrs.field(
        init=False, default=attrs.Factory(lambda self: encode(self._fields), takes_self=True)
    )
    """The transmitted code: upper case hexadecimal digits, from the length to the check digits."""

    @classmethod
    def parse(cls, code: str | bytes, /) -> FlickerCode:
        """
        Parse a code in any of the forms that banks and aggregators send.

        The form is detected from the content: a challenge of HHD 1.3 or 1.4, the wire form in
        hexadecimal digits or in bytes, a FinTS text with the code between ``CHLGUC`` and
        ``CHLGTEXT``, or Base64 of any of these, with or without the ``@length@`` of FinTS. Spaces
        in the code are ignored. An element of length 0 is left out, because readers refuse it.

        Args:
            code: The code, at most 16 384 characters or bytes.

        Returns:
            The code, with all lengths and check digits verified.

        Raises:
            FlickerCodeError: It is none of these; the error says what does not fit and where.
        """
        reading = read(code)
        fields = reading.fields
        return cls(
            control_bytes=fields.control_bytes,
            start_code=fields.start_code.text,
            start_encoding=fields.start_code.encoding,
            elements=fields.elements,
            instructions=reading.instructions,
        )

    @property
    def version(self) -> Version:
        """
        ``1.4`` with control bytes, otherwise ``1.3``.
        """
        return "1.4" if self.control_bytes else "1.3"

    @property
    def _fields(self) -> Fields:
        return Fields(
            control_bytes=self.control_bytes,
            start_code=Element(self.start_code, self.start_encoding),
            elements=self.elements,
        )

    def frames(self) -> tuple[Frame, ...]:
        """
        All frames of one pass. Repeat them without a gap.

        Returns:
            Tuples of clock and four bars of data from left to right; 1 is white, 0 is black.
            There are 24 to 1032 of them; an IBAN and an amount make 176.
        """
        return frames(self.wire)

    def seconds(self, hz: float) -> float:
        """
        The duration of one pass.

        Args:
            hz: Frames a second, from 2 to 40.

        Raises:
            ArgumentError: The speed is out of its limits.
        """
        check_within(hz, HZ, "hz")
        return len(self.frames()) / hz

    def to_svg(self, *, hz: float = 15, width_mm: float = 60) -> str:
        """
        An SVG image that blinks without a script. It starts at once.

        Args:
            hz: Frames a second, from 2 to 40.
            width_mm: The width in millimetres, from 20 to 400. The height is half of it.

        Raises:
            ArgumentError: The speed or the width is out of its limits.
        """
        return to_svg(self.wire, hz=hz, width_mm=width_mm)

    def to_html(
        self,
        *,
        hz: float = 15,
        width_mm: float = 60,
        autoplay: bool = False,
        script: bool = True,
        nonce: str | None = None,
        lang: str = "de",
    ) -> str:
        """
        A ``section`` of HTML with the blinking bars, advice, and instructions for manual entry.

        It loads nothing from elsewhere. With a script it has buttons and keys for start, size
        and speed, and the browser remembers size and speed; without one, a checkbox to start.

        Args:
            hz: Frames a second at first, from 2 to 40.
            width_mm: The width in millimetres at first, from 20 to 400.
            autoplay: Begin at once, except for users who asked their system for less motion.
                Fast flickering can harm people, so that by default the user begins.
            script: Whether a script may stand in it.
            nonce: The nonce of your Content-Security-Policy, for the style and the script.
            lang: ``de`` or ``en``.

        Raises:
            ArgumentError: The speed, the width or the language is out of its limits.
        """
        look = Look(
            hz=hz, width_mm=width_mm, autoplay=autoplay, script=script, nonce=nonce, lang=lang
        )
        return to_html(self.wire, self._fields, look)

    def to_gif(self, *, hz: float = 15, width: int = 280) -> bytes:
        """
        An animated GIF, for places that run neither scripts nor SVG. It needs Pillow.

        Args:
            hz: Frames a second, from 2 to 40. A GIF counts in hundredths of a second, so that
                the next slower speed is taken: 15 becomes 14.3, and 40 becomes 33.3.
            width: The width in pixels, from 56 to 1680. The height is half of it.

        Raises:
            ArgumentError: The speed or the width is out of its limits.
            ConfigurationError: Pillow is not installed.
        """
        return to_gif(self.wire, hz=hz, width=width)

    def to_qr_payload(self) -> bytes:
        """
        The content of the same code as chipTAN-QR, for a QR library of your own.

        The QR code has to declare ECI designator 1 and hold them as one segment of bytes.
        """
        return payload(self.wire)

    def to_qr_png(self, *, scale: int = 6, border: int = 4) -> bytes:
        """
        The same code as a PNG for chipTAN-QR. It needs segno.

        Args:
            scale: The width of a module in pixels, from 1 to 40.
            border: The quiet zone around it in modules, from 2 to 16.

        Returns:
            A PNG in black and white.

        Raises:
            ArgumentError: A size is out of its limits.
            ConfigurationError: segno is not installed.
        """
        return to_png(self.wire, scale=scale, border=border)

    def manual_instructions(self, lang: str = "de") -> str:
        """
        Instructions for manual entry: numbered lines with start code and elements.

        Args:
            lang: ``de`` or ``en``.

        Raises:
            ArgumentError: It is another language.
        """
        steps = manual_steps(self._fields, lang)
        return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))

    @staticmethod
    def to_terminal(frame: Frame, *, bar: int = 6, height: int = 8) -> str:
        """
        One frame as lines of text, to be printed in white on black.

        Args:
            frame: One of ``frames()``.
            bar: The width of a bar in columns, from 2 to 40.
            height: The height of a bar in lines, from 1 to 60.

        Returns:
            A line with the two marks to aim at, then the bars: ``height + 1`` lines.

        Raises:
            ArgumentError: This is not a frame, or a size is out of its limits.
        """
        return to_terminal(frame, bar=bar, height=height)

    def __repr__(self) -> str:
        return f"FlickerCode(version={self.version!r}, elements={len(self.elements)})"
