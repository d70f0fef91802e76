"""
Where the authorities of a Linux system are found.
"""

from __future__ import annotations

import platform
import ssl
from pathlib import Path

import pytest

from kontokit import Http
from kontokit.http.tls import Trust
from tests.support.certificates import Certificate, make_certificate

pytestmark = pytest.mark.skipif(
    platform.system() in ("Windows", "Darwin"), reason="this system is asked itself"
)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """
    An authority that only a test knows.
    """
    return make_certificate(tmp_path_factory.mktemp("authority"))


def _built_for(monkeypatch: pytest.MonkeyPatch, file: Path, folder: Path) -> None:
    """
    Let OpenSSL be built to look at these places.
    """
    usual = ssl.get_default_verify_paths()
    paths = usual._replace(openssl_cafile=str(file), openssl_capath=str(folder))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)


@pytest.mark.parametrize("folder", ["absent", "empty", "hashed"])
def test_the_file_of_the_system_is_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, authority: Certificate, folder: str
) -> None:
    """
    Whatever is in its folder, or if there is none.
    """
    if folder != "absent":
        (tmp_path / folder).mkdir()
    if folder == "hashed":
        (tmp_path / folder / "01234567.0").write_bytes(authority.certificate.read_bytes())
    _built_for(monkeypatch, authority.certificate, tmp_path / folder)
    trust = Trust(Http())
    (found,) = trust.context().get_ca_certs()
    assert found["subject"] == ((("commonName", "localhost"),),)
    assert not trust.is_empty


def test_the_folder_of_the_system_is_trusted_where_there_is_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, authority: Certificate
) -> None:
    """
    Its certificates are read as they are needed, so none is read yet.
    """
    (tmp_path / "01234567.0").write_bytes(authority.certificate.read_bytes())
    _built_for(monkeypatch, tmp_path / "absent.pem", tmp_path)
    trust = Trust(Http())
    assert trust.context().get_ca_certs() == []
    assert not trust.is_empty
