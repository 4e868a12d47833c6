"""A paragraph while it is read: its text folded, its clauses and sentences, and what was read in it so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipelines.parsing.numbers import Number, find_numbers
from pipelines.parsing.prose.form_rows import without_cells
from pipelines.parsing.prose.patterns import HANDLED, LOOKED_BACK, MAX_CLAUSE, MAX_RIGHT, QUOTES, TOPIC, Scope
from pipelines.parsing.prose.rules import words
from pipelines.parsing.words import fold
from pipelines.script import in_mainland_words
from storage.report import Period, Section

_HARD = re.compile(r"[,;:。!?()\n]")
_SENTENCE = re.compile(r"[。!?\n]")
_REMARK = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,40}\]")
_BOOK = re.compile(r"《[^《》]{0,80}》")
_YEAR = re.compile(r"(?<![0-9比较与同])(?<!结转)(?<!转至)(?<!转到)(?<!转入)(20[0-9]{2})(?= ?年|度)")
# 县(市、区) and 专(兼)职 are words of their own: what stands in the bracket is no remark.
_LEVELS = re.compile(r"([省市州县区旗])\(([市县区旗州、]{1,5})\)|(专)\(([、兼]{1,2})\)(?=职)")
_SPAN = re.compile(  # with the blank that a line's end or a typesetter leaves (2008 年至 2010 年)
    r"(?<![0-9])(?P<first>20[0-9]{2}) ?年(?![^,;。()]{0,12}(?:增|减|升|降|提|涨))[^,;。()]{0,12}?"
    r"(?:(?:至|到|-|—|~) ?(?P<last>20[0-9]{2}) ?年(?![0-9]*期)|以来|至今)"
)
_HOTLINE = re.compile(r"(?<![0-9])12345(?![0-9]|\s*[条件宗份项个篇起人元万余])")
_NONE_CARRIED = re.compile("((?:上一?|去)年度?)(无|没有)(结转)")  # 上年度无结转 says 无上年度结转
# How things were counted, which forms print between a figure's name and its number: 回应舆情(不同方式回应同一舆情计1次)8次.
_COUNTED_ONCE = re.compile(r"\([^()0-9]{2,60}(?:只|均|仅)?(?:计|算)(?:作|为)?[1一](?:条|次|件|篇|个|期|场)(?:次)?\)")
_NOTE_MARK = re.compile("[(\\[]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}[)\\]]?")
_TORN = re.compile(r"[0-9][,.]?\n[,.]?[0-9]")
_JOINED = re.compile(r"(?:行政|案件|申请|提起|被|的|和|、|及|与|或|以|,|/)*")
_APPLICATIONS_COUNTED = re.compile(
    "(?:收到|受理|新收|接收|办理|答复|办结)[^,;。0-9复诉]{0,16}公开(?:政府信息)?(?:的)?申请(?:总?数量?|共|计)*\x01*[0-9]"
)
_TO_ITS_DIGITS = 4
_OF_WORDS = (None, "级", "类", "个", "次", "家", "年", "天", "日", "月")  # 三级, 四类, 两个, 二次: parts of words, too
_DISTRIBUTING = re.compile(r"[\s、,和及与]*")


@dataclass(slots=True)
class Paragraph:
    """One paragraph while it is read: `text` folded, `plain` with remarks and hotline numbers blanked out."""

    index: int
    start: int
    text: str
    plain: str
    numbers: tuple[Number, ...]
    sections: tuple[Section, ...]
    years: tuple[tuple[int, int], ...]
    running: tuple[int, ...]
    clause_ends: list[int] = field(default_factory=list)
    sentence_ends: list[int] = field(default_factory=list)
    topics: list[re.Match[str]] = field(default_factory=list)
    subjects: list[tuple[int, Scope]] = field(default_factory=list)
    found: list[tuple[int, str, Period]] = field(default_factory=list)
    read: list[int] = field(default_factory=list)
    read_as: list[tuple[int, str]] = field(default_factory=list)
    first_ends: dict[re.Pattern[str], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clause_ends = [match.end() for match in _HARD.finditer(self.plain)]
        self.sentence_ends = [match.end() for match in _SENTENCE.finditer(self.plain)]
        self.topics = list(TOPIC.finditer(self.plain))

    def sentence_start(self, position: int) -> int:
        return last(self.sentence_ends, position)

    def sentence_end(self, position: int) -> int:
        index = bisect_right(self.sentence_ends, position)
        return self.sentence_ends[index] if index < len(self.sentence_ends) else len(self.plain)

    def clause_start(self, position: int) -> int:
        return last(self.clause_ends, position)

    def clause_end(self, position: int) -> int:
        index = bisect_right(self.clause_ends, position)
        return self.clause_ends[index] if index < len(self.clause_ends) else len(self.plain)

    def other_things(self, counted: Number, units: frozenset[str], known: Collection[Decimal]) -> bool:
        """Whether all that the sentence counted before is known to no rule: what it goes on to count may be of those.

        `known` are counts read before: 在1033件申请中,已答复… repeats what was said to be received. The same number said
        before of applications is no other thing (应答复申请801件,实际答复801件), nor are those carried over.
        """
        begin = self.sentence_start(counted.start)
        before = [n for n in self.numbers if begin <= n.start < counted.start and n.kind == "count" and n.unit in units]
        told = words().of_applications
        return bool(before) and not any(
            number.start in self.read
            or number.value in known
            or told.search(self.plain, self.clause_start(number.start), number.start) is not None
            for number in before
        )

    def of_a_part(self, counted: Number) -> bool:
        """Whether the count right before is behind 其中 and known to no rule (其中征地类20件,予以公开8件): it may be what goes on."""
        begin = self.sentence_start(counted.start)
        before = [n for n in self.numbers if begin <= n.start < counted.start and n.kind == "count"]
        if not before or before[-1].start in self.read or before[-1].unit != counted.unit:
            return False
        return self.plain.startswith("其中", self.clause_start(before[-1].start))

    def bracket(self, position: int) -> int | None:
        """Where the bracket opens that a place stands in."""
        opened = self.plain.rfind("(", max(0, position - MAX_CLAUSE), position)
        return opened if opened >= 0 and self.plain.find(")", opened, position) < 0 else None

    def closes(self, opened: int) -> bool:
        """Whether a bracket that opens right before a place holds one number with its unit, and no more."""
        number = next((number for number in self.numbers if number.start == opened), None)
        return number is not None and self.plain.startswith(")", number.end)

    def year_said(self, begin: int, position: int) -> tuple[int, int] | None:
        """The last year named between two places; one in a bracket that has closed was said of the bracket only."""
        for place, year in reversed(self.years[: bisect_right(self.years, (position, 0))]):
            if place < begin:
                return None
            bracket = self.bracket(place)
            if bracket is None or self.plain.find(")", place, position) < 0:
                return place, year
        return None

    def counted_before(self, position: int) -> bool:
        return self.counted_between(0, position)

    def counted_between(self, begin: int, position: int) -> bool:
        return any(number.kind == "count" and begin <= number.start < position for number in self.numbers)

    def continues(self, position: int, codes: tuple[str, ...]) -> bool:
        """Whether the count right before was read as one of the codes, or as one below them."""
        before = [number for number in self.numbers if number.kind == "count" and number.start < position]
        if not before:
            return False
        read = [code for start, code in self.read_as if start == before[-1].start]
        return any(
            code == wanted or code.startswith((wanted, wanted + ".")[wanted[-1] != "@"])
            for code in read
            for wanted in codes
        )

    def divides(self, position: int, codes: tuple[str, ...]) -> bool:
        """Whether the sentence has read one of the codes, and goes on since with nothing but 其中 and parts of it."""
        begin = self.sentence_start(position)
        read = [start for start, code in self.read_as if start < position and code in codes]
        if any(code in HANDLED for start, code in self.read_as if read and read[-1] < start < position):
            return False  # 收到3021件,办结2987件,其中…: what is divided is what was counted last
        return bool(read) and (read[-1] >= begin or self.plain.startswith("其中", begin))

    def of_grounds(self, position: int) -> bool:
        """Whether the count right before was read as one ground of an outcome: a bare 其他 then is of the grounds, too."""
        before = [start for start, _ in self.read_as if start < position]
        return bool(before) and any(start == before[-1] and code.count(".") > 2 for start, code in self.read_as)

    def speaks_of(self, pattern: re.Pattern[str], begin: int, end: int) -> bool:
        """Whether a pattern is found between two places; its first place in the paragraph is looked for once."""
        if pattern not in self.first_ends:
            first = pattern.search(self.text)
            self.first_ends[pattern] = first.end() if first is not None else None
        first_end = self.first_ends[pattern]
        if first_end is None or first_end > end:
            return False
        return begin == 0 or pattern.search(self.text, max(begin, end - LOOKED_BACK), end) is not None


def paragraph_of(
    index: int, start: int, printed: str, sections: tuple[Section, ...], year: int | None, *, traditional: bool
) -> Paragraph:
    """The paragraph that begins at a place of the text, as it is matched: every character keeps its place."""
    text = _HOTLINE.sub("\ue000" * 5, fold(printed.replace("\n", " ")))
    if traditional:
        text = in_mainland_words(text, "\x01")
    text = _NOTE_MARK.sub(_unmarked, text)
    text = _COUNTED_ONCE.sub(lambda remark: "\x01" * len(remark[0]), text)
    text = _NONE_CARRIED.sub(r"\2\1\3", text)
    text = _LEVELS.sub(_run_together, text.replace("其它", "其他"))
    if year is not None:
        carried = re.compile(f"{year - 1}年度?(?={words().carried.pattern})")
        text = carried.sub(lambda last: "上年".ljust(len(last[0]), "\x01"), text)
    numbers = _unless_torn(find_numbers(text), fold(printed))
    text = _in_digits(text, numbers)
    plain = _plain(text, numbers)
    numbers = without_cells(numbers, text, plain)
    outside = _BOOK.sub(lambda book: "\x01" * len(book[0]), plain)
    years = tuple((match.start(), int(match[1])) for match in _YEAR.finditer(outside))
    since = (m.end() for m in words().cumulative.finditer(outside) if not _begins_with(year, outside, m))
    running = sorted((*since, *_spans_of_years(outside, year)))
    return Paragraph(index, start, text, plain, numbers, sections, years, tuple(running))


def _in_digits(text: str, numbers: tuple[Number, ...]) -> str:
    """The text with what is counted in Chinese numerals (审批事项三百九十八件) in digits, as many as there is room for."""
    for number in numbers:
        digits = str(number.value)
        room = number.digits_end - number.start
        counts = number.kind == "count" and number.unit not in _OF_WORDS and number.value > 1
        if number.notation == "chinese" and counts and digits.isdecimal():
            text = text[: number.start] + digits[:room].rjust(room, "\x01") + text[number.digits_end :]
    return text


def _unless_torn(numbers: tuple[Number, ...], lines: str) -> tuple[Number, ...]:
    """The numbers, those broken that a line's end may have torn apart (12 at its end, 34 at the next one's beginning)."""
    torn = [(match.start(), match.end()) for match in _TORN.finditer(lines)]
    if not torn:
        return numbers
    return tuple(
        replace(number, kind="broken")
        if any(number.start < end and start < number.end for start, end in torn)
        else number
        for number in numbers
    )


def _unmarked(mark: re.Match[str]) -> str:
    """A raised number as blanks, which part nothing: it leads to a note, unless a bare 10 stands before it (10⁴)."""
    before = mark.string[max(0, mark.start() - 3) : mark.start()]
    return mark[0] if re.search("(?:^|[^0-9])10$", before) else " " * len(mark[0])


def _begins_with(year: int | None, text: str, since: re.Match[str]) -> bool:
    """Whether the time since something began lies within the year (自2008年5月1日施行以来 in the report of 2008)."""
    clause = text[max(0, since.start() - MAX_RIGHT) : since.end()]
    return year is not None and re.search(f"自{year}年[^,;。]*$", clause) is not None


def _spans_of_years(text: str, year: int | None) -> Iterator[int]:
    """Where a span of years up to the report's own ends (自2004年5月1日至2012年底,累计…)."""
    for match in _SPAN.finditer(text):
        last = match["last"] or str(year)
        if year is not None and int(match["first"]) < year == int(last):
            yield match.end()


def last(ends: list[int], position: int) -> int:
    """The last of the sorted places that is not after a position, or 0."""
    index = bisect_right(ends, position)
    return ends[index - 1] if index else 0


def _run_together(levels: re.Match[str]) -> str:
    """县(市、区) as 县市区 and 专(兼)职 as 专兼职, of the same length."""
    word, more = (levels[1], levels[2]) if levels[1] else (levels[3], levels[4])
    return (word + more.replace("、", "")).ljust(len(levels[0]), "\x01")


def _plain(text: str, numbers: tuple[Number, ...]) -> str:
    """The text with remarks in brackets blanked out, unless a count stands in them."""
    counts = [number.start for number in numbers if number.kind in ("count", "percent")]

    def blank(match: re.Match[str]) -> str:
        if any(match.start() < start < match.end() for start in counts):
            return match[0]
        return "\x01" * len(match[0])

    return _REMARK.sub(blank, text)


def right_of(plain: str, start: int) -> str:
    end = min(len(plain), start + MAX_RIGHT * 2)
    hard = _HARD.search(plain, start, end)
    if hard is not None:
        end = hard.start()
    return QUOTES.sub("", plain[start:end].replace("\x01", ""))[:MAX_RIGHT]


def run_of(text: str, counted: list[Number], position: int) -> list[Number]:
    """The numbers that follow each other with nothing but 、 or 和 between them."""
    run = [counted[position]]
    for number in counted[position + 1 :]:
        if number.kind != "count" or not _DISTRIBUTING.fullmatch(text[run[-1].end : number.start]):
            break
        run.append(number)
    return run


def topic_at(paragraph: Paragraph, position: int) -> str | None:
    """Whether reconsideration or litigation is spoken of at a place; "both" where they are named at once."""
    begin = paragraph.sentence_start(position)
    index = bisect_right(paragraph.topics, position, key=lambda mention: mention.end())
    mentions = paragraph.topics[max(index - 2, 0) : index]
    litigious = any(section.kind == "review_litigation" for section in paragraph.sections)
    if not litigious and not paragraph.plain.startswith("其中", begin):
        mentions = [mention for mention in mentions if mention.start() >= begin]
    if not mentions:
        return None
    last = mentions[-1]
    if _APPLICATIONS_COUNTED.search(paragraph.plain, last.end(), position + _TO_ITS_DIGITS) is not None:
        return None  # 行政复议30件;收到政府信息公开申请277件,…: applications are spoken of since
    if len(mentions) > 1:
        before = mentions[-2]
        between = QUOTES.sub("", paragraph.plain[before.end() : last.start()])
        if before.lastgroup != last.lastgroup and len(between) <= MAX_RIGHT and _JOINED.fullmatch(between):
            return "both"
    return last.lastgroup


class Joined:
    """A paragraph without blanks and quotation marks, with the way back to its own characters."""

    def __init__(self, text: str) -> None:
        kept = [(i, c) for i, c in enumerate(text) if c != "\x01" and not QUOTES.match(c)]
        self.text = "".join(c for _, c in kept)
        self._places = [i for i, _ in kept]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._places[start], self._places[end - 1] + 1
