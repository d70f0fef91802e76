"""
Ready-made clients of the sandbox. They need the package of their API, which is imported when asked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

from .credentials import Credentials
from .server.controls import Api

if TYPE_CHECKING:
    from kontokit_bankimport import AsyncBankimport, Bankimport
    from kontokit_banksapi import AsyncBanksapi, Banksapi
    from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
    from kontokit_finapi_access_v1 import AsyncFinapiAccessV1, FinapiAccessV1
    from kontokit_finapi_webform import AsyncFinapiWebForm, FinapiWebForm

_CLASSES: Mapping[Api, str] = {
    "bankimport": "Bankimport",
    "banksapi": "Banksapi",
    "finapi_access": "FinapiAccess",
    "finapi_access_v1": "FinapiAccessV1",
    "finapi_webform": "FinapiWebForm",
}


class Clients(ABC):
    """
    The methods of the sandbox that make clients.
    """

    @property
    @abstractmethod
    def credentials(self) -> Credentials:
        """
        The credentials that the sandbox accepts from the start.
        """

    @abstractmethod
    def url(self, api: Api) -> str:
        """
        Return the base URL of an API, as a client expects it.
        """

    @overload
    def client(self, api: Literal["bankimport"], **settings: Any) -> Bankimport: ...
    @overload
    def client(
        self, api: Literal["banksapi"], *, as_user: bool = False, **settings: Any
    ) -> Banksapi: ...
    @overload
    def client(
        self, api: Literal["finapi_access"], *, as_user: bool = False, **settings: Any
    ) -> FinapiAccess: ...
    @overload
    def client(
        self, api: Literal["finapi_access_v1"], *, as_user: bool = False, **settings: Any
    ) -> FinapiAccessV1: ...
    @overload
    def client(
        self, api: Literal["finapi_webform"], *, as_user: bool = False, **settings: Any
    ) -> FinapiWebForm: ...
    @overload
    def client(self, api: Api, *, as_user: bool = False, **settings: Any) -> Any: ...

    def client(self, api: Api, *, as_user: bool = False, **settings: Any) -> Any:
        """
        Make a client of an API of the sandbox. Close it, or use it in a ``with`` statement.

        Args:
            api: ``"finapi_access"`` and so on. The package of the API has to be installed.
            as_user: Act as the user in ``credentials``. Without, the client has the credentials of
                the program, with which ``create_user()`` makes other users.
            **settings: More arguments for the client, such as ``timeout``. They win.

        Raises:
            ModuleNotFoundError: The package of the API is not installed.
            ValueError: The API has no users.
            RuntimeError: The sandbox is not running.
        """
        return _class(api, "")(**{**self._settings(api, as_user=as_user), **settings})

    @overload
    def async_client(self, api: Literal["bankimport"], **settings: Any) -> AsyncBankimport: ...
    @overload
    def async_client(
        self, api: Literal["banksapi"], *, as_user: bool = False, **settings: Any
    ) -> AsyncBanksapi: ...
    @overload
    def async_client(
        self, api: Literal["finapi_access"], *, as_user: bool = False, **settings: Any
    ) -> AsyncFinapiAccess: ...
    @overload
    def async_client(
        self, api: Literal["finapi_access_v1"], *, as_user: bool = False, **settings: Any
    ) -> AsyncFinapiAccessV1: ...
    @overload
    def async_client(
        self, api: Literal["finapi_webform"], *, as_user: bool = False, **settings: Any
    ) -> AsyncFinapiWebForm: ...
    @overload
    def async_client(self, api: Api, *, as_user: bool = False, **settings: Any) -> Any: ...

    def async_client(self, api: Api, *, as_user: bool = False, **settings: Any) -> Any:
        """
        Make a client for asyncio. See :meth:`client`.
        """
        return _class(api, "Async")(**{**self._settings(api, as_user=as_user), **settings})

    def _settings(self, api: Api, *, as_user: bool) -> dict[str, Any]:
        known = self.credentials
        base_url = self.url(api)
        if api == "bankimport":
            if as_user:
                raise ValueError("Bankimport has no users; its token is that of one customer")
            return {"base_url": base_url, "api_token": known.bankimport_token}
        if api == "banksapi":
            program = known.banksapi_client, known.banksapi_client_secret
            user = known.banksapi_user, known.banksapi_password
            more = {"credential_key": known.banksapi_certificate}
        else:
            program = known.finapi_client, known.finapi_client_secret
            user = known.finapi_user, known.finapi_password
            more = self._token_url if api == "finapi_webform" else {}
        kontokit = import_module("kontokit")
        if as_user:
            more = {**more, "user_credentials": kontokit.UserCredentials(*user)}
        credentials = kontokit.ClientCredentials(*program)
        return {"base_url": base_url, "client_credentials": credentials, **more}

    @property
    def _token_url(self) -> dict[str, Any]:
        # Web Form takes the tokens of Access.
        return {"token_url": f"{self.url('finapi_access')}/api/v2/oauth/token"}


def _class(api: Api, prefix: str) -> Any:
    name = f"kontokit_{api}"
    try:
        package = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        distribution = name.replace("_", "-")
        message = f"a client of {api!r} needs its package: pip install {distribution}"
        raise ModuleNotFoundError(message, name=name) from None
    return getattr(package, f"{prefix}{_CLASSES[api]}")
