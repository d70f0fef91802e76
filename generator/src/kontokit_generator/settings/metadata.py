"""
What packages say of themselves.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

API_NAME: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
"""The name of an API. It becomes a folder, a Python package and a distribution."""


PRIVATE: Final = "Private :: Do Not Upload"
"""The classifier of a package that public indexes refuse."""


@frozen(kw_only=True)
class PackageMetadata:
    """
    What stands in the metadata of a package. Each attribute is a key of ``[package]``.
    """

    prefix: str = ""
    version: str = "0.1.0"
    license: str = ""
    license_text: str = ""
    """What the file says that the key ``license-file`` names."""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    classifiers: tuple[str, ...] = ()
    homepage: str = ""
    urls: tuple[tuple[str, str], ...] = ()
    """Further pages: what an index calls them, and their addresses."""
    python: str = "3.11"
    readme: str = ""
    operation_page: str = ""
    """The page about the operations of a tag, where the document names no page of the provider."""
    error_page: str = ""
    """The page about the error codes."""

    def package(self, api: str) -> str:
        """
        Name the import package of an API: ``kontokit_finapi_access``.
        """
        return f"{self.prefix}_{api}" if self.prefix else api

    def distribution(self, api: str) -> str:
        """
        Name the distribution of an API: ``kontokit-finapi-access``.
        """
        return self.package(api).replace("_", "-")
