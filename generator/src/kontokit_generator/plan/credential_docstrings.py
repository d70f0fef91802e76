"""
What a constructor says of credentials and tokens.
"""

from __future__ import annotations

from collections.abc import Sequence


def client_credentials(argument: str, own: Sequence[str], users: Sequence[str], basic: str) -> str:
    """
    Describe the credentials of a client and what they are used for.

    Args:
        argument: The argument that takes them.
        own: The arguments of tokens that are the client's own.
        users: The arguments of tokens that are its users'.
        basic: What the document says of them as a scheme of HTTP Basic.
    """
    if not own and not users:
        return basic
    who = argument.removesuffix("_credentials").replace("_", " ")
    whose = f"Id and secret of your {who if who.endswith('client') else f'{who} client'}."
    tokens = [f"its tokens ({named(own)})"] if own else []
    tokens += [f"{'those' if own else 'the tokens'} of its users ({named(users)})"] if users else []
    made = " and ".join(tokens)
    return (
        f"{whose} {made[0].upper()}{made[1:]} are obtained with them, cached and refreshed. {basic}"
    )


def user_credentials(*, refreshable: bool) -> str:
    """
    Describe the credentials of a user.
    """
    return (
        "The user to act for: name and password"
        + (", or a refresh token from before" if refreshable else "")
        + "."
    )


def token_of_your_own(doc: str) -> str:
    """
    Add that a token need not be passed.
    """
    return (
        f"{doc.strip()} Pass it only if you obtain tokens yourself; it is not refreshed. Or pass a "
        "function that returns it, which is asked when a token is needed."
    )


def token_of_a_sign_in(doc: str, page: str) -> str:
    """
    Add that the user signs in elsewhere.
    """
    return (
        f"{doc.strip()} The client does not obtain it: users sign in with a browser ({page}). Pass "
        "the token, or a function that returns it, which is asked when a token is needed."
    )


def named(arguments: Sequence[str]) -> str:
    """
    List arguments.
    """
    return ", ".join(f"``{one}``" for one in arguments)
