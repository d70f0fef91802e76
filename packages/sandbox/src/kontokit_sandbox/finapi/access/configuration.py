"""
The configuration of a client.
"""

from __future__ import annotations

from typing import Any, Literal

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused
from ..state.world import APPLICATION_NAME, Client, Record

__all__ = ["HANDLERS", "validity"]

HANDLERS: HandlerGroup = HandlerGroup()
_MIN_LIFETIME = 60
_MAX_URL_LENGTH = 512
_PRODUCTS = (
    "access", "contractManager", "customerDashboard", "dataIntelligence", "debitFlex",
    "diLabelling",
    "giroCheck", "giroIdent", "kreditCheck", "kreditCheckB2B", "schufaApi", "transparencyRegister",
    "webForm",
)  # fmt: skip
_DEFAULTS: Record = {
    "accountTypeRestrictions": [],
    "aisEnabled": True,
    "aisViaWebForm": False,
    "applicationName": APPLICATION_NAME,
    "availableBankGroups": [],
    "betaBanksEnabled": False,
    "categoryRestrictions": [],
    "categoryRestrictionsEnabled": False,
    "clientAccessTokensValidityPeriod": 3600,
    "corsAllowedOrigins": [],
    "enabledProducts": {name: name in ("access", "webForm") for name in _PRODUCTS},
    "isAutoCategorizationEnabled": True,
    "isAutomaticBatchUpdateEnabled": True,
    "isDevelopmentModeEnabled": True,
    "isNonEuroAccountsSupported": False,
    "isStandalonePaymentsEnabled": True,
    "isUserAutoVerificationEnabled": True,
    "isWebScrapingEnabled": False,
    "mandatorLicense": "FULLY_LICENSED",
    "maxUserLoginAttempts": 5,
    "paymentsEnabled": True,
    "pfmServicesEnabled": True,
    "pinStorageAvailableInWebForm": True,
    "pisStandaloneViaWebForm": False,
    "pisViaWebForm": False,
    "preferredConsentType": "RECURRING",
    "products": ["ACCESS", "WEB_FORM"],
    "refreshTokensValidityPeriod": 0,
    "transactionImportLimitation": 0,
    "userAccessTokensValidityPeriod": 3600,
    "webFormMode": "DISABLED",
    "xs2aEnabled": True,
}


@HANDLERS.operation("getClientConfiguration")
def _get(context: Context, call: Call) -> Response:
    return Response(body=_configuration(context.client(call)))


@HANDLERS.operation("editClientConfiguration")
def _edit(context: Context, call: Call) -> Response:
    client = context.client(call)
    if not call.body:
        raise refused(context, call, 400, "MISSING_FIELD", "there is nothing to change")
    for name, value in call.body.items():
        if not _is_allowed(name, value):
            raise refused(context, call, 400, "ILLEGAL_FIELD_VALUE", f"{name} is out of range")
    client.configuration.update(call.body)
    return Response(body=_configuration(client))


def validity(client: Client, kind: Literal["userAccess", "clientAccess", "refresh"]) -> int:
    """
    Return the lifetime of new tokens of a kind in seconds; 0 means that they never expire.
    """
    return int(_configuration(client)[f"{kind}TokensValidityPeriod"])


def _is_allowed(name: str, value: Any) -> bool:
    if name.endswith("ValidityPeriod"):
        return int(value) == 0 or int(value) >= _MIN_LIFETIME
    return not name.endswith("Url") or len(value) <= _MAX_URL_LENGTH


def _configuration(client: Client) -> dict[str, Any]:
    own = {**client.configuration, "isMandatorAdmin": client.role == "admin"}
    return {**_DEFAULTS, **own}
