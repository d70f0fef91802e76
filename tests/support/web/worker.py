"""
One worker of ``Site``: serves the socket that it inherits.
"""

from __future__ import annotations

import socket
import sys
from importlib import import_module
from typing import Any

import uvicorn

from .apps import CONFIG


def main(number: int) -> None:
    listening = socket.socket(fileno=number)
    if CONFIG["kind"] == "django":
        serve_wsgi(listening)
        return
    name = "starlette_app" if CONFIG["kind"] == "starlette" else "django_app"
    app: Any = import_module(f"tests.support.web.{name}").app
    # Connections that are closed let the next request go to any worker.
    config = uvicorn.Config(
        app, log_level="warning", lifespan="off", headers=[("Connection", "close")]
    )
    uvicorn.Server(config).run(sockets=[listening])


def serve_wsgi(listening: socket.socket) -> None:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from .django_app import app

    server: Any = ThreadedWSGIServer(
        listening.getsockname(), WSGIRequestHandler, bind_and_activate=False
    )
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = "127.0.0.1", listening.getsockname()[1]
    server.setup_environ()
    server.set_app(app)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
