"""
The vocabulary in which generated packages describe an API: values, and the base of its groups.
"""

from __future__ import annotations

from typing_extensions import deprecated

from ..core.tracebacks import scrub_traceback
from .api import (
    Api,
    BasicScheme,
    BearerScheme,
    CertificateScheme,
    CookieScheme,
    EnvVariables,
    HeaderScheme,
    QueryScheme,
    Scheme,
    TokenScheme,
    TokenService,
    UserService,
)
from .maps import map_entry
from .operation import (
    BankRead,
    Body,
    Encoding,
    ErrorShape,
    Operation,
    OrderFields,
    Paging,
    Parameter,
    RelationTarget,
    Result,
    RetryClass,
    ScaKind,
)
from .provider import Provider
from .resource_group import ResourceGroup
from .unattended import ProblemRule, StatusField, Unattended, Update, VerdictRule, VerdictWord
from .written_types import OrDigits, OrText, OrTextMap

__all__ = [
    "Api",
    "BankRead",
    "BasicScheme",
    "BearerScheme",
    "Body",
    "CertificateScheme",
    "CookieScheme",
    "Encoding",
    "EnvVariables",
    "ErrorShape",
    "HeaderScheme",
    "Operation",
    "OrDigits",
    "OrText",
    "OrTextMap",
    "OrderFields",
    "Paging",
    "Parameter",
    "ProblemRule",
    "Provider",
    "QueryScheme",
    "RelationTarget",
    "ResourceGroup",
    "Result",
    "RetryClass",
    "ScaKind",
    "Scheme",
    "StatusField",
    "TokenScheme",
    "TokenService",
    "Unattended",
    "Update",
    "UserService",
    "VerdictRule",
    "VerdictWord",
    "deprecated",
    "map_entry",
    "scrub_traceback",
]
