"""
Which servers are trusted, and with which certificate a client proves itself.
"""

from __future__ import annotations

import platform
import re
import ssl
from pathlib import Path
from threading import Lock
from typing import Final

from ..core.exceptions import ConfigurationError
from ..core.forks import reset_after_fork
from ..core.secret import reveal
from .settings import Http

NO_TRUST_STORE: Final = (
    "this machine has no certificates of authorities, so no server can be verified; install "
    "them (the package ca-certificates), or pass Http(ca_file=…), such as that of certifi"
)
_BUNDLES: Final = (
    "/etc/ssl/cert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/ssl/ca-bundle.pem",
)
"""Where Linux distributions keep what they trust, if not where OpenSSL was built to look."""
_HASHED: Final = re.compile(r"[0-9a-fA-F]{8}\.\d")


class Trust:
    """
    The TLS settings of a client. The context is made when it is first needed, since that takes
    a tenth of a second; settings of the caller are tried at once.
    """

    def __init__(self, http: Http) -> None:
        """
        Raises:
            ConfigurationError: A file of certificates cannot be used.
        """
        self._http = http
        self._context: ssl.SSLContext | None = None
        self.is_empty = False
        """No authority is trusted, because the system has none."""
        self._reset()
        reset_after_fork(self._reset)
        if http.ca_file or http.client_certificate:
            self.context()

    def _reset(self) -> None:
        self._lock = Lock()

    def context(self) -> ssl.SSLContext:
        """
        The context, made once.
        """
        with self._lock:
            if self._context is None:
                self._context = self._http.ssl_context or self._new()
            return self._context

    def _new(self) -> ssl.SSLContext:
        try:
            context = self._verifying()
            self._add_certificate(context)
        except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
            reason = getattr(error, "reason", None) or type(error).__name__
            raise ConfigurationError(
                f"ca_file or client_certificate cannot be used: {reason}"
            ) from None
        return context

    def _verifying(self) -> ssl.SSLContext:
        if self._http.ca_file:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.load_verify_locations(cafile=self._http.ca_file)
            return context
        if platform.system() in ("Windows", "Darwin"):
            import truststore  # asks the system itself, which has its authorities in no file

            return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        file, folder = _system_store()
        self.is_empty = file is None and folder is None
        if not self.is_empty:
            context.load_verify_locations(file, folder)
        return context

    def _add_certificate(self, context: ssl.SSLContext) -> None:
        given = self._http.client_certificate
        if given is None:
            return
        certificate, key = given if isinstance(given, tuple) else (given, None)
        secret = self._http.client_key_password
        # Without a function OpenSSL would ask for the password at the terminal.
        context.load_cert_chain(certificate, key, lambda: "" if secret is None else reveal(secret))


def _system_store() -> tuple[str | None, str | None]:
    """
    The file and the folder with the authorities of a Linux system.
    """
    # Not ssl.create_default_context(), which reads SSL_CERT_FILE and SSL_CERT_DIR.
    paths = ssl.get_default_verify_paths()
    file = paths.openssl_cafile if Path(paths.openssl_cafile).is_file() else None
    folder = Path(paths.openssl_capath)
    if file is None and folder.is_dir() and any(map(_is_hashed, folder.iterdir())):
        return None, str(folder)
    return file or next((one for one in _BUNDLES if Path(one).is_file()), None), None


def _is_hashed(path: Path) -> bool:
    return _HASHED.fullmatch(path.name) is not None
