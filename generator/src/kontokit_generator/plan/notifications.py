"""
The notifications of an API: the model of each, and what distinguishes it from the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer
from kontokit_generator.openapi.schemas import is_struct, is_union, referenced_schema
from kontokit_generator.overlay.client_extension import KEY, client_of
from kontokit_generator.plan.model import NotificationView
from kontokit_generator.python.naming import class_name
from kontokit_generator.python.types import python_type


def plan_notifications(document: Document) -> Iterator[NotificationView]:
    """
    Describe each notification of the document once, however many webhooks send it.
    """
    field = notification_tag(document)
    docs: dict[str, str] = {}
    names: dict[str, str] = {}
    for operation in _webhooks(document):
        model = _notification_model(document, operation)
        docs.setdefault(model, operation.node.get("description", ""))
        names.setdefault(model, operation.path)
    for model, doc in docs.items():
        tags = [_tag_value(document, model, field) or names[model]]
        if field is None and len(docs) > 1:
            tags = _own_fields(document, model, docs.keys() - {model})
        yield NotificationView(
            tags=tags, type=class_name(model), is_class=_is_class(document, model), doc=doc
        )


def notification_tag(document: Document) -> str | None:
    """
    Name the property whose value says which notification it is: that of the overlay, else one that
    every notification requires, with a constant of its own. None where there is neither.
    """
    said: str | None = client_of(document.tree).get("notification_tag")
    schemas = [document.tree["components"]["schemas"][one] for one in notification_models(document)]
    if said or len(schemas) < 2:
        return said
    shared = schemas[0].get("required", [])
    return next((one for one in shared if _has_constants_of_its_own(one, schemas)), None)


def notification_models(document: Document) -> list[str]:
    """
    Name the schemas of all notifications, each once.
    """
    return list(dict.fromkeys(filter(None, map(_payload, _webhooks(document)))))


def _has_constants_of_its_own(name: str, schemas: list[Tree]) -> bool:
    values = [mapping(mapping(one.get("properties")).get(name)).get("const") for one in schemas]
    texts = {one for one in values if isinstance(one, str)}
    return len(texts) == len(schemas) and all(name in one.get("required", []) for one in schemas)


def _webhooks(document: Document) -> list[Operation]:
    return [one for one in operations(document.tree) if one.is_webhook]


def _notification_model(document: Document, operation: Operation) -> str:
    model = _payload(operation)
    if model is None:
        finding = document.finding(
            pointer("requestBody", base=operation.place),
            f"the webhook {operation.path} brings nothing that is a model",
            "describe an object, or name what it brings under components/schemas",
        )
        raise FindingsError([finding])
    return model


def _is_class(document: Document, model: str) -> bool:
    schema = mapping(document.tree["components"]["schemas"][model])
    is_type = is_struct(schema) or python_type(schema) not in ("Any", "None")
    return is_type and not is_union(schema)


def _payload(operation: Operation) -> str | None:
    content = mapping(mapping(operation.node.get("requestBody")).get("content"))
    media_type = mapping(next(iter(content.values()), None))
    return referenced_schema(mapping(media_type.get("schema")))


def _tag_value(document: Document, model: str, field: str | None) -> str | None:
    schema = document.tree["components"]["schemas"][model].get("properties", {}).get(field, {})
    value = schema.get("const") or next(iter(schema.get("examples", [])), schema.get("example"))
    return None if value is None else str(value)


def _own_fields(document: Document, model: str, others: Set[str]) -> list[str]:
    """
    List the properties that identify a notification: those that no other has.

    Raises:
        FindingsError: There is none.
    """
    schemas = document.tree["components"]["schemas"]
    taken = {name for other in others for name in schemas[other].get("properties", {})}
    own = [name for name in schemas[model].get("properties", {}) if name not in taken]
    required = [name for name in own if name in schemas[model].get("required", [])]
    if not own:
        finding = document.finding(
            pointer(KEY),
            f"several webhooks, but nothing distinguishes {model} from the others",
            f"set notification_tag in {KEY} in the overlay",
        )
        raise FindingsError([finding])
    return required[:1] or own
