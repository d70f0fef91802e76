"""
The invented API of docs/own-api.md: ``python server.py [PORT]``.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

ACCOUNTS = [
    {"id": f"a{number}", "iban": "DE02120300000000202051", "balance": number * 250.5}
    for number in range(1, 6)
]
TRANSFERS = {"t1": "WAITING"}
CHALLENGE = {"id": "c1", "status": "TAN", "text": "Please enter the TAN 123456."}


class Treasury(BaseHTTPRequestHandler):
    """
    Accounts in pages of two, and a transfer that wants a TAN.
    """

    def do_GET(self) -> None:
        """
        Answer a page of accounts, or a transfer.
        """
        url = urlsplit(self.path)
        if url.path == "/accounts":
            page = int(parse_qs(url.query).get("page", ["1"])[0])
            paging = {"page": page, "pages": 3, "total": len(ACCOUNTS)}
            self._send(200, {"accounts": ACCOUNTS[page * 2 - 2 : page * 2], "paging": paging})
        else:
            self._send_transfer(url.path.rpartition("/")[2])

    def do_POST(self) -> None:
        """
        Ask for the TAN, or release a transfer.
        """
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if body.get("answer", {}).get("tan") != "123456":
            self._send(510, {"code": "TAN_REQUIRED", "challenge": CHALLENGE})
            return
        TRANSFERS[body["transferId"]] = "SENT"
        self._send_transfer(body["transferId"])

    def log_message(self, *_: object) -> None:
        """
        Print nothing for each request.
        """

    def _send_transfer(self, name: str) -> None:
        self._send(200, {"id": name, "status": TRANSFERS[name]})

    def _send(self, status: int, value: Any) -> None:
        if self.headers["Authorization"] != "Bearer demo":
            status, value = 401, {}
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", int([*sys.argv, "8080"][1])), Treasury) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
