"""
Certificates of this machine, signed by themselves.
"""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Certificate:
    """
    A certificate for ``localhost`` and 127.0.0.1, and its key.
    """

    certificate: Path
    key: Path

    def server(self, *, clients: Path | None = None) -> ssl.SSLContext:
        """
        The context of a server.

        Args:
            clients: The certificate that clients must have.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        if clients is not None:
            context.load_verify_locations(clients)
            context.verify_mode = ssl.CERT_REQUIRED
        return context


def make_certificate(folder: Path, name: str = "server") -> Certificate:
    """
    Make a certificate that is valid for one day.
    """
    made = Certificate(folder / f"{name}.pem", folder / f"{name}.key")
    done = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(made.key), "-out", str(made.certificate)],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return made
