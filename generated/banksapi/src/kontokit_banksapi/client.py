# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The two clients of BANKSapi BANKS/Connect: ``Banksapi`` and ``AsyncBanksapi``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, overload

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncTransport,
    CallOptions,
    ClientCredentials,
    CredentialCipher,
    Location,
    NewUser,
    Secret,
    Store,
    SyncClient,
    Timeouts,
    Transport,
    UserCredentials,
)
from kontokit.operations import (
    Api,
    BasicScheme,
    RelationTarget,
    TokenScheme,
    TokenService,
    UserService,
)

if TYPE_CHECKING:
    from kontokit.mechanisms import ScaMechanisms
    from kontokit_banksapi import models
    from kontokit_banksapi.operations.bank_accesses import AsyncBankAccesses, BankAccesses
    from kontokit_banksapi.operations.builder import AsyncBuilder, Builder
    from kontokit_banksapi.operations.categories import AsyncCategories, Categories
    from kontokit_banksapi.operations.consents import AsyncConsents, Consents
    from kontokit_banksapi.operations.customer import AsyncCustomer, Customer
    from kontokit_banksapi.operations.depot_positions import AsyncDepotPositions, DepotPositions
    from kontokit_banksapi.operations.encryption import AsyncEncryption, Encryption
    from kontokit_banksapi.operations.payments import AsyncPayments, Payments
    from kontokit_banksapi.operations.products import AsyncProducts, Products
    from kontokit_banksapi.operations.providers import AsyncProviders, Providers
    from kontokit_banksapi.operations.regprotect import AsyncRegprotect, Regprotect
    from kontokit_banksapi.operations.service import AsyncService, Service
    from kontokit_banksapi.operations.tenants import AsyncTenants, Tenants
    from kontokit_banksapi.operations.tokens import AsyncTokens, Tokens
    from kontokit_banksapi.operations.transactions import AsyncTransactions, Transactions
    from kontokit_banksapi.operations.transfers import AsyncTransfers, Transfers
    from kontokit_banksapi.operations.users import AsyncUsers, Users


def _relations() -> Mapping[str, RelationTarget]:
    from kontokit_banksapi.relations import RELATIONS

    return RELATIONS


def _token_service() -> TokenService:
    from kontokit_banksapi.operations import tokens

    return TokenService(
        create=tokens.CREATE_TOKEN, revoke=tokens.REVOKE_TOKEN, introspect=tokens.INTROSPECT_TOKEN
    )


def _user_service() -> UserService:
    from kontokit_banksapi.operations import users

    return UserService(
        create=users.CREATE_USER,
        username="username",
        password="password",
        remove=(users.DEACTIVATE_USER, users.DELETE_USER),
        arguments={"tenant-name": "{tenant}", "user-id": "{username}", "reftype": "username"},
    )


def _sca() -> ScaMechanisms:
    from kontokit_banksapi.sca import SCA

    return SCA


API = Api(
    name="banksapi",
    environments={"production": "https://banksapi.io"},
    schemes={
        "clientCredentials": BasicScheme(),
        "clientToken": TokenScheme(
            grant="client_credentials",
            client="clientCredentials",
            sent="basic",
            url="/auth/oauth2/token",
            scoped=True,
            expiry="validTo",
        ),
        "userToken": TokenScheme(
            grant="password",
            client="clientCredentials",
            sent="basic",
            url="/auth/oauth2/token",
            scoped=True,
            expiry="validTo",
        ),
    },
    correlation_header="X-Correlation-ID",
    request_id_header="X-Correlation-ID",
    token_service=_token_service,
    user_service=_user_service,
    relations=_relations,
    path_aliases={"/v2/customer": "/customer/v2"},
    sca=_sca,
)
"""Where the API is, how it is called and which links its answers hold."""


class Banksapi(SyncClient):
    """
    A client of BANKSapi BANKS/Connect.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | None = None,
        client_token: str | Secret | None = None,
        user_token: str | Secret | None = None,
        token_store: Store | None = None,
        credential_key: str | bytes | CredentialCipher | None = None,
        environment: Literal["production"] = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet.

        Args:
            client_credentials: Id and secret of your client. Its tokens (``client_token``) and
                those of its users (``user_token``) are got with them, kept and renewed. Basic
                authentication with the access data of your client, used only to create, revoke
                and look up tokens. The user name, or id, is `tenant/clientName`, with the slash
                in it; the password is the secret. The documentation also calls this pair the
                refresh token; it is valid for a long time.
            user_credentials: The user to act for: name and password.
            client_token: An access token at management level, made with the grant
                `client_credentials`. It manages users and reads providers, but cannot reach
                anybody's bank accesses. Give it only where you get tokens by yourself; it is
                not renewed.
            user_token: An access token of one user, made with the grant `password`. It reaches
                the bank accesses, products and payments of that user and of nobody else. Give
                it only where you get tokens by yourself; it is not renewed.
            token_store: Where tokens are kept, such as a ``FileStore`` of ``kontokit.stores``;
                in memory unless told.
            credential_key: The public key of your contract, PEM or DER, with which bank
                credentials are encrypted on their way out; or a cipher made of it. Without it,
                only credentials that are encrypted already are sent.
            environment: Where to call: ``production`` is https://banksapi.io.
            base_url: Another base URL, such as that of a sandbox; http only for loopback.
            timeouts: Time limits of every call, in seconds.
            headers: Headers to send with every call.
            transport: Your own transport instead of the default one.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        super().__init__(
            API,
            {
                "clientCredentials": client_credentials,
                "userCredentials": user_credentials,
                "clientToken": client_token,
                "userToken": user_token,
            },
            token_store=token_store,
            credential_key=credential_key,
            environment=environment,
            base_url=base_url,
            timeouts=timeouts,
            headers=headers,
            transport=transport,
        )

    @overload
    def as_user(self, user: str, password: str | Secret) -> Self: ...

    @overload
    def as_user(self, user: UserCredentials) -> Self: ...

    def as_user(self, user: str | UserCredentials, password: str | Secret | None = None) -> Self:
        """
        Make a client for one user; nothing is sent yet.

        It is of the same kind as this one and uses its connections and the tokens it keeps.

        Args:
            user: The name of the user, or its credentials.
            password: The password, where ``user`` is a name.

        Returns:
            A client that acts for this user.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        return self._as_user(user, password)

    def create_user(
        self,
        credentials: UserCredentials | None = None,
        *,
        details: Mapping[str, Any] | None = None,
    ) -> NewUser[Self]:
        """
        Make a user at the provider, and a client for it.

        Name and password are generated unless credentials are given. The provider calls it
        ``createUser``.

        Args:
            credentials: Name and password of the new user.
            details: Further fields of ``createUser``, by their names on the wire.

        Returns:
            A client for the user (``client``), and the credentials to keep (``credentials``),
            which nobody can tell again.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
            ArgumentError: The details cannot be sent; nothing was sent.
            StatusError: The provider refuses.
            TransportError: No complete answer came.
        """
        return self._create_user(credentials, details)

    def delete_user(self) -> None:
        """
        Remove the user that this client acts for; this cannot be undone.

        It is for a client that acts for a user, such as one that ``as_user`` or ``create_user``
        made. The provider calls it ``deactivateUser``, then ``deleteUser``; what is said there
        of the user's data holds here too.

        Raises:
            ConfigurationError: This client acts for no user, or for one whose name it does not
                know.
            StatusError: The provider refuses.
            TransportError: No complete answer came.
        """
        self._delete_user()

    @cached_property
    def tokens(self) -> Tokens:
        """Access tokens of clients and users."""
        from kontokit_banksapi.operations.tokens import Tokens

        return Tokens(self)

    @cached_property
    def users(self) -> Users:
        """The users of a tenant, each of whom holds bank accesses."""
        from kontokit_banksapi.operations.users import Users

        return Users(self)

    @cached_property
    def tenants(self) -> Tenants:
        """The tenants that a client belongs to."""
        from kontokit_banksapi.operations.tenants import Tenants

        return Tenants(self)

    @cached_property
    def encryption(self) -> Encryption:
        """Encryption of credentials by the server, for set-ups without the public key."""
        from kontokit_banksapi.operations.encryption import Encryption

        return Encryption(self)

    @cached_property
    def providers(self) -> Providers:
        """The banks and other providers that can be connected, and how one logs in there."""
        from kontokit_banksapi.operations.providers import Providers

        return Providers(self)

    @cached_property
    def customer(self) -> Customer:
        """The entry to everything that is held for a user."""
        from kontokit_banksapi.operations.customer import Customer

        return Customer(self)

    @cached_property
    def bank_accesses(self) -> BankAccesses:
        """The logins of a user at banks, with what was fetched through them."""
        from kontokit_banksapi.operations.bank_accesses import BankAccesses

        return BankAccesses(self)

    @cached_property
    def products(self) -> Products:
        """Accounts, cards, depots and other products of a bank access."""
        from kontokit_banksapi.operations.products import Products

        return Products(self)

    @cached_property
    def transactions(self) -> Transactions:
        """The transactions of a product."""
        from kontokit_banksapi.operations.transactions import Transactions

        return Transactions(self)

    @cached_property
    def depot_positions(self) -> DepotPositions:
        """The securities in a depot."""
        from kontokit_banksapi.operations.depot_positions import DepotPositions

        return DepotPositions(self)

    @cached_property
    def builder(self) -> Builder:
        """Bank accesses that you fill yourself instead of a bank."""
        from kontokit_banksapi.operations.builder import Builder

        return Builder(self)

    @cached_property
    def consents(self) -> Consents:
        """The steps of strong customer authentication."""
        from kontokit_banksapi.operations.consents import Consents

        return Consents(self)

    @cached_property
    def payments(self) -> Payments:
        """Transfers and debits, single and bulk."""
        from kontokit_banksapi.operations.payments import Payments

        return Payments(self)

    @cached_property
    def transfers(self) -> Transfers:
        """The older way to start transfers, with a TAN in a second call."""
        from kontokit_banksapi.operations.transfers import Transfers

        return Transfers(self)

    @cached_property
    def regprotect(self) -> Regprotect:
        """Sessions of the web forms in which users of unregulated clients log in."""
        from kontokit_banksapi.operations.regprotect import Regprotect

        return Regprotect(self)

    @cached_property
    def categories(self) -> Categories:
        """The trees of tags by which transactions are categorised."""
        from kontokit_banksapi.operations.categories import Categories

        return Categories(self)

    @cached_property
    def service(self) -> Service:
        """Whether the server answers."""
        from kontokit_banksapi.operations.service import Service

        return Service(self)

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["self"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> (
        models.BankAccess
        | models.Product
        | models.Provider
        | models.Customer
        | models.ListOfBankAccesses
        | models.Consent
        | models.SingleTransferResult
        | models.BulkTransferResult
        | models.SingleDebitResult
        | models.BulkDebitResult
    ): ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["get_bankzugaenge"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.ListOfBankAccesses: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["add_bankzugaenge", "refresh_bankzugang"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Location: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["delete_bankzugaenge", "delete_bankzugang", "delete_regprotect_sessions"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> None: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["get_issues"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.BankAccessIssues: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["get_challenge_pdf"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> bytes: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal[
            "get_kontoumsaetze",
            "get_kontoumsaetze_tagged",
            "get_kontoumsaetze_kategorisiert",
            "get_kontoumsaetze_categories",
            "get_kontoumsaetze_business_partners",
            "get_kontoumsaetze_periods",
            "get_kontoumsaetze_insurance_types",
            "get_kontoumsaetze_insurances",
            "get_kontoumsaetze_freelancer_categories",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> list[models.Transaction]: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["get_depotpositionen"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> list[models.Investment]: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["start_sca", "startSCA"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Location | models.BankAccess: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal[
            "set_method",
            "set_medium",
            "authenticate",
            "authenticate_decoupled",
            "authentication_decoupled",
            "get_consent",
            "cancel",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.Consent | models.BankAccess: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_single_transfer",
            "initiate_single_transfer_with_saved_credentials",
            "get_single_transfer",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.SingleTransferResult: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_bulk_transfer",
            "initiate_bulk_transfer_with_saved_credentials",
            "get_bulk_transfer",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.BulkTransferResult: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_single_debit",
            "initiate_single_debit_with_saved_credentials",
            "get_single_debit",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.SingleDebitResult: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_bulk_debit", "initiate_bulk_debit_with_saved_credentials", "get_bulk_debit"
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.BulkDebitResult: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["start_ueberweisung"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.TransferInteraction: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["submit_text_tan"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.Interaction: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: Literal["redirect_url", "get_webform", "logo"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> NoReturn: ...

    @overload
    def follow(
        self,
        resource: object,
        relation: str = ...,
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Any: ...

    def follow(
        self,
        resource: object,
        relation: str = "self",
        body: object = UNSET,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Any:
        """
        Go where a relation of a resource points.

        Args:
            resource: Anything with relations: a model, or a Location that a call gave.
            relation: The name of the relation, such as ``self``.
            body: What to send, where the operation behind the relation takes a body.
            query: Further query parameters, by their names on the wire.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            What the operation behind the relation gives; plain JSON where the documents only
                name it.

        Raises:
            RelationNotFound: The resource has no such relation; the message lists those it has.
            BrowserRelation: The link is for the user's browser; the error carries its URL.
            ForeignOrigin: The link points outside the configured origin.
        """
        return super().follow(resource, relation, body, query=query, options=options)


class AsyncBanksapi(AsyncClient):
    """
    A client of BANKSapi BANKS/Connect for asyncio.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | None = None,
        client_token: str | Secret | None = None,
        user_token: str | Secret | None = None,
        token_store: Store | None = None,
        credential_key: str | bytes | CredentialCipher | None = None,
        environment: Literal["production"] = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet.

        Args:
            client_credentials: Id and secret of your client. Its tokens (``client_token``) and
                those of its users (``user_token``) are got with them, kept and renewed. Basic
                authentication with the access data of your client, used only to create, revoke
                and look up tokens. The user name, or id, is `tenant/clientName`, with the slash
                in it; the password is the secret. The documentation also calls this pair the
                refresh token; it is valid for a long time.
            user_credentials: The user to act for: name and password.
            client_token: An access token at management level, made with the grant
                `client_credentials`. It manages users and reads providers, but cannot reach
                anybody's bank accesses. Give it only where you get tokens by yourself; it is
                not renewed.
            user_token: An access token of one user, made with the grant `password`. It reaches
                the bank accesses, products and payments of that user and of nobody else. Give
                it only where you get tokens by yourself; it is not renewed.
            token_store: Where tokens are kept, such as a ``FileStore`` of ``kontokit.stores``;
                in memory unless told.
            credential_key: The public key of your contract, PEM or DER, with which bank
                credentials are encrypted on their way out; or a cipher made of it. Without it,
                only credentials that are encrypted already are sent.
            environment: Where to call: ``production`` is https://banksapi.io.
            base_url: Another base URL, such as that of a sandbox; http only for loopback.
            timeouts: Time limits of every call, in seconds.
            headers: Headers to send with every call.
            transport: Your own transport instead of the default one.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        super().__init__(
            API,
            {
                "clientCredentials": client_credentials,
                "userCredentials": user_credentials,
                "clientToken": client_token,
                "userToken": user_token,
            },
            token_store=token_store,
            credential_key=credential_key,
            environment=environment,
            base_url=base_url,
            timeouts=timeouts,
            headers=headers,
            transport=transport,
        )

    @overload
    def as_user(self, user: str, password: str | Secret) -> Self: ...

    @overload
    def as_user(self, user: UserCredentials) -> Self: ...

    def as_user(self, user: str | UserCredentials, password: str | Secret | None = None) -> Self:
        """
        Make a client for one user; nothing is sent yet.

        It is of the same kind as this one and uses its connections and the tokens it keeps.

        Args:
            user: The name of the user, or its credentials.
            password: The password, where ``user`` is a name.

        Returns:
            A client that acts for this user.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        return self._as_user(user, password)

    async def create_user(
        self,
        credentials: UserCredentials | None = None,
        *,
        details: Mapping[str, Any] | None = None,
    ) -> NewUser[Self]:
        """
        Make a user at the provider, and a client for it.

        Name and password are generated unless credentials are given. The provider calls it
        ``createUser``.

        Args:
            credentials: Name and password of the new user.
            details: Further fields of ``createUser``, by their names on the wire.

        Returns:
            A client for the user (``client``), and the credentials to keep (``credentials``),
            which nobody can tell again.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
            ArgumentError: The details cannot be sent; nothing was sent.
            StatusError: The provider refuses.
            TransportError: No complete answer came.
        """
        return await self._create_user(credentials, details)

    async def delete_user(self) -> None:
        """
        Remove the user that this client acts for; this cannot be undone.

        It is for a client that acts for a user, such as one that ``as_user`` or ``create_user``
        made. The provider calls it ``deactivateUser``, then ``deleteUser``; what is said there
        of the user's data holds here too.

        Raises:
            ConfigurationError: This client acts for no user, or for one whose name it does not
                know.
            StatusError: The provider refuses.
            TransportError: No complete answer came.
        """
        await self._delete_user()

    @cached_property
    def tokens(self) -> AsyncTokens:
        """Access tokens of clients and users."""
        from kontokit_banksapi.operations.tokens import AsyncTokens

        return AsyncTokens(self)

    @cached_property
    def users(self) -> AsyncUsers:
        """The users of a tenant, each of whom holds bank accesses."""
        from kontokit_banksapi.operations.users import AsyncUsers

        return AsyncUsers(self)

    @cached_property
    def tenants(self) -> AsyncTenants:
        """The tenants that a client belongs to."""
        from kontokit_banksapi.operations.tenants import AsyncTenants

        return AsyncTenants(self)

    @cached_property
    def encryption(self) -> AsyncEncryption:
        """Encryption of credentials by the server, for set-ups without the public key."""
        from kontokit_banksapi.operations.encryption import AsyncEncryption

        return AsyncEncryption(self)

    @cached_property
    def providers(self) -> AsyncProviders:
        """The banks and other providers that can be connected, and how one logs in there."""
        from kontokit_banksapi.operations.providers import AsyncProviders

        return AsyncProviders(self)

    @cached_property
    def customer(self) -> AsyncCustomer:
        """The entry to everything that is held for a user."""
        from kontokit_banksapi.operations.customer import AsyncCustomer

        return AsyncCustomer(self)

    @cached_property
    def bank_accesses(self) -> AsyncBankAccesses:
        """The logins of a user at banks, with what was fetched through them."""
        from kontokit_banksapi.operations.bank_accesses import AsyncBankAccesses

        return AsyncBankAccesses(self)

    @cached_property
    def products(self) -> AsyncProducts:
        """Accounts, cards, depots and other products of a bank access."""
        from kontokit_banksapi.operations.products import AsyncProducts

        return AsyncProducts(self)

    @cached_property
    def transactions(self) -> AsyncTransactions:
        """The transactions of a product."""
        from kontokit_banksapi.operations.transactions import AsyncTransactions

        return AsyncTransactions(self)

    @cached_property
    def depot_positions(self) -> AsyncDepotPositions:
        """The securities in a depot."""
        from kontokit_banksapi.operations.depot_positions import AsyncDepotPositions

        return AsyncDepotPositions(self)

    @cached_property
    def builder(self) -> AsyncBuilder:
        """Bank accesses that you fill yourself instead of a bank."""
        from kontokit_banksapi.operations.builder import AsyncBuilder

        return AsyncBuilder(self)

    @cached_property
    def consents(self) -> AsyncConsents:
        """The steps of strong customer authentication."""
        from kontokit_banksapi.operations.consents import AsyncConsents

        return AsyncConsents(self)

    @cached_property
    def payments(self) -> AsyncPayments:
        """Transfers and debits, single and bulk."""
        from kontokit_banksapi.operations.payments import AsyncPayments

        return AsyncPayments(self)

    @cached_property
    def transfers(self) -> AsyncTransfers:
        """The older way to start transfers, with a TAN in a second call."""
        from kontokit_banksapi.operations.transfers import AsyncTransfers

        return AsyncTransfers(self)

    @cached_property
    def regprotect(self) -> AsyncRegprotect:
        """Sessions of the web forms in which users of unregulated clients log in."""
        from kontokit_banksapi.operations.regprotect import AsyncRegprotect

        return AsyncRegprotect(self)

    @cached_property
    def categories(self) -> AsyncCategories:
        """The trees of tags by which transactions are categorised."""
        from kontokit_banksapi.operations.categories import AsyncCategories

        return AsyncCategories(self)

    @cached_property
    def service(self) -> AsyncService:
        """Whether the server answers."""
        from kontokit_banksapi.operations.service import AsyncService

        return AsyncService(self)

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["self"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> (
        models.BankAccess
        | models.Product
        | models.Provider
        | models.Customer
        | models.ListOfBankAccesses
        | models.Consent
        | models.SingleTransferResult
        | models.BulkTransferResult
        | models.SingleDebitResult
        | models.BulkDebitResult
    ): ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["get_bankzugaenge"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.ListOfBankAccesses: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["add_bankzugaenge", "refresh_bankzugang"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Location: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["delete_bankzugaenge", "delete_bankzugang", "delete_regprotect_sessions"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> None: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["get_issues"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.BankAccessIssues: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["get_challenge_pdf"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> bytes: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "get_kontoumsaetze",
            "get_kontoumsaetze_tagged",
            "get_kontoumsaetze_kategorisiert",
            "get_kontoumsaetze_categories",
            "get_kontoumsaetze_business_partners",
            "get_kontoumsaetze_periods",
            "get_kontoumsaetze_insurance_types",
            "get_kontoumsaetze_insurances",
            "get_kontoumsaetze_freelancer_categories",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> list[models.Transaction]: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["get_depotpositionen"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> list[models.Investment]: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["start_sca", "startSCA"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Location | models.BankAccess: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "set_method",
            "set_medium",
            "authenticate",
            "authenticate_decoupled",
            "authentication_decoupled",
            "get_consent",
            "cancel",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.Consent | models.BankAccess: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_single_transfer",
            "initiate_single_transfer_with_saved_credentials",
            "get_single_transfer",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.SingleTransferResult: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_bulk_transfer",
            "initiate_bulk_transfer_with_saved_credentials",
            "get_bulk_transfer",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.BulkTransferResult: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_single_debit",
            "initiate_single_debit_with_saved_credentials",
            "get_single_debit",
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.SingleDebitResult: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal[
            "initiate_bulk_debit", "initiate_bulk_debit_with_saved_credentials", "get_bulk_debit"
        ],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.BulkDebitResult: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["start_ueberweisung"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.TransferInteraction: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["submit_text_tan"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> models.Interaction: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: Literal["redirect_url", "get_webform", "logo"],
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> NoReturn: ...

    @overload
    async def follow(
        self,
        resource: object,
        relation: str = ...,
        body: object = ...,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Any: ...

    async def follow(
        self,
        resource: object,
        relation: str = "self",
        body: object = UNSET,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Any:
        """
        Go where a relation of a resource points.

        Args:
            resource: Anything with relations: a model, or a Location that a call gave.
            relation: The name of the relation, such as ``self``.
            body: What to send, where the operation behind the relation takes a body.
            query: Further query parameters, by their names on the wire.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            What the operation behind the relation gives; plain JSON where the documents only
                name it.

        Raises:
            RelationNotFound: The resource has no such relation; the message lists those it has.
            BrowserRelation: The link is for the user's browser; the error carries its URL.
            ForeignOrigin: The link points outside the configured origin.
        """
        return await super().follow(resource, relation, body, query=query, options=options)
