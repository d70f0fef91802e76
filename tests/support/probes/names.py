"""
Probes of names and texts that are hard to write in Python.
"""

from __future__ import annotations

import json
from typing import Final

from tests.support.probes.probe import Probe


def _name(wire: str, attribute: str, class_name: str) -> Probe:
    """
    Call a schema and a property by one name.
    """
    return Probe(
        name=f"name {wire}",
        schemas=json.dumps(
            {
                "Thing": {
                    "type": "object",
                    "properties": {wire: {"$ref": f"#/components/schemas/{wire}"}},
                },
                wire: {"type": "object", "properties": {"id": {"type": "string"}}},
            }
        ),
        reply=json.dumps({wire: {"id": "a"}}),
        reads=lambda found: (
            type(getattr(found, attribute)).__name__,
            getattr(found, attribute).id,
        ),
        gives=(class_name, "a"),
    )


NAMES: Final = [
    _name("MT940Data", "mt940_data", "MT940Data"),
    _name("PSD2Consent", "psd2_consent", "PSD2Consent"),
    _name("IBAN2Name", "iban2_name", "IBAN2Name"),
    _name("B2BMandate", "b2b_mandate", "B2BMandate"),
    _name("IBANs", "ibans", "IBANs"),
    _name("True", "true", "TrueModel"),
    _name("Meta", "meta", "MetaModel"),
    _name("Model", "model", "ModelModel"),
    _name("Decimal", "decimal", "DecimalModel"),
    _name("Secret", "secret", "SecretModel"),
    _name("class", "class_", "ClassModel"),
]


def _tag(tag: str, group: str) -> Probe:
    return Probe(
        name=f"tag {tag}",
        operation=f"tags: [{tag}]",
        root=f"tags: [{{name: {tag}, description: All there is.}}]",
        reply='{"name": "a"}',
        reads=lambda found: found.name,
        gives="a",
        group=group,
    )


TAGS: Final = [
    _tag("client", "client"),
    _tag("Group", "group"),
    _tag("Operation", "operation"),
    _tag("sca", "sca"),
]


def _text(name: str, text: str) -> Probe:
    """
    Say a text wherever a document has texts, and have the value of an enum be it.
    """
    said = {"description": text}
    thing = {"type": "object", **said, "properties": {"value": {"enum": [text], **said}}}
    info = {"title": "Small", "version": "1", "summary": text, **said}
    return Probe(
        name=f"text with {name}",
        schemas=json.dumps({"Thing": thing}),
        operation=json.dumps({"summary": text, **said}),
        root=json.dumps({"info": info, "tags": [{"name": "Things", **said}]}),
        reply=json.dumps({"value": text}),
        reads=lambda found: found.value.value,
        gives=text,
    )


TEXTS: Final = [
    _text("quotes", "a \"quoted\" and 'quoted' one"),
    _text("backslashes", "C:\\new\\u0041\\"),
    _text("newlines", "one\n\n    two\nthree"),
    _text("braces", "{one} {{ two }} {% three %}"),
    _text("triple quotes", 'one """ + str(1) + """'),
]
