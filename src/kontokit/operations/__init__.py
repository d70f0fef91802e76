"""
The vocabulary in which generated packages describe an API: values, and the base of its groups.
"""

from __future__ import annotations

from typing_extensions import deprecated

from .api import (
    Api,
    BasicScheme,
    BearerScheme,
    HeaderScheme,
    Scheme,
    TokenScheme,
    TokenService,
    UserService,
)
from .operation import (
    Body,
    ErrorShape,
    Operation,
    Paging,
    Parameter,
    RelationTarget,
    Result,
    RetryClass,
    ScaKind,
)
from .resource_group import Group

__all__ = [
    "Api",
    "BasicScheme",
    "BearerScheme",
    "Body",
    "ErrorShape",
    "Group",
    "HeaderScheme",
    "Operation",
    "Paging",
    "Parameter",
    "RelationTarget",
    "Result",
    "RetryClass",
    "ScaKind",
    "Scheme",
    "TokenScheme",
    "TokenService",
    "UserService",
    "deprecated",
]
