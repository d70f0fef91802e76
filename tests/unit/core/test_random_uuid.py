"""
Ids of calls.
"""

from __future__ import annotations

import uuid

from kontokit.core.random_uuid import random_uuid


def test_a_random_id_is_a_uuid_of_version_4() -> None:
    """
    In the usual form, and a different one each time.
    """
    found = [random_uuid() for _ in range(1000)]
    assert len(set(found)) == 1000
    for text in found:
        made = uuid.UUID(text)
        assert (str(made), made.version, made.variant) == (text, 4, uuid.RFC_4122)
    assert {text[19] for text in found} == set("89ab")
