"""
Optional libraries, which the extras of the distribution install.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from .exceptions import ConfigurationError


@contextmanager
def needs_extra(purpose: str, library: str, extra: str) -> Generator[None]:
    """
    Import an optional library in this context.

    Args:
        purpose: What needs the library, for the error.
        library: Its name for people.
        extra: The extra of ``kontokit`` that installs it.

    Raises:
        ConfigurationError: The library is not installed. The message says how to install it.
    """
    try:
        yield
    except ImportError:
        raise ConfigurationError(
            f"{purpose} needs {library}: pip install 'kontokit[{extra}]'"
        ) from None
