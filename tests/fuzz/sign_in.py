"""
An API that makes tokens and users, and what its overlay says of them.
"""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = {"type": "string"}
_SECRET: Final = {"type": "string", "format": "password"}


def _operation(name: str, scheme: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": name,
        "security": [{scheme: []}] if scheme else [],
        "responses": {"200": {"description": "Done."}},
    }
    if body is not None:
        schema = {"type": "object", "required": [*body], "properties": body}
        content = {"application/x-www-form-urlencoded": {"schema": schema}}
        found["requestBody"] = {
            "required": True,
            "description": "What is sent.",
            "content": content,
        }
    return found


def _flow(name: str) -> dict[str, Any]:
    flow: dict[str, Any] = {"tokenUrl": "/token", "scopes": {}}
    return {"type": "oauth2", "description": "Tokens.", "flows": {name: flow}}


SIGN_IN: Final[dict[str, Any]] = {
    "paths": {
        "/token": {"post": _operation("createToken", "", {"grant_type": _TEXT})},
        "/token/revoke": {"post": _operation("revokeToken", "appToken", {"token": _SECRET})},
        "/users": {
            "post": _operation("createUser", "appToken", {"username": _TEXT, "secret": _SECRET}),
            "delete": _operation("deleteUser", "personToken"),
        },
    },
    "components": {
        "securitySchemes": {
            "appToken": _flow("clientCredentials"),
            "personToken": _flow("password"),
            "appKey": {"type": "http", "scheme": "basic", "description": "The program."},
        },
    },
}
SIGN_IN_WORDS: Final[list[tuple[str, dict[str, Any]]]] = [
    (
        "#/components/securitySchemes/appToken",
        {"x-kontokit-token": {"client": "appKey", "sent": "basic", "scoped": True}},
    ),
    (
        "#/components/securitySchemes/personToken",
        {"x-kontokit-token": {"client": "personKey", "sent": "form"}},
    ),
    ("#", {"x-kontokit-token-service": {"create": "createToken", "revoke": "revokeToken"}}),
    (
        "#",
        {
            "x-kontokit-users": {
                "create": "createUser",
                "username": "username",
                "password": "secret",
                "remove": ["deleteUser"],
            }
        },
    ),
    *(
        (place, {"x-kontokit-name": name, "x-kontokit-retry": "never"})
        for place, name in (
            ("#/paths/~1token/post", "create_token"),
            ("#/paths/~1token~1revoke/post", "revoke_token"),
            ("#/paths/~1users/post", "create_user"),
            ("#/paths/~1users/delete", "delete_user"),
        )
    ),
]
