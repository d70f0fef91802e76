# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Encryption: Encryption of credentials by the server, for set-ups without the public key.
"""

from __future__ import annotations

from kontokit import AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Body, Operation, ResourceGroup, Result


class EncryptionGroup(ResourceGroup[SyncClient]):
    """Encryption of credentials by the server, for set-ups without the public key."""

    def encrypt(self, value: str, *, options: CallOptions | CallOptionsDict | None = None) -> str:
        """
        Have a credential encrypted by BANKSapi.

        Encrypts one value, such as a PIN, with the public key of the tenant that the token
        belongs to. The answer can be sent as a value of `credentials` as it is.

        This hands the plain value to BANKSapi. It is meant for set-ups that have no public key
        at hand; a client with the key encrypts locally and never sends a plain credential. Two
        calls with the same value give different answers. No limit of length is documented; a
        4096-bit key takes up to 470 bytes.

        The provider calls it ``encrypt`` (``PUT /encrypt``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            value: The plain value, encoded in Base64 without line breaks. It is a secret.

        Returns:
            The encrypted value, encoded in Base64 without line breaks.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(ENCRYPT, {}, value, options=options)


class AsyncEncryptionGroup(ResourceGroup[AsyncClient]):
    """Encryption of credentials by the server, for set-ups without the public key."""

    async def encrypt(
        self, value: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> str:
        """
        Have a credential encrypted by BANKSapi.

        Arguments: ``value``. The provider calls it ``encrypt`` (``PUT /encrypt``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`EncryptionGroup.encrypt`.
        """
        return await self._client.call(ENCRYPT, {}, value, options=options)


ENCRYPT: Operation[str] = Operation(
    id="encrypt",
    method="PUT",
    path="/encrypt",
    retry_class="write",
    security=(("clientToken",), ("userToken",)),
    body=Body(
        media_type="application/octet-stream+base64", type=str, required=True, argument="value"
    ),
    results={200: Result(type=str, media_type="application/octet-stream+base64")},
    other_statuses=(400, 401, 403, 500),
)
