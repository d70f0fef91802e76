"""
A server on loopback with one answer for tokens and one for all else; run as a process of its own.
"""

from __future__ import annotations

import json
import socket
import sys
from contextlib import AbstractContextManager

from .loopback_server import response, running, serve

_TOKEN = {"access_token": "t" * 64, "token_type": "bearer", "expires_in": 3600}


def answering(answer: object) -> AbstractContextManager[str]:
    """
    Run a server.

    Args:
        answer: What it says as JSON, except to requests for a token.

    Returns:
        Its address.
    """
    return running(__name__, json.dumps(answer))


def main() -> None:
    """
    Serve until killed.
    """
    token, answer = response(json.dumps(_TOKEN).encode()), response(sys.argv[1].encode())
    serve(lambda connection: _serve(connection, token, answer))


def _serve(connection: socket.socket, token: bytes, answer: bytes) -> None:
    buffer = b""
    while received := connection.recv(65_536):
        buffer += received
        head, end, body = buffer.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if end and len(body) >= int(length or 0):
            buffer = b""
            connection.sendall(token if b"/token" in head.partition(b"\r\n")[0] else answer)


if __name__ == "__main__":
    main()
