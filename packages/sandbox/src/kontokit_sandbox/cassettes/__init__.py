"""
Recordings of real traffic that can be shared: redaction for vcrpy, and for finished files.
"""

from .check import remains
from .files import RecordingError, scrub_text
from .recorder import register, vcr_config

__all__ = ["RecordingError", "register", "remains", "scrub_text", "vcr_config"]
