"""
The overlay's vocabulary of SCA is that of the runtime.
"""

from __future__ import annotations

from typing import get_args

from msgspec import structs

from kontokit.operations import sca as mechanisms
from kontokit_generator.overlay.sca_extension import PARTS, ROOT
from kontokit_generator.overlay.shapes import Field, shapes
from kontokit_generator.runtime import sca_classes


def test_the_overlay_says_what_the_runtime_knows() -> None:
    """
    Every key is a field of the runtime's values, and every word one of theirs.

    Only the operations that ask for SCA are gathered from elsewhere.
    """
    for name in sca_classes():
        fields = shapes()[name]
        known = {one.name: one for one in structs.fields(getattr(mechanisms, name))}
        known.pop("operations", None)
        assert fields.keys() == known.keys(), name
        for key, field in fields.items():
            assert field.optional == (not known[key].required), (name, key)
    progress = ("OrderProgress", "FormProgress")
    for name in ("StepKind", "PayeeResult", *progress, "Meaning", "ReturnMeaning"):
        words = get_args(getattr(mechanisms, name))
        assert Field(name).shape == "one of " + ", ".join(words)
    assert tuple(shapes()[ROOT]) == PARTS
