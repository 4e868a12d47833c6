"""Who is spoken of: the whole jurisdiction, its departments, its lower levels, one body, one website.

Subjects(issuer).stages(clause)     the clause as time, adverbs and subject are taken off it
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipelines.parsing.prose.own_names import called_by, larger_places, own_name, short_name, smaller_places
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import MAX_CLAUSE, QUOTES, Scope
from pipelines.parsing.prose.rules import words
from pipelines.parsing.words import fold
from storage.report import Issuer

_OFFICE_ITSELF = re.compile(r"[局厅委]机关(?:共|主动|收到|受理|公开|专职|全年|新收|未)")
_COUNTED = re.compile("[0-9]+(?:个|家|处|所)")  # 设便民服务中心1个: bodies that are counted say nothing
_WHOLE_PLACE = re.compile(
    r"全[省市区县州盟旗](?:各级)?(?:行政机关|政府系统)?(?:共|总共|累计)?(?:新收|收到|接到|受理)[^,;。]{0,14}申请[0-9]"
)
# 市政府收到申请8件;各县区收到20件: what stands beside what the lower levels count is the government's own
_BESIDE_LOWER = re.compile(
    r"政府(?:办公?[厅室])?(?:共|新)?(?:收到|受理|接到)[^,;。]{0,16}申请[0-9]{1,9}[件宗条份][,;。]"
    r"(?:各|市直|县直|区直|州直)[^,;。:0-9]{0,10}(?:收到|受理|接到)[^,;。0-9]{0,14}[0-9]"
)
_TRADE = re.compile(
    "公开(?:了|各类|各种|有关|相关|的)*(?P<trade>[\u4e00-\u9fff]{2,6}?)(?:类|方面)?(?=(?:政府|政务)?信息(?!公开|及|和|与|、))"
)
_SOMEWHERE = re.compile("网|微信|微博|公众号|平台|媒体|专栏|栏目")
_SYSTEM = re.compile(r"全?(?:省|市|区|县|州)?(?:[\u4e00-\u9fff]{2,4})?系统(?!内|工作)")


class Subjects:
    def __init__(self, issuer: Issuer | None, text: str) -> None:
        """`text` tells whether a department speaks of its own office (省局机关) apart from the system below it."""
        self.words = words()
        folded = fold(text)
        self.apart = issuer is not None and issuer.kind == "department" and _OFFICE_ITSELF.search(folded) is not None
        self.own_name = own_name(issuer, apart=self.apart)
        self.short_name = short_name(issuer)
        self.called_by = called_by(issuer.name) if issuer is not None else None
        self.above = larger_places(issuer)
        self.below = smaller_places(issuer)
        self.government = issuer is not None and issuer.kind == "government"
        self.collective = self.government and _WHOLE_PLACE.search(folded) is not None
        self.beside_lower = self.government and _BESIDE_LOWER.search(folded) is not None

    def stages(self, phrase: str) -> list[tuple[str, Scope | None]]:
        """The clause as time, adverbs and subject are taken off it one by one, each with the scope of its last subject."""
        scope: Scope | None = None
        rest = phrase
        stages: list[tuple[str, Scope | None]] = []
        for _ in range(24):
            stages.append((rest, scope))
            count = self.words.count_words.search(rest)
            if count is not None and count[0]:
                stages.append((rest[: count.start()], scope))
            match = self.words.strip.match(rest)
            if match is not None and match.end():
                rest = rest[match.end() :]
                continue
            found = self._subject(rest, phrase[: len(phrase) - len(rest)], alone=scope not in ("departments", "lower"))
            if found is None:
                break
            end = found[0]
            scope = self._narrowed(scope, found[1], phrase[: -len(rest)], rest)
            rest = rest[end:]
        return stages

    def _narrowed(self, scope: Scope | None, named: Scope, before: str, rest: str) -> Scope:
        """The scope of a subject behind another one: `rest` begins with the later one."""
        if named == "departments" and scope in ("body", "site", "account"):
            return scope  # 市政府办公室本级 is still one office
        if self.government and scope in ("body", "own") and named == "whole" and not rest.startswith("全"):
            return scope  # 市政府办公室办理市政府依申请公开67件: the office's
        if {scope, named} == {"departments", "lower"}:
            return "body"  # 旗县区政府、市直各部门: neither alone
        if scope in ("whole", "own") and rest.startswith("本级"):
            return "body"  # 市政府本级: the government without its departments
        if scope in ("whole", "own") and named == "lower" and before.endswith("、"):
            return "whole"  # 市政府及各部门、各县区政府: all there are
        return named

    def _subject(self, text: str, before: str, *, alone: bool) -> tuple[int, Scope] | None:
        """The subject that a text begins with: how long it is, and its scope. `alone`: no other body was named before."""
        best: tuple[int, Scope] | None = None
        above = self.above.match(text) if self.above is not None else None
        if above is not None:
            return above.end(), "above"
        below = self.below.match(text) if self.below is not None else None
        if below is not None:
            return below.end(), "body"
        if self.short_name is not None and (length := self.short_name.length(text, alone=alone)):
            return length, "whole"
        system = _SYSTEM.match(text) if self.apart else None
        if system is not None:
            return system.end(), "body"
        if self.own_name is not None and alone:
            match = self.own_name.match(text)
            if match is not None:
                if match[0].endswith("机关") and "其中" in before:
                    return match.end(), "body"  # 全市公安机关公开21306条,其中市局机关公开3118条
                # Where the whole place is spoken of as well (全市收到496件), 市政府收到62件 is of the government itself.
                if not match[0].endswith("政府"):
                    return match.end(), "whole"
                return match.end(), "body" if self.beside_lower else "own" if self.collective else "whole"
        for scope, pattern in self.words.subjects:
            match = pattern.match(text)
            if match is not None and match.end() and (best is None or match.end() > best[0]):
                if scope == "body" and best is not None:
                    continue
                best = match.end(), scope
        return best

    def without_its_trade(self, phrase: str) -> str:
        """The clause without what a department's information is about, if that is the department's name: 主动公开财政信息."""
        told = _TRADE.search(phrase)
        if told is None or _SOMEWHERE.search(phrase):
            return phrase
        if told["trade"] != self.called_by and (self.short_name is None or not self.short_name.holds(told["trade"])):
            return phrase
        return phrase[: told.start("trade")] + phrase[told.end("trade") :]

    def of_government_alone(self, clause: str) -> bool:
        """Whether a clause speaks of the government by its name (市政府制发9件), and of nothing wider (全市制发46件)."""
        if not self.government or self.own_name is None:
            return False
        named = (self.own_name.match(stage) for stage, _ in self.stages(clause))
        return any(match is not None and match[0].endswith("政府") for match in named)

    def in_clauses(self, paragraph: Paragraph) -> list[tuple[int, Scope]]:
        """Where a clause begins with a subject, and which scope it has."""
        found = []
        begin = 0
        for end in (*paragraph.clause_ends, len(paragraph.plain)):
            clause = QUOTES.sub("", paragraph.plain[begin:end].replace("\x01", ""))
            rest, scope = self.stages(clause[:MAX_CLAUSE])[-1]
            if scope is not None and not (scope == "body" and _COUNTED.match(rest)):
                found.append((begin, scope))
            begin = end
        return found


def carried_scope(paragraph: Paragraph, lo: int) -> Scope | None:
    """The scope of the sentence's last subject before a clause without one.

    Where the whole was divided into departments and lower levels, a semicolon ends that, and the whole is spoken of again.
    """
    begin = paragraph.sentence_start(lo)
    index = bisect_right(paragraph.subjects, lo, key=lambda subject: subject[0])
    for place, scope in reversed(paragraph.subjects[:index]):
        if place < begin:
            return None
        if scope in ("departments", "lower") and _division_closed(paragraph, begin, place, lo):
            continue
        if scope == "account" and paragraph.plain.find(";", place, lo) >= 0:
            continue  # “某地发布”公众号推送2204条;制发规范性文件2件: the account did only what stands before the semicolon
        if paragraph.bracket(place) is None or paragraph.plain.find(")", place, lo) < 0:
            return scope
    return None


def _division_closed(paragraph: Paragraph, begin: int, place: int, lo: int) -> bool:
    semicolon = paragraph.plain.rfind(";", place, lo)
    if semicolon < 0 or paragraph.plain.startswith("其中", semicolon + 1):
        return False
    return {"departments", "lower"} <= {scope for at, scope in paragraph.subjects if begin <= at < semicolon}
