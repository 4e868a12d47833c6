"""/openapi.json: OpenAPI 3.1 of what api.py answers, from data/openapi.json and the models' own schemas."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.reading_room.pages.compare import CitedRow
from storage.reading_room.pages.snapshots import SnapshotLine
from storage.report import Report
from storage.rows import CaptureLine, CheckRow, CoverageLine, EventLine

_MODELS = (Report, CitedRow, CheckRow, CaptureLine, CoverageLine, EventLine, SnapshotLine)


@cache
def document() -> dict[str, Any]:
    """The whole document. Paths and parameters are data, schemas are the models'."""
    told = json.loads((files("storage") / "reading_room" / "data" / "openapi.json").read_text(encoding="utf-8"))
    _, schemas = models_json_schema(
        [(model, "serialization") for model in _MODELS], ref_template="#/components/schemas/{model}"
    )
    paths = {path: {"get": _operation(path, about, told)} for path, about in told["paths"].items()}
    return {
        "openapi": "3.1.0",
        "info": told["info"],
        "paths": paths,
        "components": {"schemas": {**schemas["$defs"], "Error": told["error"]}},
    }


def _operation(path: str, about: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    parameters = [{"name": name, **told["parameters"][name], "in": "path", "required": True} for name in names] + [
        {"name": name, **told["parameters"][name], "in": "query", "required": name in about.get("required", ())}
        for name in about.get("query", ())
    ]
    item: dict[str, Any] = (
        {"$ref": f"#/components/schemas/{about['model']}"} if "model" in about else {"type": "object"}
    )
    schema: dict[str, Any] = item
    if "{" not in path:
        listed = {**told["list"]["properties"], "items": {"type": "array", "items": item}}
        schema = {**told["list"], "properties": listed}
    error = {
        "description": "Why not",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    return {
        "summary": about["summary"],
        "operationId": about["id"],
        "parameters": parameters,
        "responses": {
            "200": {"description": "Found", "content": {"application/json": {"schema": schema}}},
            "304": {"description": "Not changed since the ETag in If-None-Match"},
            "400": error,
            "404": error,
            "503": error,
        },
    }


def show(request: Request) -> Response:
    return JSONResponse(document())
