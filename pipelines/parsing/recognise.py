"""Is it an annual report on information disclosure; if so, of which issuer, jurisdiction and year.

    recognise(article, gazetteer, jurisdiction) -> Recognised        raises NotAReport

Told by the content: the title, the parts that every such report has (Regulations art. 50), its figures. What a link said
plays no part. What cannot be told is None, with a reason; the words are data (../data/recognise.json).

The issuer's rules: a government's name ends in 人民政府 and carries no parent (泸州市人民政府); a department's carries its
jurisdiction's name (泸州市财政局); an office that reports for itself is a department, but its signature or its line above
the government's report changes nothing; townships, streets and zones are `other`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipelines import script
from pipelines.blocks import Article, Paragraph, TableBlock
from pipelines.errors import NotAReport
from pipelines.parsing.words import fold
from pipelines.places import Division, Gazetteer
from storage.report import Issuer

HEAD = 4_000  # characters in which a report says whose it is
LOOKED_AT = 60_000
TITLE_LINES = 25
LONGEST_TITLE = 90
SHORT = 400  # below so many characters a page with attachments is their stub
FIRST_YEAR, LAST_YEAR = 2003, 2100

_CHINESE_YEAR = re.compile("二[〇○零0Oo]([〇○零0Oo一二三四五六七八九])([〇○零0Oo一二三四五六七八九])")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零0Oo", "0")
_YEAR = re.compile("(?<![0-9])(20[0-9]{2})(?![0-9])(?:年度|年|度)?")
_RANGE = re.compile("(20[0-9]{2})年?(?:-|—|–|~|至|到)(20[0-9]{2})年")
_PERIOD = re.compile(
    "(?:自|从|由|为|是|期限)?(20[0-9]{2})年?[01]?[0-9]月?[0-3]?[0-9]日?(?:起|开始)?(?:,)?(?:至|到|-|—|–|~)(?:同年)?(20[0-9]{2})?年?1?[0-2]?月?3?[01]日"
)
_MENTION = re.compile("(?<![0-9〔\\[(〕])(20[0-9]{2})年(?!第)")
_BOOK = re.compile("《[^《》]{0,80}》|〔20[0-9]{2}〕")
_REMARK = re.compile("\\([^()]{0,40}\\)|\\[[^\\[\\]]{0,40}\\]|【[^【】]{0,40}】")
_BODY_BEFORE = re.compile("[\u4e00-\u9fff]{2,30}(?:局|厅|委|署|办|处|中心|委员会|办公室)(?:关于)?(?=#)")
_EDGE = re.compile(
    "^(?:关于|的|对|年度|度|,|、|:|-|—|《|“|:)+|(?:关于|的|年度|度|,|、|:|-|—|》|”|公布|发布|印发|公开)+$"
)
_NOUN_YEAR = re.compile("年度|工作情况")
_FIGURE = re.compile("[0-9](?:\\.[0-9]+)?[万亿]?余?(?:条|件|宗|份|次|期|篇|项|人|元)")
_CHINESE_FIGURE = re.compile("[〇一二两三四五六七八九十百千]+[万亿]?(?:条|件|宗|份|次|期|人)")
_PLACE_WORD = "(?:省|自治区|市|区|县|州|盟|旗)"
_OWN = re.compile("(?:本机关|我机关|本单位|我单位|本部门|我局|本局|我委|本委|我办|本办|我厅|本厅|我院)")
_GOVERNMENT_SPEAKS = re.compile(
    "(?:全|我)(?:省|市|区|县|州|盟|旗)(?!属|直)|各级行政机关|各(?:区县|县区|县市区|县|乡镇|镇街|街道)|政府各部门|综合[^。]{0,40}(?:部门|政府)"
)
_SELF_NAMED = re.compile(
    "(?:本报告|本年度报告|年度报告|报告)(?:是)?由(?P<name>[^,。;:()]{2,40}?)(?:根据|按照|依据|负责|综合|编制|组织|公布|,|。)"
)
_ERRATUM_HEAD = 200
_FIGURES_OF_A_TABLE = 10
_FIGURES_OF_A_SHORT_ONE = 3
_HOTTEST = 0.6


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the article says of itself. `title` is as printed, or None where it prints none.

    `jurisdiction` is a code, or None where the place cannot be told. `complete` is False for a page that only carries the
    report as an attachment. `reasons` say how each doubtful thing was decided, or why it is None.
    """

    title: str | None
    issuer: Issuer
    year: int | None
    jurisdiction: str | None
    erratum: bool
    complete: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    report: re.Pattern[str]
    not_titles: tuple[tuple[str, re.Pattern[str]], ...]
    published_within: re.Pattern[str]
    erratum: re.Pattern[str]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    subjects: tuple[re.Pattern[str], ...]
    template: re.Pattern[str]
    ends: Mapping[str, re.Pattern[str]]


@cache
def _words() -> _Words:
    data: dict[str, Any] = json.loads((files("pipelines") / "data" / "recognise.json").read_text("utf-8"))
    return _Words(
        report=re.compile(data["report"]),
        not_titles=tuple((what, re.compile(pattern)) for what, pattern in data["not_titles"]),
        published_within=re.compile(data["published_within"]),
        erratum=re.compile(data["erratum"]),
        parts=tuple((name, re.compile(pattern)) for name, pattern in data["parts"].items()),
        subjects=tuple(re.compile(pattern) for pattern in data["subjects"]),
        template=re.compile(data["template"]),
        ends={kind: re.compile(pattern) for kind, pattern in data["issuer_ends"].items()},
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The article as it is judged: its lines folded and without blanks."""

    title: str | None
    printed_title: str | None
    before_title: str
    lines: tuple[str, ...]
    text: str
    cells: str
    parts: frozenset[str]


def recognise(
    article: Article, gazetteer: Gazetteer, jurisdiction: str | None, hints: Mapping[str, str] | None = None
) -> Recognised:
    """Whose report an article is and of which year. Raises NotAReport, with the reason in words.

    `jurisdiction` is the portal's code: a last resort for a report that does not name its place, and what decides between
    places of one name. `hints` are facts of the page that linked here, for a file that prints none itself.
    """
    hints = hints or {}
    read = _read(article, hints)
    complete = _judge(read, carries=bool(article.attachments))
    reasons: list[str] = []
    year = _year(read, article, hints, reasons)
    issuer, place = _Issuer(read, article, gazetteer, jurisdiction, year, hints, reasons).find()
    erratum = _words().erratum.search(fold(read.title or "")[:LONGEST_TITLE] + read.text[:_ERRATUM_HEAD]) is not None
    return Recognised(read.printed_title, issuer, year, place, erratum, complete, tuple(reasons))


# -- is it one -----------------------------------------------------------------------------------------------------


def _squeezed(text: str) -> str:
    """The text folded, without blanks; of a text in Traditional script the words too (政府資訊公開 is 政府信息公开)."""
    if script.of(text) == "Hant":
        text = script.to_mainland(text)
    return "".join(fold(text).split())


def _read(article: Article, hints: Mapping[str, str]) -> _Read:
    lines = []
    printed = []
    cells = []
    length = 0
    for block in article.blocks:
        if isinstance(block, Paragraph):
            for line in block.text.splitlines():
                squeezed = _squeezed(line)
                if squeezed and length < LOOKED_AT:
                    lines.append(squeezed)
                    printed.append(line)
                    length += len(squeezed)
        elif isinstance(block, TableBlock):
            for cell in block.cells[:4_000]:
                squeezed = _squeezed(cell.text)
                cells.append(squeezed)
    title, shown, before = _title(article, lines, printed, hints)
    text = "\n".join(lines)
    everything = text + "\n" + "\n".join(cells)
    parts = frozenset(name for name, pattern in _words().parts if pattern.search(everything))
    return _Read(title, shown, before, tuple(lines), text, "\n".join(cells), parts)


def _title(
    article: Article, lines: list[str], printed: list[str], hints: Mapping[str, str]
) -> tuple[str | None, str | None, str]:
    """The title folded, as printed, and the line above it in the text (an issuer's line, 随州市人民政府办公室关于)."""
    own = _squeezed(article.title) if article.title else None
    found: tuple[str, str, str] | None = None
    for index, line in enumerate(lines[:TITLE_LINES]):
        if len(line) <= LONGEST_TITLE and _is_title(line) and not line.endswith(("。", ";")):
            before = lines[index - 1] if index and len(lines[index - 1]) <= 40 else ""
            found = line, printed[index].strip(), before
            break
    # A column's name (政府信息公开年报) is no title where the article has one with its year.
    fuller = found is not None and _YEAR.search(_arabic_years(found[0])) is not None
    if own is not None and _is_title(own) and (_YEAR.search(_arabic_years(own)) or not fuller):
        before = found[2] if found is not None and (found[0] in own or own in found[0]) else ""
        return own, _tidy(article.title or ""), "" if before and before in own else before
    if found is not None:
        return found[0], _tidy(found[1]), found[2]
    hinted = hints.get("title")
    if hinted and _is_title(_squeezed(hinted)):
        return _squeezed(hinted), None, ""
    return own, None, ""


def _tidy(title: str) -> str:
    """The title on one line, without the blanks that typesetting puts between characters and digits."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", " ".join(title.split()))


def _is_title(text: str) -> bool:
    bare = _YEAR.sub("", _arabic_years(text))
    bare = re.sub('[〔〕《》“”"]', "", bare)
    return _words().report.search(bare) is not None


def _arabic_years(text: str) -> str:
    return _CHINESE_YEAR.sub(lambda match: "20" + _DIGITS[match[1]] + _DIGITS[match[2]], text)


def _judge(read: _Read, *, carries: bool) -> bool:
    """Whether the article is a whole report (True) or the stub of one (False); NotAReport if neither."""
    words = _words()
    parts = len(read.parts - {"table", "fees"}) + ("table" in read.parts)
    titled = read.title is not None and _is_title(read.title)
    body = read.text + read.cells
    figures = len(_FIGURE.findall(body)) + sum(1 for cell in read.cells.split("\n") if cell[:1].isdigit())
    if titled and read.title is not None:
        bare = _REMARK.sub("", read.title)
        for what, pattern in words.not_titles:
            if pattern.search(_without_issuer_words(bare)) and not (
                parts >= 4 and figures >= 5 and words.published_within.search(read.title)
            ):
                raise NotAReport(f"its title is that of {what}: {read.title[:60]}")
    listed = sum(1 for line in read.lines if len(line) <= LONGEST_TITLE and _is_title(line) and _YEAR.search(line))
    if listed >= 5 and parts < 4:
        raise NotAReport("it lists such reports")
    if not titled and (parts < 4 or (read.title is not None and _speaks_of_another(read.title))):
        raise NotAReport("it has neither the title nor the parts of an annual report on information disclosure")
    tabled = "table" in read.parts and figures >= _FIGURES_OF_A_TABLE
    spoken = sum(1 for pattern in words.subjects if pattern.search(body))
    told = spoken >= (3 if carries else 2) and (
        figures + len(_CHINESE_FIGURE.findall(body)) >= _FIGURES_OF_A_SHORT_ONE or _says_nothing_happened(body)
    )
    if len(body) < SHORT and parts < 3 and not tabled and not (titled and told):
        if titled and _YEAR.search(_arabic_years(read.title or "")):
            return False
        raise NotAReport("it has none of the report's parts")
    if len(words.template.findall(body)) >= 3 or (parts >= 3 and figures < 2 and not _says_nothing_happened(body)):
        raise NotAReport("it is a blank form: the parts are there, but no figures")
    if parts < 2 and not tabled and figures < 3 and not (titled and told):
        raise NotAReport("it speaks of such reports but has none of their parts")
    return True


def _without_issuer_words(title: str) -> str:
    """The title without the report's own name, years and a body's name, whose words are not held against it (审计局)."""
    bare = re.sub("[《》“”]", "", _YEAR.sub("", _arabic_years(title)))
    found = _words().report.search(bare)
    if found is None:
        return bare
    head, tail = bare[: found.start()], bare[found.end() :]
    body, about, rest = head.partition("关于")
    if not about:
        body, rest = _EDGE.sub("", head), ""
    ends = _words().ends
    if ends["department"].search(body) or ends["other"].search(body):
        return f"{rest}#{tail}"
    return f"{head}#{tail}"


def _speaks_of_another(title: str) -> bool:
    return any(pattern.search(title) for _, pattern in _words().not_titles)


def _says_nothing_happened(body: str) -> bool:
    return re.search("未收到|没有收到|0件|未发生|无", body) is not None and re.search("20[0-9]{2}年", body) is not None


# -- which year ----------------------------------------------------------------------------------------------------


def _year(read: _Read, article: Article, hints: Mapping[str, str], reasons: list[str]) -> int | None:
    title = _arabic_years(read.title or "")
    if _RANGE.search(title):
        reasons.append("year: the title names a range of years")
        return None
    years = _title_years(title)
    period = _period(read.text[:HEAD])
    if len(years) > 1:
        years = [year for year in years if year == period] or years
    if len(years) > 1:
        reasons.append(f"year: the title names several ({', '.join(map(str, years))})")
        return None
    if years:
        if period is not None and period != years[0]:
            published = article.published
            if published is not None and published.year == years[0] and period == years[0] - 1:
                reasons.append(f"year: the report's period is {period}, its title names the year of publication")
                return period
            reasons.append(f"year: the title says {years[0]}, the text's period is {period}")
        return years[0]
    if period is not None:
        reasons.append("year: from the period that the text states")
        return period
    hinted = _title_years(_arabic_years(_squeezed(hints.get("title", ""))))
    spoken = _spoken_year(read.text)
    if len(hinted) == 1 and spoken in (None, hinted[0]):
        reasons.append("year: from the page that linked here")
        return hinted[0]
    if spoken is not None:
        published = article.published
        if published is not None and not (spoken <= published.year <= spoken + 4):
            reasons.append(f"year: the text speaks of {spoken}, but was published in {published.year}")
            return None
        reasons.append("year: the one that the text speaks of")
        return spoken
    reasons.append("year: neither title nor text names one")
    return None


def _title_years(title: str) -> list[int]:
    outside = _REMARK.sub("", title)
    found = [int(match[1]) for match in _YEAR.finditer(outside)] or [int(match[1]) for match in _YEAR.finditer(title)]
    return [year for year in dict.fromkeys(found) if FIRST_YEAR <= year <= LAST_YEAR]


def _period(text: str) -> int | None:
    """The one year that the stated period of the figures lies in (自2017年1月1日起至2017年12月31日止)."""
    for match in _PERIOD.finditer(_arabic_years(text)):
        first, last = int(match[1]), int(match[2] or match[1])
        if first == last and FIRST_YEAR <= first <= LAST_YEAR:
            return first
    return None


def _spoken_year(text: str) -> int | None:
    """The year that most mentions name, if it is most of them by far and its text is long enough to tell."""
    spoken = Counter(int(match[1]) for match in _MENTION.finditer(_BOOK.sub("", _arabic_years(text))))
    plausible = {year: count for year, count in spoken.items() if FIRST_YEAR <= year <= LAST_YEAR}
    if not plausible:
        return None
    year, count = max(plausible.items(), key=lambda item: (item[1], item[0]))
    return year if count >= 2 and count >= _HOTTEST * sum(plausible.values()) else None


# -- whose ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    issuer: Issuer
    code: str | None


class _Issuer:
    def __init__(
        self,
        read: _Read,
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
        if named is None:
            named = self._from_signature()
        if named is None:
            named = self._government_of(self._spoken_place(), "the place that the text speaks of")
        if named is None:
            raise NotAReport("it names no issuer, and its place cannot be told")
        return named.issuer, named.code

    # the title

    def _from_title(self) -> _Named | None:
        if self.read.title is None or not _is_title(self.read.title):
            return None
        name = self._name_in_title(self.read.title)
        above = _EDGE.sub("", self.read.before_title)
        if not name and above and self._parse(above) is not None and not _YEAR.search(above):
            name = above
        if not name:
            self.reasons.append("issuer: the title names none")
            return None
        return self._parse(name, told=True)

    def _name_in_title(self, title: str) -> str:
        """What the title says besides the report's own name and the year: the issuer."""
        bare = _REMARK.sub("", _arabic_years(title))
        bare = re.sub("[《》“”]", "", bare)
        bare = _YEAR.sub("\n", bare)
        found = _words().report.search(bare.replace("\n", ""))
        if found is not None:
            joined = bare.replace("\n", "")
            bare = joined[: found.start()]
        head, about, tail = bare.rpartition("关于")
        name = _EDGE.sub("", tail) if about else _EDGE.sub("", bare)
        if about and (not name or name in ("政府", "本级")):
            name = _EDGE.sub("", head)
            office = re.search("(?:人民)?政府(?:办公厅|办公室|办)$", name)
            if office is not None and _GOVERNMENT_SPEAKS.search(self.read.text[:LOOKED_AT]):
                self.reasons.append("issuer: the office's line stands above the government's report")
                name = name[: office.start()] + "人民政府"
        # 泸州市人民政府信息公开年度报告: the report's own name took 政府 with it.
        return re.sub("人民$", "人民政府", name.replace("\n", ""))

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
        ends = _words().ends
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
            own_named = rest.startswith(("国家", "中国", "中华")) or (len(stem) > 1 and rest.startswith(stem))
            named = rest if own_named else f"{prefix}{place}{rest}"
            issuer = Issuer(kind=kind, name=named)
        return _Named(issuer, code)

    def _kind(self, rest: str, placed: bool) -> Any:
        ends = _words().ends
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
        candidates = self._in_force(chain[-1].divisions)
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
        near += [
            self.article.metadata[key] for key in ("issued_by", "publisher", "source") if key in self.article.metadata
        ]
        near += [self.hints[key] for key in ("issuer", "source") if self.hints.get(key)]
        for rank, text in enumerate(near):
            name = _EDGE.sub("", _REMARK.sub("", _squeezed(text)))
            if not 3 <= len(name) <= 40 or _YEAR.search(name) or re.search("网$|日报|门户|管理员|编辑", name):
                continue
            if not re.search("政府|局$|委$|委员会$|厅$|办公室$|镇$|街道|管委会$|院$|中心$", name):
                continue
            found = self._parse(name)
            if found is None:
                continue
            office = re.search("人民政府办公(?:厅|室)$", found.issuer.name)
            if office is not None:
                if _OWN.search(self.read.text[:HEAD]) and not _GOVERNMENT_SPEAKS.search(self.read.text):
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
