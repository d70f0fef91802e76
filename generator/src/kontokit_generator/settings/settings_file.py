"""
Reads ``kontokit-generate.toml``.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from kontokit_generator.settings.errors import SettingsError
from kontokit_generator.settings.keys import API, PACKAGE, PROJECT, Key, is_list, is_table
from kontokit_generator.settings.metadata import API_NAME, PackageMetadata
from kontokit_generator.settings.project import CACHE, OwnSettings, Project

SETTINGS: Final = "kontokit-generate.toml"
_HEADER = re.compile(r"\s*\[\s*(?P<table>[^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*(?P<key>[\w.-]+)\s*=")
Values = Mapping[str, Any]


def find_settings(start: Path | None = None) -> Path | None:
    """
    Find the settings of the folder around a folder, or of that folder.

    Args:
        start: The working directory when left out.
    """
    here = (start or Path.cwd()).resolve()
    files = (folder / SETTINGS for folder in (here, *here.parents))
    return next((file for file in files if file.is_file()), None)


def read_settings(path: Path) -> Project:
    """
    Read the settings of a project.

    Raises:
        SettingsError: The file cannot be read, has an unknown key, or a value does not fit.
    """
    return _Reader(path).project()


def default_project(root: Path) -> Project:
    """
    A project that says nothing of itself.
    """
    return Project(
        root=root,
        documents=root / "specs",
        output=root / "generated",
        lock=root / "kontokit-generate.lock",
        cache=root / CACHE,
    )


@frozen
class _Reader:
    path: Path

    def project(self) -> Project:
        values = self._values()
        tables = ("package", "apis")
        self._check(values, PROJECT, "", tables)
        package = self._table(values, "package")
        self._check(package, PACKAGE, "package")
        apis = self._table(values, "apis")
        given = {name: self._table(apis, name, "apis.") for name in apis}
        for name, own in given.items():
            self._check_name(name)
            self._check(own, (*API, *PACKAGE), f"apis.{name}")
        root = self.path.parent
        plain = default_project(root)
        return Project(
            root=root,
            documents=self._path(values, "documents") or plain.documents,
            output=self._path(values, "output") or plain.output,
            lock=self._path(values, "lock") or plain.lock,
            document_copies=self._path(values, "document-copies"),
            cache=plain.cache,
            metadata=self._metadata(package, "package"),
            own={
                name: OwnSettings(
                    document=self._path(own, "document"),
                    overlay=self._path(own, "overlay"),
                    output=self._path(own, "output"),
                    adopt=own.get("adopt"),
                    metadata=self._metadata({**package, **own}, f"apis.{name}"),
                )
                for name, own in given.items()
            },
        )

    def _values(self) -> Values:
        try:
            return tomllib.loads(self.path.read_text("utf-8"))
        except OSError as error:
            raise self._error("", f"cannot be read ({error.strerror})") from None
        except ValueError as error:
            raise self._error("", f"is no TOML: {error}") from None

    def _table(self, values: Values, key: str, around: str = "") -> Values:
        found = values.get(key, {})
        if not is_table(found):
            raise self._error(f"{around}{key}", f"is no table; write [{around}{key}]")
        return found

    def _check(
        self, values: Values, keys: Iterable[Key], table: str, tables: Iterable[str] = ()
    ) -> None:
        known = {key.name: key for key in keys}
        for name, value in values.items():
            place = f"{table}.{name}" if table else name
            if name in tables:
                continue
            if name not in known:
                raise self._error(place, f"unknown key; {_advice(name, [*known, *tables])}")
            if not known[name].fits(value):
                raise self._error(place, f"{value!r} does not fit; write {known[name].shape}")

    def _check_name(self, name: str) -> None:
        if problem := name_problem(name):
            raise self._error(f"apis.{name}", problem)

    def _path(self, values: Values, key: str) -> Path | None:
        return self.path.parent / values[key] if key in values else None

    def _metadata(self, values: Values, table: str) -> PackageMetadata:
        said: dict[str, Any] = {
            key.name.replace("-", "_"): _frozen(values[key.name])
            for key in PACKAGE
            if key.name in values and key.name != "license-file"
        }
        return PackageMetadata(**said, license_text=self._license(values, table))

    def _license(self, values: Values, table: str) -> str:
        file = self._path(values, "license-file")
        try:
            return file.read_text("utf-8") if file else ""
        except (OSError, UnicodeDecodeError):
            place = table if "license-file" in self._lines_of(table) else "package"
            message = f"{values['license-file']} cannot be read; name a text in UTF-8"
            raise self._error(f"{place}.license-file", message) from None

    def _lines_of(self, table: str) -> Mapping[str, int]:
        found: dict[str, int] = {}
        current = ""
        for number, line in enumerate(self.path.read_text("utf-8").splitlines(), start=1):
            if header := _HEADER.match(line):
                current = header["table"].replace('"', "")
            elif (key := _KEY.match(line)) and current == table:
                found.setdefault(key["key"], number)
            if header and current == table:
                found.setdefault("", number)
        return found

    def _error(self, key: str, message: str) -> SettingsError:
        table, _, name = key.rpartition(".")
        line = None
        if key:
            line = self._lines_of(table).get(name) or self._lines_of(key).get("")
        return SettingsError(file=self.path.name, key=key, message=message, line=line)


def _frozen(value: Any) -> Any:
    if is_table(value):
        return tuple(value.items())
    return tuple(value) if is_list(value) else value


def name_problem(name: str) -> str | None:
    """
    Say why an API cannot have a name, if it cannot.
    """
    if not API_NAME.fullmatch(name):
        return f"{name!r} is no name for an API: lower case words joined by _, such as in_house"
    return None


def package_problem(package: str) -> str | None:
    """
    Say why an import package cannot have a name, if it cannot.
    """
    if package in sys.stdlib_module_names or package == "kontokit":
        return f"{package} is a package already; set a prefix, or give the API another name"
    return None


def _advice(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"write {near[0]}" if near else "known are: " + ", ".join(known)
