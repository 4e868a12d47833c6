"""Content-named trees (树): what a set of runs holds, as nodes whose key is the SHA-256 of their bytes.

    root -> province -> jurisdiction -> run        trees/<hh>/<sha256>.json

A run's leaf is all that one run put there for one jurisdiction: its manifest, segments and parsed reports, each with its
SHA-256. It is a function of the run's manifest alone and never changes. A tree is a function of the set of its leaves:
whoever builds it, in whatever order, gets the same root. Two trees differ just in the nodes on the way to what differs, so
that a new tree costs what changed.

Every node is canonical JSON (sorted keys, no white space, a newline at the end) and sums up what lies below it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializerFunctionWrapHandler,
    StringConstraints,
    ValidationError,
    model_serializer,
)

from storage.errors import ObjectDamaged
from storage.runs import Key, Outcome, ReportEntry, RunManifest, SegmentEntry

TREE_FORMAT: Final = 1

NodeKind = Literal["root", "province", "jurisdiction"]

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal digits."""

_Read = TypeVar("_Read", bound=BaseModel)


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Counts(Model):
    """What lies below a node: runs, captures, parsed reports, and bytes of segments and reports together."""

    runs: int = 0
    captures: int = 0
    reports: int = 0
    bytes: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            runs=self.runs + other.runs,
            captures=self.captures + other.captures,
            reports=self.reports + other.reports,
            bytes=self.bytes + other.bytes,
        )


class ManifestEntry(Model):
    key: Key
    sha256: str
    bytes: int


class Leaf(Model):
    """What one run put there for one jurisdiction.

    `referred`: segments of other places or runs in which captures of the reports lie, `originals`: segments of other places in
    which the originals of its revisits lie; both count where they belong. Without originals the field is not written: a run's
    leaf never changes, and those of the first version had none.
    """

    kind: Literal["run"] = "run"
    format: Literal[1] = TREE_FORMAT
    jurisdiction: str
    run: str
    outcome: Outcome
    manifest: ManifestEntry
    segments: tuple[SegmentEntry, ...]
    reports: tuple[ReportEntry, ...]
    referred: tuple[SegmentEntry, ...] = ()
    originals: tuple[SegmentEntry, ...] = ()

    @model_serializer(mode="wrap")
    def _without_empty(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = serialize(self)
        if not self.originals:
            del written["originals"]
        return written

    @property
    def counts(self) -> Counts:
        return Counts(
            runs=1,
            captures=sum(segment.captures for segment in self.segments),
            reports=len(self.reports),
            bytes=sum(segment.bytes for segment in self.segments) + sum(report.bytes for report in self.reports),
        )


class Child(Model):
    """An entry of a node: the child's name (run, division code), its digest and what lies below it."""

    name: str
    sha256: Digest
    counts: Counts


class Node(Model):
    """A node above the leaves: its children in the order of their names."""

    kind: NodeKind
    format: Literal[1] = TREE_FORMAT
    name: str
    children: tuple[Child, ...]

    @property
    def counts(self) -> Counts:
        return sum((child.counts for child in self.children), Counts())

    def named(self) -> Mapping[str, Child]:
        return {child.name: child for child in self.children}


@dataclass(frozen=True, slots=True)
class LeafRef:
    """A leaf by its name and digest: all that the tree above it needs."""

    jurisdiction: str
    run: str
    sha256: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree above its leaves, in memory: every node by its digest."""

    root: str
    nodes: Mapping[str, Node]

    @property
    def counts(self) -> Counts:
        return self.nodes[self.root].counts


def tree_key(sha256: str) -> str:
    return f"trees/{sha256[:2]}/{sha256}.json"


def canonical(model: BaseModel | Mapping[str, Any]) -> bytes:
    """The one way of writing a value as JSON bytes."""
    value = model.model_dump(mode="json") if isinstance(model, BaseModel) else model
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def leaves(manifest: RunManifest, data: bytes) -> Iterator[Leaf]:
    """A run's leaves, one a jurisdiction that it went to; `data` are the manifest's bytes as stored."""
    segments: defaultdict[str, list[SegmentEntry]] = defaultdict(list)
    reports: defaultdict[str, list[ReportEntry]] = defaultdict(list)
    for segment in manifest.segments:
        segments[segment.jurisdiction].append(segment)
    for report in manifest.reports:
        reports[report.key.split("/")[1]].append(report)
    entry = ManifestEntry(key=manifest.key, sha256=sha256_of(data), bytes=len(data))
    by_key = {segment.key: segment for segment in (*manifest.segments, *manifest.referred)}
    for jurisdiction in sorted({*manifest.jurisdictions, *segments, *reports}):
        told = manifest.jurisdictions.get(jurisdiction)
        elsewhere = {key for report in reports[jurisdiction] for key in report.elsewhere}
        yield Leaf(
            jurisdiction=jurisdiction,
            run=manifest.run,
            outcome=told.outcome if told else manifest.outcome,
            manifest=entry,
            segments=tuple(sorted(segments[jurisdiction], key=lambda segment: segment.key)),
            reports=tuple(sorted(reports[jurisdiction], key=lambda report: report.key)),
            referred=tuple(by_key[key] for key in sorted(elsewhere) if key in by_key),
            originals=manifest.originals.get(jurisdiction, ()),
        )


def leaf_ref(leaf: Leaf) -> LeafRef:
    return LeafRef(leaf.jurisdiction, leaf.run, sha256_of(canonical(leaf)), leaf.counts)


def build(refs: Iterable[LeafRef]) -> Tree:
    """The tree of these leaves. A province is the first two digits of its jurisdictions' codes."""
    nodes: dict[str, Node] = {}
    runs: defaultdict[str, list[Child]] = defaultdict(list)
    for ref in refs:
        runs[ref.jurisdiction].append(Child(name=ref.run, sha256=ref.sha256, counts=ref.counts))
    jurisdictions: defaultdict[str, list[Child]] = defaultdict(list)
    for code, children in runs.items():
        jurisdictions[f"{code[:2]}0000"].append(_node(nodes, "jurisdiction", code, children))
    provinces = [_node(nodes, "province", code, children) for code, children in jurisdictions.items()]
    root = _node(nodes, "root", "root", provinces)
    return Tree(root.sha256, nodes)


def read_node(data: bytes, sha256: str, kind: NodeKind) -> Node:
    """A node from its bytes; ObjectDamaged unless they have this digest and are a node of this kind."""
    node = _read(Node, data, sha256)
    if node.kind != kind:
        raise ObjectDamaged(f"{tree_key(sha256)} is a {node.kind} where a {kind} must be")
    return node


def read_leaf(data: bytes, sha256: str) -> Leaf:
    """A leaf from its bytes; ObjectDamaged unless they have this digest."""
    return _read(Leaf, data, sha256)


def _read(model: type[_Read], data: bytes, sha256: str) -> _Read:
    key = tree_key(sha256)
    if sha256_of(data) != sha256:
        raise ObjectDamaged(f"{key} does not have the SHA-256 that it is named by")
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        raise ObjectDamaged(f"{key} is no node of a tree: {error.errors()[0]['msg']}") from error


def _node(nodes: dict[str, Node], kind: NodeKind, name: str, children: list[Child]) -> Child:
    node = Node(kind=kind, name=name, children=tuple(sorted(children, key=lambda child: child.name)))
    sha256 = sha256_of(canonical(node))
    nodes[sha256] = node
    return Child(name=name, sha256=sha256, counts=node.counts)
