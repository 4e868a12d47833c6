"""Of which time is a number said: the report's year, all years together, another year, or up to some day."""

from __future__ import annotations

import re

from pipelines.parsing.prose.paragraphs import Paragraph, last
from pipelines.parsing.prose.patterns import BASES, MAX_CLAUSE, MAX_RIGHT, QUOTES
from pipelines.parsing.prose.rules import words
from pipelines.parsing.prose.subjects import Subjects
from storage.report import Period

_OF_ANOTHER_YEAR = re.compile(r"(?:(?P<year>20[0-9]{2})年度?|去年|上年|上一年|往年|前年)(?:度|同期|的)?\Z")

_COMPARED = re.compile("[比较]")
_AS_OF = re.compile(
    r"(?:截[至止]到?|[到至](?=(?:20[0-9]{2}年)?(?:年?[底末]|12月31日)))[^。;]{0,40}(?:累计|总数|总量|共计|总计|已)"
)

_NEW_IN_BRACKETS = re.compile(
    r"[\x01“”]*\((?:其中)?[,:]?(?:(?P<year>20[0-9]{2})年度?|本年度?|当年|今年|全年)(?:新增|新公开|新发布)"
)


class Periods:
    def __init__(self, year: int | None, subjects: Subjects) -> None:
        self.words = words()
        self.year = year
        self.subjects = subjects

    def of(self, paragraph: Paragraph, position: int) -> Period | None:
        """The period spoken of at a place: by the last year or 历年累计 of the sentence; None for another year."""
        begin = paragraph.sentence_start(position)
        if self._at_another_time(paragraph, begin, position) or self._planned(paragraph, begin, position):
            return None
        if self._part_of_last_years(paragraph, begin, position):
            return None
        bracket = paragraph.bracket(position)
        if bracket is not None:
            other = _OF_ANOTHER_YEAR.search(paragraph.plain, max(begin, bracket - 8), bracket)
            if other is not None and (other["year"] is None or int(other["year"]) != self.year):
                return None
        said = paragraph.year_said(begin, position)
        running = last(list(paragraph.running), position)
        if running > begin and (said is None or running > said[0]) and not self._told(paragraph, running, position):
            return "cumulative"
        if self._new_in_brackets(paragraph, position):
            return "cumulative"
        if self._up_to_a_day(paragraph, position) and self._year_beside(paragraph, position):
            return "cumulative"
        while said is not None and said[1] != self.year and self._only_beside(paragraph, said[0], position):
            earlier = paragraph.year_said(begin, said[0] - 1)
            if earlier is None:
                break
            said = earlier
        if said is not None and self.year is not None and said[1] != self.year:
            return None
        return "year"

    def _at_another_time(self, paragraph: Paragraph, begin: int, position: int) -> bool:
        """Whether a clause before speaks of another time that still holds: 近三年来,…; 上半年培训2期,120人次; 去年,….

        One set apart by a comma holds to the sentence's end, one whose clause counts itself to the next semicolon.
        """
        said = max(self.words.another_time.finditer(paragraph.plain, begin, position), key=re.Match.end, default=None)
        if said is None or self.words.this_time.search(paragraph.plain, said.end(), position):
            return False
        end = paragraph.clause_end(said.end())
        if end > position:
            return False
        if not paragraph.plain[said.end() : end].strip(","):
            return True
        counts = said["last"] is None and paragraph.counted_between(said.end(), end)
        return counts and ";" not in paragraph.plain[end - 1 : position]

    def _part_of_last_years(self, paragraph: Paragraph, begin: int, position: int) -> bool:
        """Whether a part is told of what was counted last year (去年收到申请691件,其中网上61件); one carried in is this year's."""
        divided = paragraph.plain.rfind("其中", begin, position)
        if divided <= 0 or paragraph.plain.find(";", divided, position) >= 0:
            return False
        start, end = paragraph.clause_start(divided - 1), divided - 1
        clause = paragraph.plain[start:end]
        if self.words.last_year.search(clause) is None or not paragraph.counted_between(start, end):
            return False
        if self.words.change.search(clause) is not None or _COMPARED.search(clause) is not None:
            return False
        return (
            self.words.carried.search(clause) is None
            and self.words.this_time.search(paragraph.plain, divided, position) is None
        )

    def _planned(self, paragraph: Paragraph, begin: int, position: int) -> bool:
        """Whether the sentence only says what is to be done (计划举办培训3次,培训300人次), and not that it was."""
        plan = max(self.words.planned.finditer(paragraph.plain, begin, position), key=re.Match.end, default=None)
        return plan is not None and self.words.carried_through.search(paragraph.plain, plan.end(), position) is None

    def _only_beside(self, paragraph: Paragraph, place: int, position: int) -> bool:
        """Whether another year was named for one bare number only (收到77件,2013年63件;办结77件): the clause of it has ended."""
        start, end = paragraph.clause_start(place), paragraph.clause_end(place)
        number = next((n for n in paragraph.numbers if n.start >= place and n.kind == "count"), None)
        if number is None or not end <= position or not number.start < end:
            return False
        clause = QUOTES.sub("", paragraph.plain[start : number.start])
        return not self.subjects.stages(clause)[-1][0] and not paragraph.plain[number.end : end].strip(",;。)")

    def dated(self, paragraph: Paragraph, position: int) -> bool:
        """Whether the sentence names the report's year before a place."""
        begin = paragraph.sentence_start(position)
        return any(begin <= place < position and year == self.year for place, year in paragraph.years)

    def _told(self, paragraph: Paragraph, running: int, position: int) -> bool:
        """Whether 历年累计 only added to a figure of the year, and a semicolon has closed that (…5件,历年累计25件;…)."""
        closed = paragraph.plain.find(";", running, position)
        if closed < 0 and not self._bare(paragraph, running, position):
            return False
        closed = max(closed, running)
        begin = max(paragraph.sentence_start(position), paragraph.plain.rfind(";", 0, running))
        return any(begin <= start < running and period == "year" for start, _, period in paragraph.found)

    def _bare(self, paragraph: Paragraph, running: int, position: int) -> bool:
        """Whether the clause of 历年累计 held nothing but a number (…9件,历年累计24件,…): it spoke of that figure alone."""
        start = paragraph.clause_start(running)
        number = next((n for n in paragraph.numbers if n.start >= running and n.kind == "count"), None)
        if number is None or number.start >= position:
            return False
        clause = QUOTES.sub("", paragraph.plain[start : number.start])
        return self.words.same_again.fullmatch(self.subjects.stages(clause)[-1][0]) is not None

    def parts_of_either(self, paragraph: Paragraph, code: str, position: int) -> bool:
        """Whether a part is told after its total's two periods (受理9件,历年累计24件,其中…): of which it is the part is not said."""
        begin = max(paragraph.sentence_start(position), paragraph.plain.rfind(";", 0, position))
        running = last(list(paragraph.running), position)
        if running <= begin or "其中" not in paragraph.plain[running:position]:
            return False
        totals = {read for start, read, period in paragraph.found if begin <= start < running and period == "year"}
        return any(code.startswith(prefix) and set(bases) & totals for prefix, bases in BASES.items())

    def _up_to_a_day(self, paragraph: Paragraph, position: int) -> bool:
        """Whether a total is that of some day (截止到2011年12月31日,…总数达): with the year's part of it beside, of all years."""
        return _AS_OF.search(paragraph.plain, paragraph.sentence_start(position), position) is not None

    def _new_in_brackets(self, paragraph: Paragraph, position: int) -> bool:
        """Whether a bracket behind a number says what of it is the year's own (信息150条(2012年新增20条))."""
        end = next((n.end for n in paragraph.numbers if n.start == position), position)
        new = _NEW_IN_BRACKETS.match(paragraph.text, end)
        return new is not None and (new["year"] is None or int(new["year"]) == self.year)

    def _year_beside(self, paragraph: Paragraph, position: int) -> bool:
        """Whether the year's part of a total stands behind it, and is called a part (其中) or the total is called 累计."""
        after = self._after(paragraph, position)
        if self.words.this_year_within.match(after) is not None:
            return True
        running = "累计" in paragraph.plain[paragraph.clause_start(position) : position]
        return running and self.words.this_year_beside.match(after) is not None

    def runs(self, paragraph: Paragraph, position: int) -> bool:
        """Whether a total runs up to a date with no word on since when (截至2020年底,累计...)."""
        begin = max(paragraph.sentence_start(position), position - MAX_CLAUSE)
        match = self.words.running_total.search(paragraph.plain[begin:position])
        return match is not None and self.words.this_year.search(match[0]) is None

    def since_unsaid(self, paragraph: Paragraph, position: int) -> bool:
        """Whether a clause says 累计 and nothing before it in the paragraph names the year."""
        clause = paragraph.plain[paragraph.clause_start(position) : position]
        if "累计" not in clause or (paragraph.years and paragraph.years[0][0] < position):
            return False
        return self.words.this_year.search(paragraph.plain, 0, position) is None

    def _after(self, paragraph: Paragraph, position: int) -> str:
        end = next((n.end for n in paragraph.numbers if n.start == position), position)
        return QUOTES.sub("", paragraph.plain[end : end + MAX_RIGHT])
