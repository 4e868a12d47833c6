"""Whose report it is, and of which jurisdiction: from the title first, then from what else the page prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.blocks import Article
from pipelines.errors import NotAReport
from pipelines.parsing.recognise.words import (
    EDGE,
    LOOKED_AT,
    REMARK,
    YEAR,
    Read,
    arabic_years,
    is_title,
    report_words,
    squeezed,
)
from pipelines.places import Division, Gazetteer
from storage.report import Issuer

HEAD = 4_000  # characters in which a report says whose it is
_PLACE_WORD = "(?:省|自治区|市|区|县|州|盟|旗)"
# What only an office or bureau calls itself; 本机关 is any body's word.
_OWN_OFFICE = re.compile("(?:本单位|我单位|本部门|我局|本局|我委|本委|我办|本办|我厅|本厅|我院)")
_OWN = re.compile("(?:本机关|我机关|本单位|我单位|本部门|我局|本局|我委|本委|我办|本办|我厅|本厅|我院)")
_GOVERNMENT_SPEAKS = re.compile(
    "(?:全|我)(?:省|市|区|县|州|盟|旗)(?!属|直)|各级行政机关|各(?:区县|县区|县市区|县|乡镇|镇街|街道)|政府各部门|综合[^。]{0,40}(?:部门|政府)"
)
# Whom to ask about the report, where a bureau or department speaks of itself and names itself nowhere else.
_BUREAU_SPEAKS = re.compile("(?:我|本)(?:局|厅)")
_ASKED = re.compile(
    "(?:请|可|可以)(?:与|向|和|同)(?P<name>[^,。;:()]{3,30}?(?:局|厅))[^,。;:()]{0,20}(?:联系|咨询|反映)"
)
# What follows 关于 and is what was done, no name of a body.
_DONE = re.compile("(?:开展|做好|加强|推进|落实|报送|上报|编制)")
_TOWNSHIP = re.compile("(?:镇|乡|苏木|街道)(?:人民政府|政府|办事处|办)?$")
_BODY = re.compile("(?:人民政府|局|委|委员会|厅|办公室|镇|乡|街道|街道办|街道办事处|管委会|中心|院)$")
_SELF_NAMED = re.compile(
    "(?:本报告|本年度报告|年度报告|报告)(?:是)?由(?P<name>[^,。;:()]{2,40}?)(?:根据|按照|依据|负责|综合|编制|组织|公布|,|。)"
)


@dataclass(frozen=True, slots=True)
class _Named:
    issuer: Issuer
    code: str | None


class FindIssuer:
    def __init__(
        self,
        read: Read,
        article: Article,
        gazetteer: Gazetteer,
        jurisdiction: str | None,
        year: int | None,
        hints: Mapping[str, str],
        reasons: list[str],
    ) -> None:
        self.read = read
        self.article = article
        self.gazetteer = gazetteer
        self.portal = jurisdiction if jurisdiction in gazetteer.by_code else None
        self.year = year
        self.hints = hints
        self.reasons = reasons

    def find(self) -> tuple[Issuer, str | None]:
        """The issuer and its jurisdiction's code, from the title first, then from what else the page prints."""
        named = self._from_title()
        if (
            named is not None
            and named.issuer.kind == "government"
            and not YEAR.search(arabic_years(self.read.title or ""))
        ):
            named = self._from_contact() or named  # a column's name (某区政府信息公开年报) over a bureau's report
        if named is None:
            named = self._from_signature()
        if named is None:
            named = self._from_contact()
        if named is None:
            named = self._government_of(self._spoken_place(), "the place that the text speaks of")
        if named is None:
            raise NotAReport("it names no issuer, and its place cannot be told")
        return named.issuer, named.code

    # the title

    def _from_title(self) -> _Named | None:
        if self.read.title is None or not is_title(self.read.title):
            return None
        name = self._name_in_title(self.read.title)
        above = EDGE.sub("", self.read.before_title)
        if not name and above and self._parse(above) is not None and not YEAR.search(above):
            name = above
        if not name:
            # 2022年政府信息公开工作年度报告（市发展改革委）: the body stands in a remark.
            for remark in REMARK.findall(self.read.title):
                named = self._parse(remark[1:-1]) if _BODY.search(remark[1:-1]) else None
                if named is not None:
                    return named
            self.reasons.append("issuer: the title names none")
            return None
        return self._parse(name, told=True)

    def _name_in_title(self, title: str) -> str:
        """What the title says besides the report's own name and the year: the issuer."""
        bare = REMARK.sub("", arabic_years(title))
        bare = re.sub("[《》“”]", "", bare)
        bare = YEAR.sub("\n", bare)
        found = report_words().report.search(bare.replace("\n", ""))
        if found is not None:
            joined = bare.replace("\n", "")
            bare = joined[: found.start()]
        head, about, tail = bare.rpartition("关于")
        name = EDGE.sub("", tail) if about else EDGE.sub("", bare)
        if about and (not name or name in ("政府", "本级") or _DONE.match(name)):
            name = EDGE.sub("", head)
            office = re.search("(?:人民)?政府(?:办公厅|办公室|办)$", name)
            if office is not None and _GOVERNMENT_SPEAKS.search(self.read.text[:LOOKED_AT]):
                self.reasons.append("issuer: the office's line stands above the government's report")
                name = name[: office.start()] + "人民政府"
        # 泸州市人民政府信息公开年度报告: the report's own name took 政府 with it.
        name = re.sub("人民$", "人民政府", re.sub("[-—~至到]?学年度?$", "", name.replace("\n", "")))
        # 教育局部门政府信息公开年度报告: a kind of report, not a part of the name.
        return re.sub("(?<=[局委厅办])部门$", "", name)

    # a name

    def _parse(self, name: str, *, told: bool = False) -> _Named | None:
        """A name as an issuer: its chain of places, then the body."""
        if len(name) > 60:
            return None
        mentions = [
            mention
            for mention in self.gazetteer.mentions(name)
            if mention.end - mention.start > 2 or mention.start == 0
        ]
        ends = report_words().ends
        chain: list[Any] = []
        for mention in mentions:
            if chain and mention.start != chain[-1].end:
                break
            chain.append(mention)
        if chain and chain[0].start > 0:
            prefix, rest = name[: chain[0].start], name[chain[-1].end :]
            if not re.match("国家|中国|中共|中华", prefix):
                chain, prefix, rest = [], "", name
        else:
            prefix, rest = "", name[chain[-1].end :] if chain else name
        if chain:
            rest = re.sub("^(?:级|本级)", "", rest)
            code = self._place(chain)
            place = printed = name[chain[-1].start : chain[-1].end]
            if code is not None:
                place = self._name_in_year(code, place)
            # 泸州 + 市财政局, but 泸州市 + 市场监督管理局.
            if (
                re.match(_PLACE_WORD, rest)
                and place.endswith(rest[0])
                and not printed.endswith(rest[0])
                and len(rest) > 2
            ):
                rest = rest[1:]
        else:
            level = re.match(
                f"(?P<level>{_PLACE_WORD})(?=人民政府|政府|[\\u4e00-\\u9fff]{{1,20}}(?:局|委|委员会|厅|办|办公室|院|中心)$)",
                rest,
            )
            if told and ends["central"].fullmatch(rest):
                raise NotAReport(f"it is the report of {rest}, a body of the whole country, and of no place")
            code = self._by_level(level["level"] if level else None)
            rest = rest[level.end() :] if level else rest
            if code is None:
                if told:
                    self.reasons.append(f"jurisdiction: {name} does not say of which place")
                return None
            place = self.gazetteer.by_code[code].name
        kind = self._kind(rest, bool(chain))
        if kind is None:
            return None
        if kind == "government":
            issuer = Issuer(kind="government", name=f"{prefix}{place}人民政府")
        else:
            office = ends["office"].match(rest)
            if office is not None and kind == "department":
                rest = re.sub("^(?:人民)?政府", "人民政府", rest)
                rest = re.sub("(?<=人民政府)办$|^府办", "办公室", rest)
            stem = place[:-1]
            own_named = rest.startswith(("国家", "中国", "中华")) or (
                len(stem) > 1 and rest.startswith(stem) and not _TOWNSHIP.search(rest)
            )
            named = rest if own_named else f"{prefix}{place}{rest}"
            issuer = Issuer(kind=kind, name=named)
        return _Named(issuer, code)

    def _kind(self, rest: str, placed: bool) -> Any:
        ends = report_words().ends
        if rest in ("本机关", "我市", "我区", "我县", "全市", "全区", "全县", "全省"):
            return "government"
        if ends["government"].fullmatch(rest):
            return "government" if placed or rest else None
        if ends["office"].match(rest):
            return "department"
        if ends["other"].search(rest):
            return "other"
        if ends["department"].search(rest):
            return "department"
        return "department" if placed and 2 <= len(rest) <= 20 and not re.search("[0-9,。、]", rest) else None

    def _name_in_year(self, code: str, printed: str) -> str:
        """The division's own full name; a printed former name of the same code stays."""
        names = {division.name for division in self.gazetteer.named(printed)}
        return printed if printed in names else self.gazetteer.by_code[code].name

    # a place

    def _place(self, chain: list[Any]) -> str | None:
        """The code of the last place of a chain such as 福州市 > 晋安区."""
        # A portal may print today's name of its place over a report from before that name.
        own = [division for division in chain[-1].divisions if division.code == self.portal]
        candidates = self._in_force(chain[-1].divisions) or own
        if len(candidates) > 1 and len(chain) > 1:
            parents = {division.code for mention in chain[:-1] for division in mention.divisions}
            candidates = [
                division
                for division in candidates
                if any(ancestor.code in parents for ancestor in self.gazetteer.ancestors(division.code))
            ] or candidates
        if len(candidates) > 1:
            candidates = self._nearest(candidates)
        codes = {division.code for division in candidates}
        if len(codes) == 1:
            return codes.pop()
        name = chain[-1].divisions[0].name
        self.reasons.append(
            f"jurisdiction: {name} is the name of several places" if codes else f"jurisdiction: no {name} in that year"
        )
        return None

    def _in_force(self, divisions: tuple[Division, ...]) -> list[Division]:
        if self.year is None:
            present = [division for division in divisions if division.until is None]
            return present or list(divisions)
        year = self.year
        valid = [
            division
            for division in divisions
            if (division.since is None or division.since <= year + 1)
            and (division.until is None or year <= division.until)
        ]
        if len({division.code for division in valid}) > 1:
            still = [division for division in valid if division.until is None or division.until > year]
            lineage = {code for division in valid for code in division.successors}
            if still and {division.code for division in valid} - {division.code for division in still} and lineage:
                valid = still
        return valid

    def _nearest(self, candidates: list[Division]) -> list[Division]:
        """Of places of one name, the one that the portal or the text's other names point to."""
        if self.portal is not None:
            portal = self.portal
            own = [division for division in candidates if division.code == portal]
            within = [division for division in candidates if self.gazetteer.is_within(division.code, portal)]
            beside = [
                division
                for division in candidates
                if division.parent is not None and division.parent == self.gazetteer.by_code[portal].parent
            ]
            for nearer in (own, within, beside):
                if nearer:
                    return nearer
        named = {
            division.code
            for mention in self.gazetteer.mentions(self.read.text[:HEAD])
            for division in mention.divisions
        }
        return [division for division in candidates if division.parent in named] or candidates

    def _by_level(self, level: str | None) -> str | None:
        """The portal's own place, or the one above it that a name such as 省财政厅 or 市财政局 means."""
        if self.portal is None:
            return None
        if level is None:
            return self.portal
        for division in (self.gazetteer.by_code[self.portal], *self.gazetteer.ancestors(self.portal)):
            if division.name.endswith(level) or (level == "省" and division.level == "province"):
                return division.code
        return None

    # what else the page prints

    def _from_signature(self) -> _Named | None:
        """From who signed or published it: a department so named; an office means its government."""
        spoken = _SELF_NAMED.search(self.read.text[:HEAD])
        tail = [line for line in self.read.lines[-6:] if len(line) <= 30]
        heads = [self.read.before_title, *self.read.lines[:2]]
        near = [*heads, *([spoken["name"]] if spoken else []), *reversed(tail)]
        printed = len(near)
        near += [
            self.article.metadata[key] for key in ("issued_by", "publisher", "source") if key in self.article.metadata
        ]
        near += [self.hints[key] for key in ("issuer", "source") if self.hints.get(key)]
        for rank, text in enumerate(near):
            if squeezed(text).endswith(":"):
                continue  # whom it is sent to
            name = EDGE.sub("", REMARK.sub("", squeezed(text)))
            if not 3 <= len(name) <= 40 or YEAR.search(name) or re.search("网$|日报|门户|管理员|编辑", name):
                continue
            if not re.search("政府|局$|委$|委员会$|厅$|办公室$|镇$|街道|管委会$|院$|中心$", name):
                continue
            found = self._parse(name)
            if found is None:
                continue
            office = re.search("人民政府办公(?:厅|室)$", found.issuer.name)
            if office is not None:
                # Whoever uploaded the page is less than who signed it: most governments' reports are put up by their office.
                own = _OWN if rank < printed else _OWN_OFFICE
                if own.search(self.read.text[:HEAD]) and not _GOVERNMENT_SPEAKS.search(self.read.text):
                    self.reasons.append("issuer: from the signature")
                    return found
                place = found.issuer.name[: office.start()]
                self.reasons.append("issuer: the government whose office signed")
                return _Named(Issuer(kind="government", name=f"{place}人民政府"), found.code)
            if (
                found.issuer.kind != "government"
                and rank >= len(heads)
                and _GOVERNMENT_SPEAKS.search(self.read.text[:HEAD])
                and not _OWN.search(self.read.text)
            ):
                continue
            self.reasons.append("issuer: from the signature")
            return found
        return None

    def _from_contact(self) -> _Named | None:
        """The bureau that is to be asked about a report in which a bureau speaks (如有疑问,请与某区财政局办公室联系)."""
        if not _BUREAU_SPEAKS.search(self.read.text[:HEAD]):
            return None
        for asked in _ASKED.finditer(self.read.text):
            found = self._parse(asked["name"])
            if found is not None and found.issuer.kind == "department":
                self.reasons.append("issuer: the bureau that is to be asked about the report")
                return found
        return None

    def _spoken_place(self) -> str | None:
        """The place of a report that does not say whose it is: the portal's, or the one that the text names most."""
        counts: Counter[str] = Counter()
        text = self.read.text[:LOOKED_AT]
        for mention in self.gazetteer.mentions(text):
            if mention.end - mention.start > 2:
                for division in self._in_force(mention.divisions):
                    counts[division.code] += 1
        level = Counter(re.findall(f"(?:我|全|本)({_PLACE_WORD})(?!级|属|直)", text))
        word = level.most_common(1)[0][0] if level else None
        if self.portal is not None:
            portal = self.gazetteer.by_code[self.portal]
            if word is None or portal.name.endswith(word) or not counts:
                return self.portal
        fitting = {
            code: count
            for code, count in counts.items()
            if word is None or self.gazetteer.by_code[code].name.endswith(word)
        }
        if self.portal is not None:
            near = {c: n for c, n in fitting.items() if self.gazetteer.is_within(c, self.portal)}
            fitting = near or fitting
        best = Counter(fitting).most_common(2)
        if not best or best[0][1] < 2 or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
            return None
        return best[0][0]

    def _government_of(self, code: str | None, why: str) -> _Named | None:
        if code is None:
            return None
        self.reasons.append(f"issuer: the government of {why}")
        name = self.gazetteer.by_code[code].name
        return _Named(Issuer(kind="government", name=f"{name}人民政府"), code)
