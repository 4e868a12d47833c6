"""What TLS said of a server, as evidence: nothing is refused for it.

Certificates of old portals are expired, made out to another name, or come without their chain. What such a server sends is what
it publishes; nothing secret is sent to it. So the crawl goes on, and each capture keeps which certificate it was, and why
the system's own list of authorities would not have trusted it.
"""

from __future__ import annotations

import hashlib
import ssl
from pathlib import Path
from typing import Any

from OpenSSL import SSL, crypto
from service_identity import VerificationError
from service_identity.exceptions import CertificateError
from service_identity.hazmat import DNS_ID, IPAddress_ID, ServiceID, verify_service_identity
from service_identity.pyopenssl import extract_patterns

MAX_NAME = 200
# Judgements that are remembered: a certificate is the same for all connections to its host.
REMEMBERED = 5_000


class Certificates:
    """One a run: judges each certificate once for each host name."""

    def __init__(self) -> None:
        self._store: crypto.X509Store | None = None
        self._judged: dict[tuple[str, str], str] = {}

    def facts(self, connection: SSL.Connection, host: str) -> dict[str, str]:
        """Protocol, cipher, the certificate's digest, subject, issuer, dates, and `trusted`: "yes", or why it is not."""
        facts = {"protocol": connection.get_protocol_version_name(), "cipher": connection.get_cipher_name() or "none"}
        certificate = connection.get_peer_certificate()
        if certificate is None:
            return {**facts, "trusted": "no certificate"}
        encoded = crypto.dump_certificate(crypto.FILETYPE_ASN1, certificate)
        digest = hashlib.sha256(encoded).hexdigest()
        return {
            **facts,
            "certificate_sha256": digest,
            "subject": _name(certificate.get_subject()),
            "issuer": _name(certificate.get_issuer()),
            "not_before": _day(certificate.get_notBefore()),
            "not_after": _day(certificate.get_notAfter()),
            "trusted": self._judge(certificate, connection.get_peer_cert_chain() or [], digest, host),
        }

    def _judge(self, certificate: crypto.X509, chain: list[crypto.X509], digest: str, host: str) -> str:
        known = self._judged.get((digest, host))
        if known is None:
            said = [
                said for said in (self._chain_fault(certificate, chain[1:]), _name_fault(certificate, host)) if said
            ]
            if len(self._judged) >= REMEMBERED:
                self._judged.clear()
            known = self._judged[digest, host] = "; ".join(said) or "yes"
        return known

    def _chain_fault(self, certificate: crypto.X509, others: list[crypto.X509]) -> str | None:
        try:
            crypto.X509StoreContext(self._authorities(), certificate, others).verify_certificate()
        except crypto.X509StoreContextError as error:
            return str(error)
        except crypto.Error as error:
            return f"it cannot be checked: {error}"
        return None

    def _authorities(self) -> crypto.X509Store:
        if self._store is None:
            self._store = crypto.X509Store()
            paths = ssl.get_default_verify_paths()
            file = paths.cafile if paths.cafile and Path(paths.cafile).is_file() else None
            folder = paths.capath if paths.capath and Path(paths.capath).is_dir() else None
            if file or folder:
                self._store.load_locations(file, folder)
        return self._store


def _name_fault(certificate: crypto.X509, host: str) -> str | None:
    try:
        identity: ServiceID = IPAddress_ID(host)
    except ValueError:
        try:
            identity = DNS_ID(host)
        except ValueError as error:
            return f"its name cannot be checked: {error}"
    try:
        verify_service_identity(extract_patterns(certificate), [identity], [])
    except (CertificateError, VerificationError):
        return f"it is not made out to {host}"
    except ValueError as error:  # names that no standard allows
        return f"its names cannot be read: {error}"
    return None


def _name(name: Any) -> str:
    parts = (f"{key.decode('latin-1')}={value.decode('utf-8', 'replace')}" for key, value in name.get_components())
    return ", ".join(parts)[:MAX_NAME]


def _day(moment: bytes | None) -> str:
    """`20260131235959Z` as 2026-01-31."""
    text = (moment or b"").decode("ascii", "replace")
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if text[:8].isdigit() else text
