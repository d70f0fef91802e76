"""
What the templates know of a client: how it signs in, its variables and its SCA.
"""

from __future__ import annotations

import attrs

from kontokit_generator.plan.body_views import BodyFieldView, dict_source
from kontokit_generator.python.naming import PythonName


@attrs.frozen(kw_only=True)
class SchemeView:
    """
    One security scheme, as source.
    """

    name: str
    source: str


@attrs.frozen(kw_only=True)
class CredentialView:
    """
    What authenticates a client: an argument of its constructor.
    """

    name: str
    argument: PythonName
    annotation: str
    doc: str
    is_token: bool = False
    """A token itself, for which a function that returns it may be passed."""


@attrs.frozen(kw_only=True)
class ServiceView:
    """
    Operations that serve a client itself, as a value of the runtime.
    """

    source: str
    modules: list[str]
    """The modules of its operations."""


@attrs.frozen(kw_only=True)
class UsersView:
    """
    How users are created and deleted.
    """

    service: ServiceView
    arguments: dict[str, str]
    creates: str
    """What the provider calls the operation that makes a user."""
    removes: list[str]
    fields: list[BodyFieldView]
    """What else the operation that makes a user takes."""

    @property
    def source(self) -> str:
        """
        The fields, as a method hands them to the client.
        """
        return dict_source(self.fields)

    @property
    def needs_tenant(self) -> bool:
        """
        Whether the tenant is taken from the id of the client.
        """
        return any("{tenant}" in value for value in self.arguments.values())


@attrs.frozen(kw_only=True)
class AuthenticationView:
    """
    How a client authenticates, and what it can do for users.
    """

    schemes: list[SchemeView]
    credentials: list[CredentialView]
    sign_in: str | None
    """The type of a user's credentials; None where no tokens of users are made."""
    has_tokens: bool
    has_token_urls: bool
    token_service: ServiceView | None
    users: UsersView | None
    encrypts: bool
    """Some secrets leave as ciphertext only."""


@attrs.frozen(kw_only=True)
class VariablesView:
    """
    The environment variables of one argument of the constructor: one, or an id and its secret.
    """

    argument: str
    names: tuple[str, ...]
    required: bool


@attrs.frozen(kw_only=True)
class ScaView:
    """
    The SCA description of the API, as source.
    """

    operations: list[str]
    """The constants of all operations that ask for it."""
    repeat: str | None
    relations: str | None
    resources: dict[str, str]
    """Name → source of each web form or task that is made."""
    forms: dict[str, str]
    """Operation id → name of what it makes."""
    modules: list[str]
    """The modules with the operations that all this names."""
