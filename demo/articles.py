"""What the portals publish: an article is its facts and its parts, read from a text file in content/.

title: 泸州市人民政府2020年政府信息公开工作年度报告
published: 2021-01-29
figures: luzhou-2020.json          (the form's figures, for the lines that begin with @)

A paragraph a line.
## 一、总体情况                     a heading, as many # as its level plus one
@article_20  @applications  @review  a table of the form
| 指标名称 | 2018年 |                 a row of a table of its own
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from demo import grids
from demo.grids import CONTENT, Grid


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


Part = str | Heading | Grid


@dataclass(frozen=True, slots=True)
class Article:
    """`facts` are the other lines of the file's head: source, editor, index_number and so on."""

    title: str
    published: str
    facts: dict[str, str]
    parts: tuple[Part, ...]


def read(name: str) -> Article:
    """The article content/reports/NAME.txt."""
    head, _, body = (CONTENT / "reports" / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    figures: dict[str, Any] = {}
    if "figures" in facts:
        figures = json.loads((CONTENT / "figures" / facts.pop("figures")).read_text(encoding="utf-8"))
    return Article(facts.pop("title"), facts.pop("published"), facts, tuple(_parts(body, figures)))


def _parts(body: str, figures: dict[str, Any]) -> list[Part]:
    parts: list[Part] = []
    for kind, lines in groupby((line for line in body.splitlines() if line.strip()), key=lambda line: line[0]):
        if kind == "|":
            parts.append(grids.simple([[cell.strip() for cell in line.strip("|").split("|")] for line in lines]))
        elif kind == "#":
            parts += [Heading(line.lstrip("# "), len(line) - len(line.lstrip("#")) - 1) for line in lines]
        elif kind == "@":
            parts += [_form_table(line[1:].strip(), figures) for line in lines]
        else:
            parts += [line.strip() for line in lines]
    return parts


def _form_table(name: str, figures: dict[str, Any]) -> Grid:
    match name:
        case "article_20":
            return grids.article_20(figures["form"], figures["article20"])
        case "applications":
            return grids.applications(figures["form"], figures["applications"])
        case "review":
            return grids.review(figures["review"])
    raise ValueError(f"no table of the forms is called {name!r}")
