"""
The docstrings of the methods for users.
"""

from __future__ import annotations

from kontokit_generator.plan.client_docstrings import END_USER
from kontokit_generator.plan.client_views import AuthenticationView, UsersView
from kontokit_generator.plan.credential_docstrings import named


def as_user_docstring(sign_in: str, *, has_end_user: bool) -> str:
    """
    Write the text of the method that makes a client for a user.
    """
    refreshable = "RefreshToken" in sign_in
    kinds = "its credentials, or a refresh token" if refreshable else "or its credentials"
    end_user = f"\n    end_user: {END_USER}" if has_end_user else ""
    return f"""Make a client for one user; nothing is sent yet.

It shares the connections and the cached tokens of this client.

Args:
    user: The name of the user, {kinds}.
    password: The password, if ``user`` is a name.{end_user}

Raises:
    ConfigurationError: A value is missing, empty or not usable.
"""


def create_user_docstring(users: UsersView) -> str:
    """
    Write the text of the method that makes a user.
    """
    fields = "".join(
        f"    {one.name}: {' '.join(one.doc.split())}\n" for one in users.fields if one.doc
    )
    return f"""Create a user at the provider, and a client for it.

Name and password are generated unless you pass credentials. The provider calls it
``{users.creates}``.

Args:
    credentials: Name and password of the new user.
{fields}
Returns:
    A client for the user (``client``) and its credentials (``credentials``). Store the
    credentials: they cannot be retrieved later.

Raises:
    ConfigurationError: A value is missing, empty or not usable.
    ArgumentError: A field cannot be sent; nothing was sent.
    StatusError: The provider refuses.
    TransportError: No complete response arrived.
"""


def delete_user_docstring(users: UsersView) -> str:
    """
    Write the text of the method that removes a user.
    """
    calls = ", then ".join(f"``{name}``" for name in users.removes)
    return f"""Delete the user that this client acts for; this cannot be undone.

Call it on a client that acts for a user, such as one from ``as_user`` or ``create_user``. The
provider calls it {calls}; its notes on the user's data apply here too.

Raises:
    ConfigurationError: This client acts for no user, or the user's name is not known.
    StatusError: The provider refuses.
    TransportError: No complete response arrived.
"""


def user_docstrings(authentication: AuthenticationView, *, has_end_user: bool) -> dict[str, str]:
    """
    Write the docstrings of the methods for users, by method.
    """
    found: dict[str, str] = {}
    if authentication.sign_in:
        found["as_user"] = as_user_docstring(authentication.sign_in, has_end_user=has_end_user)
    if authentication.users:
        found["create_user"] = create_user_docstring(authentication.users)
        found["delete_user"] = delete_user_docstring(authentication.users)
    return found


def async_user_docstrings(
    authentication: AuthenticationView, client: str, *, has_end_user: bool
) -> dict[str, str]:
    """
    Point from the methods of the async client to those of the other.
    """
    summaries = {
        "as_user": "Make a client for one user; nothing is sent yet.\n\n"
        f"Arguments: ``user``, ``password``{', ``end_user``' if has_end_user else ''}.",
        "create_user": "Create a user at the provider, and a client for it.\n\n"
        f"Arguments: {named(['credentials', *_user_fields(authentication)])}.",
        "delete_user": "Delete the user that this client acts for; this cannot be undone.\n\n",
    }
    return {
        name: f"{summaries[name]} See :meth:`{client}.{name}`."
        for name in user_docstrings(authentication, has_end_user=has_end_user)
    }


def _user_fields(authentication: AuthenticationView) -> list[str]:
    return [one.name for one in authentication.users.fields] if authentication.users else []
