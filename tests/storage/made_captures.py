"""Made-up captures, and an archive's neighbours that can be made to fail."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.archive import Archive
from storage.capture import Capture, CaptureFacts, RecordRef, new_record_id
from storage.errors import StoreUnavailable
from storage.objects import ObjectInfo, ObjectStore
from storage.runs import Code
from storage.writer import WriterBounds

CODE = Code(version="0.0.0")
QUICK = WriterBounds(first_retry=0.01, longest_retry=0.05, patience=20.0)


def make_capture(
    number: int = 0,
    *,
    jurisdiction: str = "510500",
    body: bytes | None = None,
    status: int = 200,
    url: str | None = None,
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=gb18030"), ("ETag", '"1"')),
    rendered_dom: bytes | None = None,
    **others: object,
) -> Capture:
    """A page of GB18030 text, the same for the same number but for its record id."""
    text = f"泸州市人民政府{number}年政府信息公开工作年度报告\n" * (20 + number % 7)
    return Capture(
        record_id=new_record_id(),
        url=url or f"http://www.example.gov.cn/zfxxgk/{number}.html?a=1&b=%E6%B3%B8",
        fetched_at=datetime(2026, 1, 31, 8, 0, 0, 123456, tzinfo=UTC) + timedelta(seconds=number),
        status=status,
        reason="OK" if status == 200 else "Not Modified",
        headers=headers,
        body=text.encode("gb18030") if body is None else body,
        request_method="GET",
        request_headers=(("Host", "www.example.gov.cn"), ("User-Agent", "Lantai")),
        request_body=b"",
        facts=CaptureFacts(
            jurisdiction=jurisdiction,
            portal_url="http://www.example.gov.cn/",
            path=("http://www.example.gov.cn/", "http://www.example.gov.cn/zfxxgk/"),
            anchor="年度报告",
            family="trs",
            context={"published": "2021-01-28"},
        ),
        ip="192.0.2.1",
        elapsed=0.25,
        rendered_dom=rendered_dom,
        **others,  # type: ignore[arg-type]
    )


class Known:
    """Stands in for the catalogue: the committed captures that a test says there are."""

    def __init__(self, *refs: RecordRef) -> None:
        self.refs = list(refs)

    def latest(self, url: str) -> RecordRef | None:
        return next((ref for ref in reversed(self.refs) if ref.url == url), None)

    def record(self, record_id: str) -> RecordRef | None:
        return next((ref for ref in self.refs if ref.record_id == record_id), None)


def local_archive(folder: Path) -> Archive:
    return Archive.open(f"file:{folder}/archive", state_dir=folder / "state", create=True)


class FailingStore:
    """A store before which a test can put trouble: `before` and `after` are called with (method, key) and may raise."""

    def __init__(self, store: ObjectStore) -> None:
        self.inner = store
        self.uri = store.uri
        self.before: Callable[[str, str], None] = lambda method, key: None
        self.after: Callable[[str, str], None] = lambda method, key: None
        self.unlisted: Callable[[str], bool] = lambda key: False
        self.puts: list[str] = []
        self._lock = threading.Lock()

    def put(self, key: str, data: bytes | Path, *, sha256: str) -> ObjectInfo:
        self.before("put", key)
        info = self.inner.put(key, data, sha256=sha256)
        with self._lock:
            self.puts.append(key)
        self.after("put", key)
        return info

    def restore(self, key: str, data: bytes, *, sha256: str) -> ObjectInfo:
        self.before("restore", key)
        return self.inner.restore(key, data, sha256=sha256)

    def get(self, key: str) -> bytes:
        self.before("get", key)
        return self.inner.get(key)

    def read(self, key: str, start: int, length: int) -> bytes:
        self.before("read", key)
        return self.inner.read(key, start, length)

    def head(self, key: str) -> ObjectInfo | None:
        self.before("head", key)
        return self.inner.head(key)

    def creates_once(self) -> str | None:
        return self.inner.creates_once()

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        self.before("list", prefix)
        return (info for info in self.inner.list(prefix) if not self.unlisted(info.key))


def away(method: str, key: str) -> None:
    """A store that answers 503."""
    raise StoreUnavailable(f"503 for {method} {key}")


def sometimes(chance: random.Random, share: float) -> Callable[[str, str], None]:
    """Trouble in this share of the calls, by seed."""

    def trouble(method: str, key: str) -> None:
        if chance.random() < share:
            away(method, key)

    return trouble
