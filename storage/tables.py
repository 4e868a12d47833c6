"""Tables (表): rows as JSON Lines, CSV or Parquet, and the data package that describes them.

    jsonl     one JSON object a line, UTF-8, keys in the models' order
    csv       UTF-8 with a header; lists and objects are JSON, what is not known is an empty field
    parquet   typed and nested columns, Zstandard

A file appears under its name whole or not at all. Beside a CSV or Parquet file lies `datapackage.json` (Frictionless Data
Package 1): a resource a file, a field a column, with the dictionary of figures inside; it keeps the other files' resources.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, BinaryIO, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from storage.dictionary import dictionary
from storage.errors import StorageError

Format = Literal["jsonl", "csv", "parquet"]
PACKAGE = "datapackage.json"

_BATCH = 500
_FRICTIONLESS = {str: "string", int: "integer", float: "number", bool: "boolean"}
_MEDIA_TYPES = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}


class OutputRefused(StorageError):
    """The file cannot be written where it was asked for; the message says why."""


def write(
    rows: Iterable[BaseModel],
    model: type[BaseModel],
    form: Format,
    target: BinaryIO,
    *,
    progress: Callable[[int], None] = lambda count: None,
) -> int:
    """Writes rows of one model, as they come; returns how many. `progress` is told the count from time to time."""
    return _WRITERS[form](_counted(rows, progress), model, target)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when it is finished and synced, in place of what had it; on failure nothing is left."""
    if path.is_dir() or not path.parent.is_dir():
        what = "is a folder" if path.is_dir() else f"cannot be written: there is no folder {path.parent}"
        raise OutputRefused(f"{path} {what}")
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise OutputRefused(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)


def describe(path: Path, kind: str, form: Format, model: type[BaseModel]) -> Path:
    """Puts the file into the data package beside it; returns the package's path. OutputRefused if that is another's."""
    package_path = path.with_name(PACKAGE)
    package = _package(package_path)
    resources = [
        each for each in package["resources"] if each.get("path") != path.name and each["name"] != "dictionary"
    ]
    resources += [_resource(path, kind, form, model), _dictionary_resource()]
    package["resources"] = sorted(resources, key=lambda resource: (resource["name"] == "dictionary", resource["name"]))
    with whole_file(package_path) as file:
        file.write(json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n")
    return package_path


@cache
def descriptions() -> Mapping[str, Mapping[str, str]]:
    """What each column of each table says, from data/columns.json."""
    found: Mapping[str, Mapping[str, str]] = json.loads(
        (files("storage") / "data" / "columns.json").read_text(encoding="utf-8")
    )
    return found


def _counted(rows: Iterable[BaseModel], progress: Callable[[int], None]) -> Iterator[BaseModel]:
    for count, row in enumerate(rows, start=1):
        yield row
        progress(count)


def _write_jsonl(rows: Iterable[BaseModel], model: type[BaseModel], target: BinaryIO) -> int:
    count = 0
    for row in rows:
        target.write(row.model_dump_json().encode() + b"\n")
        count += 1
    return count


def _write_csv(rows: Iterable[BaseModel], model: type[BaseModel], target: BinaryIO) -> int:
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(model.model_fields)
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row.model_dump(mode="json").values()])
        count += 1
    text.detach()
    return count


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def _write_parquet(rows: Iterable[BaseModel], model: type[BaseModel], target: BinaryIO) -> int:
    import pyarrow as pa  # a tenth of a second to import, and only this needs it
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            pa.field(name, _arrow(field.annotation), metadata={"description": field.description or ""})
            for name, field in model.model_fields.items()
        ]
    )
    maps = [field.name for field in schema if pa.types.is_map(field.type)]
    count = 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            dumped = [row.model_dump(mode="json") for row in batch]
            for each in dumped:
                each.update({name: list(each[name].items()) for name in maps})
            writer.write_table(pa.Table.from_pylist(dumped, schema=schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[BaseModel]) -> Iterator[list[BaseModel]]:
    iterator = iter(rows)
    while batch := list(itertools.islice(iterator, _BATCH)):
        yield batch


def _arrow(annotation: Any) -> Any:
    """The Arrow type of a field: models are structs, sequences lists, several models one struct with all their fields."""
    import pyarrow as pa

    kinds = _alternatives(annotation)
    if all(isinstance(kind, type) and issubclass(kind, BaseModel) for kind in kinds):
        merged = {name: field.annotation for kind in kinds for name, field in kind.model_fields.items()}
        return pa.struct([(name, _arrow(inner)) for name, inner in merged.items()])
    if set(kinds) == {int, float}:
        return pa.float64()
    (kind,) = kinds
    origin = get_origin(kind)
    if origin is tuple:
        return pa.list_(_arrow(get_args(kind)[0]))
    if origin is dict:
        return pa.map_(pa.string(), pa.string())
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[kind]


def _alternatives(annotation: Any) -> list[Any]:
    """What a field may hold besides None; literals are their values' type."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _alternatives(get_args(annotation)[0])
    if origin is Literal:
        return list({type(value) for value in get_args(annotation)})
    if origin in (Union, UnionType):
        inner = [kind for each in get_args(annotation) if each is not NoneType for kind in _alternatives(each)]
        return list(dict.fromkeys(inner))
    return [annotation]


def _package(path: Path) -> dict[str, Any]:
    """The data package that is there already, or a new one."""
    if not path.exists():
        return {
            "profile": "data-package",
            "name": "lantai-export",
            "title": "Annual reports on government information disclosure (政府信息公开工作年度报告)",
            "resources": [],
        }
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        named = all(isinstance(resource["name"], str) for resource in package["resources"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise OutputRefused(f"{path} is there and is no data package; export to another folder") from error
    if not isinstance(package, dict) or not named:
        raise OutputRefused(f"{path} is there and is no data package; export to another folder")
    return package


def _resource(path: Path, kind: str, form: Format, model: type[BaseModel]) -> dict[str, Any]:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            digest.update(data)
    schema: dict[str, Any] = {"fields": _fields(kind, model), "missingValues": [""]}
    if kind == "indicators":
        reference = {"resource": "dictionary", "fields": "code"}
        schema["foreignKeys"] = [{"fields": "code", "reference": reference}]
    resource: dict[str, Any] = {
        "name": path.name.lower().replace(" ", "-"),
        "path": path.name,
        "title": kind,
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest.hexdigest()}",
        "schema": schema,
    }
    return {**resource, "profile": "tabular-data-resource"} if form == "csv" else resource


def _fields(kind: str, model: type[BaseModel]) -> list[dict[str, Any]]:
    return [
        {"name": name, "type": _frictionless(field.annotation), "description": descriptions()[kind][name]}
        for name, field in model.model_fields.items()
    ]


def _frictionless(annotation: Any) -> str:
    kinds = _alternatives(annotation)
    if set(kinds) == {int, float}:
        return "number"
    kind = kinds[0]
    if get_origin(kind) is tuple:
        return "array"
    return _FRICTIONLESS.get(kind, "object")


def _dictionary_resource() -> dict[str, Any]:
    data = [
        {**asdict(entry), "forms": " ".join(entry.forms), "dimensions": " ".join(entry.dimensions)}
        for entry in dictionary().values()
    ]
    fields = [
        {"name": name, "type": "string", "description": told} for name, told in descriptions()["dictionary"].items()
    ]
    return {
        "name": "dictionary",
        "title": "dictionary",
        "data": data,
        "schema": {"fields": fields, "primaryKey": "code"},
    }


_WRITERS: dict[Format, Callable[[Iterable[BaseModel], type[BaseModel], BinaryIO], int]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
}
