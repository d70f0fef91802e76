# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
TPP Certificates: Certificates of a licensed mandator.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    Secret,
    SyncClient,
)
from kontokit.operations import Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_access import models


class TppCertificatesGroup(ResourceGroup[SyncClient]):
    """Certificates of a licensed mandator."""

    def list(
        self,
        *,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.TppCertificate, models.PageableTppCertificateList]:
        """
        List TPP certificates.

        Lists the certificates that the mandator has uploaded for access to the XS2A interfaces
        of banks, a page at a time. The answer contains names and dates only, never a key.

        The provider calls it ``getAllCertificates`` (``GET /api/v2/tppCertificates``); see
        https://docs.finapi.io/.

        Args:
            order: Sorting, as `label` followed by `,asc` or `,desc`. The only field is label,
                and the default is ascending.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of certificates.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            GET_ALL_CERTIFICATES,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create(
        self,
        *,
        label: str,
        private_key: Secret | str,
        public_key: str,
        type: models.TppCertificateType | Literal["QWAC", "QSEALC"] | str,
        ca_public_key: str | UnsetType = UNSET,
        passphrase: Secret | str | UnsetType = UNSET,
        valid_from_date: date | UnsetType = UNSET,
        valid_until_date: date | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TppCertificate:
        """
        Upload a TPP certificate.

        Uploads a certificate with its private key, which finAPI then uses when it calls XS2A
        interfaces of banks on behalf of the mandator. A QWAC identifies the mandator in the TLS
        handshake, a QSealC signs the requests. Only mandators that have a PSD2 licence of their
        own need this. A certificate cannot be edited; delete it and upload another. A
        certificate or key that cannot be read is refused with 400 or 422.

        The provider calls it ``createNewCertificate`` (``POST /api/v2/tppCertificates``); see
        https://docs.finapi.io/.

        Args:
            label: Own name by which to recognize the certificate. 1 to 256 characters. Example:
                ``QWAC 2024``.
            private_key: Private key in PEM form, PKCS #8 or PKCS #1, encrypted or not. The
                header has to be BEGIN RSA PRIVATE KEY, BEGIN PRIVATE KEY or BEGIN ENCRYPTED
                PRIVATE KEY. An encrypted PKCS #1 key needs its line breaks, written as `\\n` in
                JSON. 1 to 10000 characters.
            public_key: The certificate itself, with the public key, in PEM form. 1 to 10000
                characters. Example: ``-----BEGIN CERTIFICATE----- example-certificate -----END
                CERTIFICATE-----``.
            type: Purpose of the certificate.
            ca_public_key: Certificate of the authority that has signed the certificate, in PEM
                form. Some banks lack the intermediate certificate and need it to verify the
                chain; otherwise leave it out. Example: ``-----BEGIN CERTIFICATE-----
                example-ca-certificate -----END CERTIFICATE-----``.
            passphrase: Passphrase of the private key. Leave it out when the key is not
                encrypted. At most 256 characters.
            valid_from_date: First day on which the certificate is to be used; the start of
                validity in the certificate when absent. Example: ``2024-01-15``.
            valid_until_date: Day on which the certificate is to expire; the end of validity in
                the certificate when absent. Example: ``2026-01-14``.

        Returns:
            The stored certificate, without its keys.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_NEW_CERTIFICATE,
            {},
            {
                "ca_public_key": ca_public_key,
                "label": label,
                "passphrase": passphrase,
                "private_key": private_key,
                "public_key": public_key,
                "type": type,
                "valid_from_date": valid_from_date,
                "valid_until_date": valid_until_date,
            },
            options=options,
        )

    def get(
        self, tpp_certificate_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.TppCertificate:
        """
        Get a TPP certificate.

        Returns name, type and validity of one uploaded certificate, never a key. An unknown
        identifier is refused with 404.

        The provider calls it ``getCertificate`` (``GET /api/v2/tppCertificates/{id}``); see
        https://docs.finapi.io/.

        Args:
            tpp_certificate_id: Identifier of the certificate.

        Returns:
            The certificate, without its keys.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            GET_CERTIFICATE, {"tpp_certificate_id": tpp_certificate_id}, options=options
        )

    def delete(
        self, tpp_certificate_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a TPP certificate.

        Deletes an uploaded certificate and its private key from finAPI. Interfaces of banks
        that need a certificate cannot be used with it any more, for which the error code is
        NO_CERTIFICATE. An unknown identifier is refused with 404.

        The provider calls it ``deleteCertificate`` (``DELETE /api/v2/tppCertificates/{id}``);
        see https://docs.finapi.io/.

        Args:
            tpp_certificate_id: Identifier of the certificate.

        Returns:
            The certificate is deleted. There is no body.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            DELETE_CERTIFICATE, {"tpp_certificate_id": tpp_certificate_id}, options=options
        )


class AsyncTppCertificatesGroup(ResourceGroup[AsyncClient]):
    """Certificates of a licensed mandator."""

    def list(
        self,
        *,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.TppCertificate, models.PageableTppCertificateList]:
        """
        List TPP certificates.

        Arguments: ``order``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getAllCertificates`` (``GET /api/v2/tppCertificates``); see https://docs.finapi.io/.
        See :meth:`TppCertificatesGroup.list`.
        """
        return self._client.list(
            GET_ALL_CERTIFICATES,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create(
        self,
        *,
        label: str,
        private_key: Secret | str,
        public_key: str,
        type: models.TppCertificateType | Literal["QWAC", "QSEALC"] | str,
        ca_public_key: str | UnsetType = UNSET,
        passphrase: Secret | str | UnsetType = UNSET,
        valid_from_date: date | UnsetType = UNSET,
        valid_until_date: date | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TppCertificate:
        """
        Upload a TPP certificate.

        Arguments: ``label``, ``private_key``, ``public_key``, ``type``, ``ca_public_key``,
        ``passphrase``, ``valid_from_date``, ``valid_until_date``. The provider calls it
        ``createNewCertificate`` (``POST /api/v2/tppCertificates``); see
        https://docs.finapi.io/. See :meth:`TppCertificatesGroup.create`.
        """
        return await self._client.call(
            CREATE_NEW_CERTIFICATE,
            {},
            {
                "ca_public_key": ca_public_key,
                "label": label,
                "passphrase": passphrase,
                "private_key": private_key,
                "public_key": public_key,
                "type": type,
                "valid_from_date": valid_from_date,
                "valid_until_date": valid_until_date,
            },
            options=options,
        )

    async def get(
        self, tpp_certificate_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.TppCertificate:
        """
        Get a TPP certificate.

        Arguments: ``tpp_certificate_id``. The provider calls it ``getCertificate`` (``GET
        /api/v2/tppCertificates/{id}``); see https://docs.finapi.io/. See
        :meth:`TppCertificatesGroup.get`.
        """
        return await self._client.call(
            GET_CERTIFICATE, {"tpp_certificate_id": tpp_certificate_id}, options=options
        )

    async def delete(
        self, tpp_certificate_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a TPP certificate.

        Arguments: ``tpp_certificate_id``. The provider calls it ``deleteCertificate`` (``DELETE
        /api/v2/tppCertificates/{id}``); see https://docs.finapi.io/. See
        :meth:`TppCertificatesGroup.delete`.
        """
        return await self._client.call(
            DELETE_CERTIFICATE, {"tpp_certificate_id": tpp_certificate_id}, options=options
        )


GET_ALL_CERTIFICATES: Operation[models.PageableTppCertificateList] = Operation(
    id="getAllCertificates",
    method="GET",
    path="/api/v2/tppCertificates",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableTppCertificateList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="tppCertificates",
    paging=Paging(
        page="page",
        limit="perPage",
        maximum=500,
        pages="paging.pageCount",
        total="paging.totalCount",
        number="paging.page",
        id="id",
    ),
)
CREATE_NEW_CERTIFICATE: Operation[models.TppCertificate] = Operation(
    id="createNewCertificate",
    method="POST",
    path="/api/v2/tppCertificates",
    retry_class="create",
    security=(("mandatorAdminToken",),),
    body=Body(media_type="application/json", type=models.TppCertificateParams, required=True),
    results={200: Result(type=models.TppCertificate)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_CERTIFICATE: Operation[models.TppCertificate] = Operation(
    id="getCertificate",
    method="GET",
    path="/api/v2/tppCertificates/{id}",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(
            name="tpp_certificate_id", wire="id", place="path", required=True, type="integer"
        ),
    ),
    results={200: Result(type=models.TppCertificate)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_CERTIFICATE: Operation[None] = Operation(
    id="deleteCertificate",
    method="DELETE",
    path="/api/v2/tppCertificates/{id}",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(
            name="tpp_certificate_id", wire="id", place="path", required=True, type="integer"
        ),
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
