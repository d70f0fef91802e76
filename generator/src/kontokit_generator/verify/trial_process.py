"""
Imports a package and reads the examples of its document, in a process of its own.

Run as a file, with a JSON object on standard input, which ``tried`` describes.
Writes a JSON list of what failed. The runtime is imported by name, since the generator itself runs
without it.
"""

from __future__ import annotations

import json
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, get_type_hints

Failure = dict[str, str]


def main() -> None:
    """
    Try the package that standard input names.
    """
    json.dump(tried(json.load(sys.stdin)), sys.stdout)


def tried(task: Mapping[str, Any]) -> list[Failure]:
    """
    Import a package into this process and read its examples.

    Args:
        task: ``package``, ``folder``, ``examples``, and ``operations``: operationId → place.

    Returns:
        What failed: ``place`` and ``message`` of each.
    """
    # The folder is swapped in as it is.
    sys.dont_write_bytecode = True
    sys.path.insert(0, task["folder"])
    modules: dict[str, ModuleType] = {}
    failures = list(_imported(task["package"], modules))
    if not failures:
        failures = list(_missing(task["package"]))
        package = _Package(modules, task["package"])
        failures += [*package.types(), *package.codecs(task["operations"])]
        failures += package.examples(task["examples"])
    return failures


def _imported(name: str, modules: dict[str, ModuleType]) -> Iterator[Failure]:
    package = import_module(name)
    for found in pkgutil.walk_packages(package.__path__, f"{name}."):
        try:
            modules[found.name] = import_module(found.name)
        except Exception as problem:
            yield _failure("#", f"{found.name} cannot be imported", problem)


def _missing(name: str) -> Iterator[Failure]:
    package = import_module(name)
    for public in package.__all__:
        if not hasattr(package, public):
            yield {"place": "#", "message": f"{name} has no {public}"}


class _Package:
    def __init__(self, modules: Mapping[str, ModuleType], name: str) -> None:
        self.models = modules[f"{name}.models"]
        everything = [one for module in modules.values() for one in vars(module).values()]
        described = import_module("kontokit.operations").Operation
        self.operations = {one.id: one for one in everything if type(one) is described}
        self.decode: Callable[..., Any] = import_module(
            "kontokit.serialization.json_decoder"
        ).read_json
        self.encode: Callable[..., Any] = import_module(
            "kontokit.serialization.json_encoder"
        ).encode
        self.refused: type[Exception] = import_module("kontokit").KontokitError

    def types(self) -> Iterator[Failure]:
        """
        Resolve the annotations of every model.
        """
        for name, model in vars(self.models).items():
            if isinstance(model, type) and model.__module__ == self.models.__name__:
                try:
                    get_type_hints(model)
                except Exception as problem:
                    place = f"#/components/schemas/{name}"
                    yield _failure(place, f"the types of {name} cannot be resolved", problem)

    def codecs(self, places: Mapping[str, str]) -> Iterator[Failure]:
        """
        Have the runtime prepare for what each operation sends and takes, example or not.
        """
        for name, operation in self.operations.items():
            try:
                self._prepare(operation)
            except Exception as problem:
                message = f"the types of {name} cannot be read or written"
                yield _failure(places.get(name, "#"), message, problem)

    def _prepare(self, operation: Any) -> None:
        results = [*operation.results.values(), *filter(None, [operation.other_result])]
        errors = [*operation.errors.values(), *operation.error_ranges.values()]
        for form in (*(one.type for one in results), *errors):
            # The value need not fit: first the runtime looks at the whole type.
            with suppress(self.refused):
                self.decode(b"null", form)
        body = operation.body
        if body is not None and body.type is not bytes:
            with suppress(self.refused):
                self.encode({}, body.type)

    def examples(self, examples: list[dict[str, Any]]) -> Iterator[Failure]:
        for one in examples:
            try:
                message = self._tried(one)
            except Exception as problem:
                yield _failure(one["place"], "the package cannot take the example", problem)
                continue
            if message:
                yield {"place": one["place"], "message": message}

    def _tried(self, example: Mapping[str, Any]) -> str | None:
        form = self._form(example)
        if form in (None, bytes, str):
            return None
        if example["kind"] == "body":
            # Methods take no floats for amounts.
            value = json.loads(example["text"], parse_float=Decimal)
            if value is not None:  # a body that may be null is left out
                self.encode(value, form)
            return None
        deviations = self.decode(example["text"].encode(), form).deviations
        return f"the package cannot read the example: {deviations[0]}" if deviations else None

    def _form(self, example: Mapping[str, Any]) -> Any:
        match example["kind"]:
            case "model":
                return getattr(self.models, example["name"])
            case "field":
                return self._field_types(example["name"]).get(example["wire"])
            case "body":
                body = self.operations[example["operation"]].body
                return body.type if body.media_type == example["media_type"] else None
            case "result":
                found = self.operations[example["operation"]].results[example["status"]]
                return found.type if found.media_type == example["media_type"] else None
            case _:
                return self.operations[example["operation"]].errors.get(example["status"])

    @cache  # noqa: B019 -- one package in one process
    def _field_types(self, name: str) -> Mapping[str, Any]:
        model = getattr(self.models, name)
        types = get_type_hints(model)
        fields = zip(model.__struct_encode_fields__, model.__struct_fields__, strict=True)
        return {wire: types[field] for wire, field in fields}


def _failure(place: str, message: str, problem: Exception) -> Failure:
    text = str(problem).splitlines()[0] if str(problem) else ""
    return {"place": place, "message": f"{message} ({type(problem).__name__}: {text})"}


if __name__ == "__main__":
    main()
