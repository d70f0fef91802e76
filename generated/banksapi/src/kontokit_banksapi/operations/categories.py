# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Categories: The trees of tags by which transactions are categorised.
"""

from __future__ import annotations

from typing import Any

from kontokit import AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Operation, Parameter, ResourceGroup, Result


class CategoriesGroup(ResourceGroup[SyncClient]):
    """The trees of tags by which transactions are categorised."""

    def get_items(
        self, tag_tree_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> object:
        """
        List the categories of a tag tree.

        Lists what a transaction can be categorised as, for choosing the item to be sent when
        the category of a transaction is corrected. Document 001 names this address in passing
        and shows no answer: it is handed through as the JSON it is, and which token it wants is
        not said either.

        The relation `tag_tree_items` of a tag spells the address otherwise
        (`/tags/v1/tag-trees/…`); follow relations as they come.

        The provider calls it ``getTagTreeItems`` (``GET
        /tags/v1/tags/tag_trees/{tag-tree-id}/tag_tree_items/``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            tag_tree_id: Number of the tag tree; 1 is the tree of the categories (CATEGORIES).

        Returns:
            The items of the tree, in a form that is not documented.

        Raises:
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_TAG_TREE_ITEMS, {"tag_tree_id": tag_tree_id}, options=options)


class AsyncCategoriesGroup(ResourceGroup[AsyncClient]):
    """The trees of tags by which transactions are categorised."""

    async def get_items(
        self, tag_tree_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> object:
        """
        List the categories of a tag tree.

        Arguments: ``tag_tree_id``. The provider calls it ``getTagTreeItems`` (``GET
        /tags/v1/tags/tag_trees/{tag-tree-id}/tag_tree_items/``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`CategoriesGroup.get_items`.
        """
        return await self._client.call(
            GET_TAG_TREE_ITEMS, {"tag_tree_id": tag_tree_id}, options=options
        )


GET_TAG_TREE_ITEMS: Operation[object] = Operation(
    id="getTagTreeItems",
    method="GET",
    path="/tags/v1/tags/tag_trees/{tag-tree-id}/tag_tree_items/",
    retry_class="read",
    security=(("userToken",), ("clientToken",)),
    parameters=(
        Parameter(
            name="tag_tree_id", wire="tag-tree-id", place="path", required=True, type="integer"
        ),
    ),
    results={200: Result(type=Any)},
    other_statuses=(401, 403, 404, 500),
)
