"""
The applications of all APIs, and which of them a request is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from starlette.types import ASGIApp

from .bankimport import BankimportService
from .bankimport.xml import as_xml
from .banksapi import BanksapiService
from .banksapi.handlers.transfers import is_transfer_consent
from .banksapi.service import correlation_headers
from .finapi import FinapiAccessService, FinapiWebFormService, World
from .finapi.errors import identify
from .openapi.specification import Specification, load
from .pages.application import PagesOrVisit
from .pages.site import PREFIXES as PREFIXES_OF_PAGES
from .server.addresses import PREFIXES
from .server.application import Application
from .server.controls import Api
from .server.request_log import RequestLog
from .server.router import Router, Versions
from .server.service import Response, Service

__all__ = ["Applications"]

_PAGES: Mapping[str, Api] = {
    "/bank": "finapi_access",
    "/bank/demo": "banksapi",
    "/customer/v2/webform": "banksapi",
    "/webForm": "finapi_access_v1",
    "/wf": "finapi_webform",
}
"""The beginnings of the paths of pages where ``visit`` acts, with the API that they belong to."""


class Applications:
    """
    One application for each API.
    """

    def __init__(self, request_log: RequestLog, settings: Mapping[str, Any]) -> None:
        """
        Args:
            settings: Arguments that all applications get.
        """
        self._request_log = request_log
        self._settings = settings
        self.by_api: dict[Api, Application] = {}
        self.services: dict[Api, Service] = {}

    def add_bankimport(self, service: BankimportService) -> None:
        """
        Serve Bankimport, as JSON and XML.
        """
        self._add(
            load("bankimport"),
            service,
            suffixes={".json": _as_it_is, ".xml": as_xml},
            # Made up, as all of Bankimport's errors: a purpose that is too short is 422, not 400.
            unprocessable=("query: purpose",),
        )

    def add_banksapi(self, service: BanksapiService) -> None:
        """
        Add BANKSapi.
        """
        self._add(
            load("banksapi"),
            service,
            correlate=correlation_headers,
            is_unlisted=is_transfer_consent,
        )

    def add_finapi(self, world: World) -> FinapiAccessService:
        """
        Add the APIs of finAPI, and return version 1 of Access.
        """
        first, second = load("finapi_access_v1"), load("finapi_access")
        v1 = FinapiAccessService(world, first, "v1")
        self._add_finapi(world, second, FinapiAccessService(world, second, "v2"))
        self._add_finapi(world, first, v1)
        self._add_finapi(world, load("finapi_webform"), FinapiWebFormService(world))
        return v1

    def router(
        self,
        site: ASGIApp,
        control: ASGIApp,
        public_path: str,
        worlds: Mapping[str, ASGIApp] | None = None,
    ) -> Router:
        """
        Make what serves all APIs on one port.

        Args:
            site: Serves the pages of banks and web forms.
            control: Serves the control API.
            worlds: Serve the worlds, by their paths.
        """
        first, second = self.by_api["finapi_access_v1"], self.by_api["finapi_access"]
        apis: dict[str, ASGIApp] = {PREFIXES[api]: one for api, one in self.by_api.items()}
        apis[PREFIXES["finapi_access"]] = Versions(first, second)
        pages: dict[str, ASGIApp] = dict.fromkeys(PREFIXES_OF_PAGES, site)
        for path, api in _PAGES.items():
            pages[path] = PagesOrVisit(site, self.by_api[api])
        pages["/_sandbox"] = control
        return Router(apis, pages, public_path, worlds)

    def alone(self, api: str) -> Router:
        """
        Make what serves one API on a port of its own.
        """
        return Router({"": self.by_api[cast("Api", api)]}, {})

    def _add_finapi(
        self,
        world: World,
        specification: Specification,
        service: FinapiAccessService | FinapiWebFormService,
    ) -> None:
        def correlate(given: str | None) -> dict[str, str]:
            # finAPI marks request ids of its own with this prefix.
            return {"X-Request-Id": given or f"selfgen-{world.new_uuid()}"}

        self._add(
            specification,
            service,
            correlation_header="x-request-id",
            correlate=correlate,
            broken=service.broken,
            identify=identify,
        )

    def _add(self, specification: Specification, service: Service, **settings: Any) -> None:
        api = cast("Api", specification.name)
        self.services[api] = service
        self.by_api[api] = Application(
            specification, service, self._request_log, **self._settings, **settings
        )


def _as_it_is(answer: Response) -> Response:
    return answer
