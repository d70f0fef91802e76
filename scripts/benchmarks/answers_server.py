"""
A server on loopback with one answer for tokens and one for all else; run as a process of its own.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager

_TOKEN = {"access_token": "t" * 64, "token_type": "bearer", "expires_in": 3600}


@contextmanager
def answering(answer: object) -> Generator[str]:
    """
    Run a server.

    Args:
        answer: What it says as JSON, except to requests for a token.

    Returns:
        Its address.
    """
    command = [sys.executable, "-m", __name__, json.dumps(answer)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.kill()


def main() -> None:
    """
    Serve until killed.
    """
    token, answer = _response(json.dumps(_TOKEN)), _response(sys.argv[1])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sys.stdout.write(f"http://127.0.0.1:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        while True:
            connection = listener.accept()[0]
            threading.Thread(target=_serve, args=(connection, token, answer), daemon=True).start()


def _response(text: str) -> bytes:
    body = text.encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % len(body) + body


def _serve(connection: socket.socket, token: bytes, answer: bytes) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
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
