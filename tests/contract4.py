"""An archive held against the words of its contract alone: WARC/1.1, Contract 4 of the design, docs/snapshots.md for the nodes.

Written without the code that it judges: nothing of storage/ is imported, only the standard library. `complaints` takes every object of
an archive, key to bytes, and says in a line each what is not as it was promised.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

KEYS = {
    "archive.json": r"archive\.json",
    "captures": r"captures/\d{6}/\d{8}T\d{6}Z-[0-9a-f]{8}/\d{6}-[0-9a-f]{16}\.warc\.gz",
    "runs": r"runs/\d{4}/\d{2}/\d{8}T\d{6}Z-[0-9a-f]{8}\.json",
    "reports": r"reports/\d{6}/[0-9a-f-]{36}/[\w.+-]+\.json",
    "trees": r"trees/[0-9a-f]{2}/[0-9a-f]{64}\.json",
    "snapshots": r"snapshots/(all|\d{6})/\d{4}-\d{2}-\d{2}-[0-9a-f]{12}(-\d+)?\.json",
    "proofs": r"proofs/(all|\d{6})/\d{4}-\d{2}-\d{2}-[0-9a-f]{12}(-\d+)?/[\w.-]+",
}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z")
RECORD_ID = re.compile(r"<urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}>")
PROFILES = {
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
}
# Which of its own fields each type of record must have, and which of the others it may (WARC/1.1, 5 and 6).
MUST = {
    "warcinfo": set(),
    "response": {"warc-target-uri"},
    "request": {"warc-target-uri", "warc-concurrent-to"},
    "resource": {"warc-target-uri"},
    "metadata": set(),
    "revisit": {
        "warc-target-uri",
        "warc-profile",
        "warc-refers-to",
        "warc-refers-to-target-uri",
        "warc-refers-to-date",
    },
}
MUST_NOT = {
    "warcinfo": {"warc-target-uri", "warc-concurrent-to", "warc-refers-to"},
    "response": {"warc-refers-to", "warc-profile"},
    "request": {"warc-refers-to", "warc-profile"},
    "resource": {"warc-refers-to", "warc-profile"},
    "metadata": {"warc-profile"},
    "revisit": set(),
}


@dataclass(frozen=True)
class Rec:
    """A record: fields in lower case, its block, the key of its segment, the run that the key names."""

    fields: dict[str, str]
    block: bytes
    segment: str
    offset: int

    @property
    def kind(self) -> str:
        return self.fields["warc-type"]

    @property
    def id(self) -> str:
        return self.fields["warc-record-id"]

    @property
    def run(self) -> str:
        return self.segment.split("/")[2]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def objects_in(folder: Path) -> dict[str, bytes]:
    """A local archive's objects; what lies in hidden folders is being written."""
    files = (path for path in folder.rglob("*") if path.is_file())
    keys = {path.relative_to(folder).as_posix(): path for path in files}
    return {key: path.read_bytes() for key, path in sorted(keys.items()) if not key.startswith(".")}


def complaints(objects: Mapping[str, bytes]) -> list[str]:
    """All that is wrong with an archive that nobody writes to at the moment."""
    return list(_Judge(objects).judge())


class _Judge:
    def __init__(self, objects: Mapping[str, bytes]) -> None:
        self.objects = objects
        self.records: dict[str, Rec] = {}
        self.groups: dict[str, list[Rec]] = {}
        self.manifests: dict[str, dict[str, Any]] = {}

    def judge(self) -> Iterator[str]:
        for key in self.objects:
            if not any(re.fullmatch(form, key) for form in KEYS.values()):
                yield f"{key}: no key of the contract"
        if json.loads(self.objects["archive.json"])["format"] != 1:
            yield "archive.json: another format"
        for key, data in self.objects.items():
            if key.startswith("runs/"):
                self.manifests[key] = json.loads(data)
        yield from self.judge_manifests()
        yield from self.judge_latest()
        for key in self.objects:
            if key.startswith("captures/"):
                yield from self.judge_segment(key)
        yield from self.judge_revisits()
        yield from self.judge_reports()
        yield from self.judge_trees()
        yield from self.judge_snapshots()

    # runs/

    def judge_manifests(self) -> Iterator[str]:
        named: dict[str, int] = {}
        for key, manifest in self.manifests.items():
            run = manifest["run"]
            if key != f"runs/{run[:4]}/{run[4:6]}/{run}.json":
                yield f"{key}: the manifest of {run}"
            if datetime.fromisoformat(manifest["finished"]) < datetime.fromisoformat(manifest["started"]):
                yield f"{key}: it ended before it began"
            for entry in (*manifest["segments"], *manifest["reports"]):
                data = self.objects.get(entry["key"])
                if data is None:
                    yield f"{key}: names {entry['key']}, which is not there"
                elif (sha256(data), len(data)) != (entry["sha256"], entry["bytes"]):
                    yield f"{entry['key']}: not the bytes that {key} states"
                named[entry["key"]] = named.get(entry["key"], 0) + 1
            if [each["key"] for each in manifest["segments"]] != sorted(each["key"] for each in manifest["segments"]):
                yield f"{key}: its segments are in no order"
            if sum(each["captures"] for each in manifest["segments"]) != manifest["counts"]["captures"]:
                yield f"{key}: counts other captures than its segments have"
            if len(manifest["reports"]) != manifest["counts"]["reports"]:
                yield f"{key}: counts other reports than it names"
            if any(each["key"].split("/")[2] != run for each in manifest["segments"]):
                yield f"{key}: a segment of another run"
        for key in self.objects:
            if key.startswith(("captures/", "reports/")) and key not in named:
                yield f"{key}: no manifest names it"
        yield from (f"{key}: two manifests name it" for key, times in named.items() if times > 1 and "captures/" in key)

    def judge_latest(self) -> Iterator[str]:
        """A run says which snapshot was the latest when it ended (docs/snapshots.md)."""
        for key, manifest in self.manifests.items():
            told = manifest.get("snapshot")
            if told is None:
                continue
            there = self.objects.get(f"snapshots/{told['snapshot']}.json")
            if there is None or json.loads(there)["sha256"] != told["sha256"]:
                yield f"{key}: the snapshot that it names is not there, or another"

    # captures/

    def judge_segment(self, key: str) -> Iterator[str]:
        _, jurisdiction, _, name = key.split("/")
        data = self.objects[key]
        if name.partition("-")[2] != f"{sha256(data)[:16]}.warc.gz":
            yield f"{key}: its name is not of its bytes"
        try:
            records = list(read(key, data))
        except ValueError as error:
            yield f"{key}: {error}"
            return
        entry = next((e for m in self.manifests.values() for e in m["segments"] if e["key"] == key), None)
        captures = [record for record in records if record.kind in ("response", "revisit")]
        if entry is not None and (entry["records"], entry["captures"]) != (len(records), len(captures)):
            yield f"{key}: {len(records)} records, {len(captures)} captures, not what its manifest states"
        if not records or [record.kind for record in records].count("warcinfo") != 1 or records[0].kind != "warcinfo":
            yield f"{key}: does not begin with its one warcinfo"
        for record in records:
            yield from self.judge_record(record)
        group: list[Rec] = []
        for record in records[1:]:
            group.append(record)
            if record.kind == "metadata":
                yield from self.judge_group(group, jurisdiction)
                group = []
        if group:
            yield f"{key}: its last capture is not whole"

    def judge_record(self, record: Rec) -> Iterator[str]:
        here = f"{record.segment}@{record.offset}"
        fields = record.fields
        if record.kind not in MUST:
            yield f"{here}: type {record.kind}"
            return
        if not RECORD_ID.fullmatch(record.id) or record.id in self.records:
            yield f"{here}: record id {record.id}, no URN or there already"
        self.records[record.id] = record
        if not DATE.fullmatch(fields["warc-date"]):
            yield f"{here}: date {fields['warc-date']}"
        if lacking := MUST[record.kind] - set(fields):
            yield f"{here}: a {record.kind} without {lacking}"
        if wrong := MUST_NOT[record.kind] & set(fields):
            yield f"{here}: a {record.kind} with {wrong}"
        if record.block and "content-type" not in fields:
            yield f"{here}: no Content-Type"
        uri = fields.get("warc-target-uri", "urn:x")
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+", uri) or "<" in uri:
            yield f"{here}: {uri} is no URI"
        if fields.get("warc-block-digest") != f"sha256:{sha256(record.block)}":
            yield f"{here}: block digest"
        payload = record.block
        if fields.get("content-type", "").startswith("application/http"):
            head, _, payload = record.block.partition(b"\r\n\r\n")
            first = head.split(b"\r\n")[0]
            form = rb"[A-Z]+ \S+ HTTP/1\.\d" if record.kind == "request" else rb"HTTP/\d(\.\d)? \d{3} .*"
            if not re.fullmatch(form, first):
                yield f"{here}: begins with {first[:80]!r}"
        if record.kind != "revisit" and fields.get("warc-payload-digest") != f"sha256:{sha256(payload)}":
            yield f"{here}: payload digest"
        if record.kind == "revisit" and payload:
            yield f"{here}: a revisit with a body"

    def judge_group(self, group: list[Rec], jurisdiction: str) -> Iterator[str]:
        main = group[0]
        here = f"{main.segment}@{main.offset}"
        kinds = [record.kind for record in group]
        if kinds[0] not in ("response", "revisit") or kinds[1:] not in (
            ["request", "metadata"],
            ["request", "resource", "metadata"],
        ):
            yield f"{here}: a group of {kinds}"
            return
        self.groups[main.id] = group
        for record in group[1:]:
            if record.fields.get("warc-concurrent-to") != main.id:
                yield f"{here}: its {record.kind} is not concurrent to it"
            if record.fields["warc-date"] != main.fields["warc-date"]:
                yield f"{here}: its {record.kind} has another date"
        facts = json.loads(group[-1].block)["facts"]
        if facts["jurisdiction"] != jurisdiction:
            yield f"{here}: of {facts['jurisdiction']}, in the folder of {jurisdiction}"
        headers = group[1].block.partition(b"\r\n\r\n")[0].lower()
        for line in headers.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            if name in (b"cookie", b"authorization", b"proxy-authorization") and value.strip() != b"(redacted)":
                yield f"{here}: our own {name.decode()} is in it"

    def judge_revisits(self) -> Iterator[str]:
        finished = {
            manifest["run"]: datetime.fromisoformat(manifest["finished"]) for manifest in self.manifests.values()
        }
        bodies: dict[tuple[str, str], list[Rec]] = {}
        for record in self.records.values():
            if record.kind == "response" and re.match(rb"\S+ 2\d\d [\s\S]*?\r\n\r\n[\s\S]", record.block):
                bodies.setdefault((record.fields["warc-target-uri"], record.fields["warc-payload-digest"]), []).append(
                    record
                )
            if record.kind != "revisit":
                continue
            here, fields = f"{record.segment}@{record.offset}", record.fields
            if fields["warc-profile"] not in PROFILES:
                yield f"{here}: profile {fields['warc-profile']}"
            original = self.records.get(fields["warc-refers-to"])
            if original is None or original.kind != "response":
                yield f"{here}: what it refers to is no response in the archive"
                continue
            told = (fields["warc-refers-to-target-uri"], fields["warc-refers-to-date"], fields["warc-payload-digest"])
            names = ("warc-target-uri", "warc-date", "warc-payload-digest")
            if told != tuple(original.fields[name] for name in names):
                yield f"{here}: says of its original what that does not say of itself"
            if original.run == record.run or finished[original.run] > self._asked(record):
                yield f"{here}: refers to what was not committed when it was fetched"
            elsewhere = original.segment.split("/")[1] != record.segment.split("/")[1]
            pinned = self._manifest_of(record.run).get("originals", {}).get(record.segment.split("/")[1], [])
            if elsewhere and original.segment not in {each["key"] for each in pinned}:
                yield f"{here}: its original is another place's, and its run's manifest does not pin that"
        for (uri, _), same in bodies.items():
            same.sort(key=lambda record: record.fields["warc-date"])
            for one, two in itertools.pairwise(same):
                between = [
                    each
                    for each in self.records.values()
                    if each.kind == "response"
                    and each.fields["warc-target-uri"] == uri
                    and one.fields["warc-date"] < each.fields["warc-date"] < two.fields["warc-date"]
                ]
                if (
                    one.run != two.run
                    and not between
                    and finished[one.run] < datetime.fromisoformat(two.fields["warc-date"])
                ):
                    yield f"{two.segment}@{two.offset}: {uri} unchanged since {one.run}, and stored in full again"

    def _asked(self, record: Rec) -> datetime:
        """When the archive could be asked what it had: when it was fetched, or, of an import, when that began."""
        if json.loads(self.groups[record.id][-1].block)["facts"].get("role") == "imported":
            return datetime.fromisoformat(self._manifest_of(record.run)["started"])
        return datetime.fromisoformat(record.fields["warc-date"])

    def _manifest_of(self, run: str) -> dict[str, Any]:
        return self.manifests[f"runs/{run[:4]}/{run[4:6]}/{run}.json"]

    # reports/

    def judge_reports(self) -> Iterator[str]:
        years: dict[str, set[int]] = {}
        for key, data in self.objects.items():
            if not key.startswith("reports/"):
                continue
            report = json.loads(data)["report"]
            seen = report["capture"]
            _, jurisdiction, record, _ = key.split("/")
            if (jurisdiction, f"urn:uuid:{record}") != (report["jurisdiction"]["code"], seen["record_id"]):
                yield f"{key}: the report of {report['report_id']}, {seen['record_id']}"
            if report["issuer"]["kind"] == "government":
                years.setdefault(jurisdiction, set()).add(report["year"])
            named = [(seen["record_id"], seen["payload_sha256"], seen["segment"])]
            named += [
                (each["record_id"], each["payload_sha256"], None) for each in report["attachments"] if each["record_id"]
            ]
            for record_id, digest, segment in named:
                capture = self.records.get(f"<{record_id}>")
                if capture is None:
                    yield f"{key}: read from {record_id}, which is not in the archive"
                elif capture.fields["warc-payload-digest"] != f"sha256:{digest}":
                    yield f"{key}: states another digest of {record_id}"
                elif segment not in (None, capture.segment):
                    yield f"{key}: {record_id} does not lie in {segment}"
        for key, manifest in self.manifests.items():
            for code, told in manifest["jurisdictions"].items():
                found = {row["year"] for row in told.get("coverage", ()) if row["state"] == "found"}
                if missing := found - years.get(code, set()):
                    yield f"{key}: says that {code} was found for {sorted(missing)}, and no report is there"
            for verdict, names in manifest.get("verdicts", {}).items():
                if unknown := [name for name in names if f"<urn:uuid:{name}>" not in self.records]:
                    yield f"{key}: verdict {verdict} on {unknown[0]}, which is not there"

    # trees/ and snapshots/

    def judge_trees(self) -> Iterator[str]:
        for key, data in self.objects.items():
            if key.startswith("trees/"):
                digest = sha256(data)
                if key != f"trees/{digest[:2]}/{digest}.json" or data != canonical(json.loads(data)):
                    yield f"{key}: not named by its bytes, or not canonical"

    def judge_snapshots(self) -> Iterator[str]:
        for key, data in self.objects.items():
            if not key.startswith("snapshots/"):
                continue
            told = json.loads(data)
            stated = told.pop("sha256")
            if data != canonical({**told, "sha256": stated}) or sha256(canonical(told)) != stated:
                yield f"{key}: its own digest does not hold"
            if key != f"snapshots/{told['snapshot']}.json" or not told["snapshot"].startswith(
                f"{told['scope']}/{told['date']}-{told['root'][:12]}"
            ):
                yield f"{key}: another name"
            parent = told["parent"]
            if parent is not None:
                before = self.objects.get(f"snapshots/{parent['snapshot']}.json")
                if before is None or json.loads(before)["sha256"] != parent["sha256"]:
                    yield f"{key}: its parent is not there, or another"
            # All runs that ended before it was made, and no other, must be under its root: made again from the manifests.
            covered = {key: m for key, m in self.manifests.items() if m["finished"] <= told["created"]}
            root, nodes = tree(covered, self.objects, told["scope"])
            if root != told["root"]:
                yield f"{key}: its root is not that of the runs before it"
            yield from (
                f"{key}: {name} is not there" for name in nodes if f"trees/{name[:2]}/{name}.json" not in self.objects
            )


def read(key: str, data: bytes) -> Iterator[Rec]:
    """The records of a segment: a gzip member each, nothing between them and nothing after."""
    offset = 0
    while offset < len(data):
        inflate = zlib.decompressobj(31)
        try:
            content = inflate.decompress(data[offset:])
        except zlib.error as error:
            raise ValueError(f"the gzip member at {offset} is damaged: {error}") from error
        if not inflate.eof:
            raise ValueError(f"the gzip member at {offset} is not whole")
        head, separator, rest = content.partition(b"\r\n\r\n")
        version, *lines = head.decode().split("\r\n")
        fields = {}
        for line in lines:
            name, colon, value = line.partition(":")
            if not colon or (name.lower() in fields and name.lower() != "warc-concurrent-to"):
                raise ValueError(f"the record at {offset} has the line {line!r}")
            fields[name.lower()] = value.strip()
        if version != "WARC/1.1" or not separator:
            raise ValueError(f"the record at {offset} is of {version}")
        size = int(fields["content-length"])
        if rest[size:] != b"\r\n\r\n":
            raise ValueError(f"the record at {offset} is not as long as it says, or not alone in its member")
        yield Rec(fields, rest[:size], key, offset)
        offset = len(data) - len(inflate.unused_data)


def canonical(value: Any) -> bytes:
    """Sorted keys, no white space, UTF-8, a newline at the end."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def tree(manifests: Mapping[str, dict[str, Any]], objects: Mapping[str, bytes], scope: str) -> tuple[str, set[str]]:
    """The root of the tree over these runs, made from their manifests alone, and the digests of all its nodes."""
    nodes: set[str] = set()
    places: dict[str, list[dict[str, Any]]] = {}
    for key, manifest in manifests.items():
        for code, leaf in leaves(key, manifest, objects[key]).items():
            if scope in ("all", code):
                places.setdefault(code, []).append(child(manifest["run"], leaf, nodes, counts_of(leaf)))
    provinces: dict[str, list[dict[str, Any]]] = {}
    for code, children in places.items():
        provinces.setdefault(f"{code[:2]}0000", []).append(parent("jurisdiction", code, children, nodes))
    root = parent("root", "root", [parent("province", code, each, nodes) for code, each in provinces.items()], nodes)
    return root["sha256"], nodes


def leaves(key: str, manifest: dict[str, Any], data: bytes) -> dict[str, dict[str, Any]]:
    by_key = {each["key"]: each for each in (*manifest["segments"], *manifest.get("referred", ()))}
    codes = set(manifest["jurisdictions"]) | {
        each["key"].split("/")[1] for each in (*manifest["segments"], *manifest["reports"])
    }
    made = {}
    for code in codes:
        segments, reports = (
            sorted((each for each in manifest[what] if each["key"].split("/")[1] == code), key=lambda each: each["key"])
            for what in ("segments", "reports")
        )
        elsewhere = sorted({name for report in reports for name in report.get("elsewhere", ())} & set(by_key))
        made[code] = {
            "kind": "run",
            "format": 1,
            "jurisdiction": code,
            "run": manifest["run"],
            "outcome": manifest["jurisdictions"].get(code, manifest)["outcome"],
            "manifest": {"key": key, "sha256": sha256(data), "bytes": len(data)},
            "segments": segments,
            "reports": [{"elsewhere": [], **report} for report in reports],
            "referred": [by_key[name] for name in elsewhere],
        }
        if originals := manifest.get("originals", {}).get(code):
            made[code]["originals"] = originals
    return made


def counts_of(leaf: dict[str, Any]) -> dict[str, int]:
    entries = [*leaf["segments"], *leaf["reports"]]
    return {
        "runs": 1,
        "captures": sum(each["captures"] for each in leaf["segments"]),
        "reports": len(leaf["reports"]),
        "bytes": sum(each["bytes"] for each in entries),
    }


def child(name: str, node: dict[str, Any], nodes: set[str], counts: dict[str, int]) -> dict[str, Any]:
    digest = sha256(canonical(node))
    nodes.add(digest)
    return {"name": name, "sha256": digest, "counts": counts}


def parent(kind: str, name: str, children: list[dict[str, Any]], nodes: set[str]) -> dict[str, Any]:
    ordered = sorted(children, key=lambda each: each["name"])
    counts = {what: sum(each["counts"][what] for each in ordered) for what in ("runs", "captures", "reports", "bytes")}
    return child(name, {"kind": kind, "format": 1, "name": name, "children": ordered}, nodes, counts)
