"""Running totals and their year's part: numbers that name no thing of their own, and go with a figure told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.parsing.numbers import Number, convert
from pipelines.parsing.prose.candidates import Candidate
from pipelines.parsing.prose.matching import Matcher
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.periods import Periods
from pipelines.parsing.prose.rules import words
from pipelines.parsing.prose.subjects import Subjects
from storage.dictionary import dictionary
from storage.report import Period

# What a running total is of that opens a sentence.
_OPENING = (("公开|发布", "proactive.items"), ("受理|收到", "applications.received"))
_NAMED = (
    (re.compile("累计(?:主动|对外|向社会)*公开(?:各类)?(?:政府|政务)?信息"), "proactive.items"),
    (re.compile("累计(?:受理|收到|接收)(?:依申请公开|政府信息公开|信息公开|公开)?(?:申请)?"), "applications.received"),
)
# 累计公开…; 目前我委总计公开…: what has been done in all years
_SO_FAR = re.compile("累计|(?:截[至止])?目前,?(?:[我本全][局委办厅市区县镇乡])?(?:累计|总计|共计|合计|已?共)")


@dataclass(frozen=True, slots=True)
class Told:
    """What such a number is: the figure of a code in a period; `code` is None where it goes with none that is asked for."""

    code: str | None
    period: Period


class Totals:
    def __init__(self, matcher: Matcher, subjects: Subjects, periods: Periods) -> None:
        self.words = words()
        self.matcher = matcher
        self.subjects = subjects
        self.periods = periods

    def of(
        self,
        paragraph: Paragraph,
        number: Number,
        phrase: str,
        right: str,
        period: Period | None,
        candidates: Sequence[Candidate],
    ) -> Told | None:
        """What a number is that only goes on with a figure told before; None for any other number."""
        if period == "year" and self.words.new_this_year.fullmatch(phrase):
            part = self._new_of_total(paragraph, number, candidates)
            if part is not None:
                return Told(part, "year")
        if period is None or self.words.part_of_year.search(phrase):
            return None
        again = self.words.same_again.fullmatch(self.subjects.stages(phrase)[-1][0]) is not None
        if again and period == "cumulative" and not right:
            return Told(self._inherited(paragraph, number, phrase), "cumulative")
        if again and period == "year" and self.periods.runs(paragraph, number.start):
            return Told(self._first(paragraph), "year")
        code = self._of_all_years(paragraph, number, phrase, candidates) if period == "year" else None
        return Told(code, "cumulative") if code is not None else None

    def _inherited(self, paragraph: Paragraph, number: Number, phrase: str) -> str | None:
        """历年累计608件: the running total of the first figure of the sentence, or of its part since a semicolon; one that
        opens a sentence says of what it is (历年累计公开9307条)."""
        begin = max(paragraph.sentence_start(number.start), paragraph.plain.rfind(";", 0, number.start))
        before = [start for start, _, period in paragraph.found if period == "cumulative" and start >= begin]
        begin = max([begin, *before])
        if not any(begin <= start < number.start for start, _, _ in paragraph.found):
            begin = paragraph.sentence_start(number.start)
        for start, code, period in paragraph.found:
            if start >= begin and period == "year":
                entry = dictionary()[code]
                asked = "period" in entry.dimensions and not self.matcher.vocabulary.isdisjoint(entry.forms)
                return code if asked else None
        if paragraph.counted_between(paragraph.sentence_start(number.start), number.start):
            return None
        told = [code for _, code, period in paragraph.found if period == "year"]
        return next((code for verbs, code in _OPENING if re.search(verbs, phrase) and code in told), None)

    def _first(self, paragraph: Paragraph) -> str | None:
        """…公开3,865条。截至2010年底,累计公开11,208条: the running total of what the paragraph first counted."""
        code = next((code for _, code, period in paragraph.found if period == "year"), None)
        return code if code is not None and "period" in dictionary()[code].dimensions else None

    def _of_all_years(
        self, paragraph: Paragraph, number: Number, phrase: str, candidates: Sequence[Candidate]
    ) -> str | None:
        """公开31,806条,累计公开152,399条: more than the year's figure that was told right before, so it is that of all years."""
        so_far = _SO_FAR.match(phrase)
        if so_far is None:
            return None
        phrase = "累计" + phrase[so_far.end() :]
        # 网站公开8条;某公众号开通以来,累计发布508条: behind a semicolon another is spoken of.
        begin = max(paragraph.sentence_start(number.start), paragraph.plain.rfind(";", 0, number.start))
        opens = paragraph.sentence_start(number.start) == begin
        told_of = [
            code for start, code, period in reversed(paragraph.found) if period == "year" and (opens or start >= begin)
        ]
        if self.words.same_again.fullmatch(phrase.removeprefix("累计")):
            code = next(iter(told_of), None)
        else:
            code = next((code for named, code in _NAMED if named.fullmatch(phrase) and code in told_of), None)
        told = next((c for c in reversed(candidates) if c.code == code and c.value is not None), None)
        if code is None or told is None or told.value is None or "period" not in dictionary()[code].dimensions:
            return None
        value = convert(number.value, number.unit, dictionary()[code].unit)
        return code if value is not None and value > told.value else None

    def _new_of_total(self, paragraph: Paragraph, number: Number, candidates: Sequence[Candidate]) -> str | None:
        """累计公开856条,其中2012年新增240条: the year's part of the running total that the sentence has just named."""
        last = paragraph.found[-1] if paragraph.found else None
        if last is None or last[0] < paragraph.sentence_start(number.start):
            return None
        running = any(c.start == paragraph.start + last[0] and c.running is not None for c in candidates[-3:])
        return last[1] if running or last[2] == "cumulative" else None
