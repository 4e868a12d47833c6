"""Whether a rule's words stand around a number, and which code the match then stands for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import get_args

from pipelines.parsing.numbers import Number
from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import LOOKED_BACK, MAX_RIGHT, QUOTES, STILL, TOWNSHIP, Scope
from pipelines.parsing.prose.rules import Near, Rule, words
from pipelines.parsing.words import fold
from storage.dictionary import dictionary
from storage.report import Form, Issuer, SectionKind

_KINDS: frozenset[SectionKind] = frozenset(get_args(SectionKind))

_RECEIVED = re.compile("受理|办理|收到|接")
# Of which the short names are said of other business as well (信访1906件,其中来信311件; 贷款申请500件,办结480件).
_SAID_OF_OTHERS = ("applications.channel.", "applications.answered", "applications.closed")
_DONE_WITH = ("applications.answered", "applications.closed", "applications.outcome.", "applications.carried_out")
_ALL_TOLD = re.compile("^(?:以上|上述|总|合|一)*共|全部|总计|合计")
_COURSES = frozenset({"期", "次", "场", "个", "场次"})
_ALL_DISCLOSED = re.compile(
    "(?:(?:截[至止]到?)?20[0-9]{2}年(?:度|12月31日|年?底|末)?|全年|本年度?),?(?:全?年(?=累计))?(?:我[局委厅办镇乡]|本[局委厅办镇乡]|街道)?(?:共|累计)*主动公开(?:政府|政务)?信息[0-9]"
)
# 通过门户网站政务公开栏目、微博等渠道: where it was disclosed, not what.
_WAYS = re.compile(
    "包括[^,;。]{2,80}在内的|(?:通过|利用|依托|借助|运用|在)[^,;。]{2,80}等(?:多种|各种|多个)?(?:渠道|方式|途径|平台|载体|形式)"
)
_COUNTED_ITSELF = re.compile("(?:信息|公开|发布|共)*[0-9]")
_ON_A_PLATFORM = re.compile(
    "(?:平台|网站|网上|公众号|微博|微信|媒体)(?:上|中)?(?:共|累计|主动|及时)*(?:公开|发布|公布)"
)
_ON_ANOTHER = re.compile(
    "^[^,;。]{0,4}[,;](?!其中)[^,;。0-9]{0,16}(?:平台|网站|网|公众号|微博|微信|媒体|公开栏)[^,;。0-9]{0,6}(?:公开|发布|公布)[^,;。0-9]{0,8}[0-9]"
)
_COUNTED_BY_KIND = frozenset({"applications.received", "applications.answered"})


def _carried_within(paragraph: Paragraph, number: Number) -> bool:
    """Whether a number is said to count what was carried in as well (401件,含上年结转9件)."""
    behind = paragraph.text[number.end : number.end + 60].replace("\x01", "")
    return words().carried_within.match(QUOTES.sub("", behind)) is not None


def _of_one_outcome(paragraph: Paragraph, number: Number) -> bool:
    """Whether a bracket says it of one outcome, among others that may hold more (予以公开76件(含上年结转5件),不予公开7件)."""
    opened = paragraph.bracket(number.start)
    told = [found for found in paragraph.found if opened is not None and found[0] < opened]
    if opened is None or not told:
        return False
    place, code, _ = told[-1]
    return code.startswith("applications.outcome.") and not paragraph.counted_between(place + 1, opened)


@lru_cache(maxsize=64)
def _ends(right: str) -> bool:
    """Whether nothing more of what is counted stands right of its number; every rule asks it of the same number."""
    return not right or words().tail.match(right) is not None


def vocabulary(form: Form, year: int | None) -> frozenset[Form]:
    """The forms whose figures a report's sentences may state.

    A report without its year's form states in words what that form asks for: one of 2016 延期办结8件, one of 2021 结转下年度5件.
    """
    if form != "free" or year is None or year < 2014:
        return frozenset({form})
    return frozenset({form, "2014" if year < 2019 else "2019" if year < 2021 else "2021"})


class Matcher:
    """`absent`: kinds of which the report has no section; it speaks of their figures where it likes.

    `recent` says in which paragraph each code was read last; `consumed` what a match took right of its number.
    """

    def __init__(self, vocabulary: frozenset[Form], absent: frozenset[SectionKind], issuer: Issuer | None) -> None:
        self.words = words()
        self.vocabulary = vocabulary
        self.absent = absent
        self.single = issuer is not None and (issuer.kind == "department" or TOWNSHIP.search(issuer.name) is not None)
        self.recent: dict[str, int] = {}
        self.consumed = ""
        self._sorted = (-1, False)

    def applies(
        self,
        rule: Rule,
        paragraph: Paragraph,
        number: Number,
        stages: list[tuple[str, Scope | None]],
        right: str,
        topic: str | None,
        phrase: str,
    ) -> int | None:
        """Which stage of the stripped clause the rule matches, if all that it wants is there."""
        if (number.kind == "percent") != (rule.units == {"%"}):
            return None
        if number.unit is None:
            if rule.needs_unit:
                return None
        elif number.unit not in rule.units:
            return None
        if rule.single and not self.single:
            return None
        found = self._matching(rule, stages, right)  # what most rules fail at
        if found is None:
            return None
        if not rule.carried and self.words.last_year.search(phrase):
            return None
        if rule.carried and _of_one_outcome(paragraph, number):
            return None
        if rule.unless is not None and rule.unless.search(phrase):
            return None
        about = rule.codes[0].split(".")[0]
        if about == "applications" and self._of_documents(paragraph, number):
            return None
        if rule.codes[0].startswith(_SAID_OF_OTHERS) and self._of_other_business(paragraph, number):
            return None
        if about == "proactive" and "主动" not in phrase and self._of_applications(paragraph, number):
            return None
        if rule.codes[0].startswith(_DONE_WITH) and self._of_one_way(paragraph, number, phrase):
            return None
        if about == "applications" and topic is not None and rule.units != self.words.money:
            return None
        if rule.topic is not None and not (
            topic == rule.topic or (rule.topic == "litigation" and topic in ("direct", "after"))
        ):
            return None
        stage, self.consumed = found
        begin = paragraph.sentence_start(number.start)
        barred = rule.after_no is not None and rule.after_no.search(paragraph.plain, begin, number.start) is not None
        if barred and not (about == "training" and self._of_our_training(paragraph, number, phrase)):
            return None
        if rule.antecedent and not self._goes_on(rule, paragraph, number.start):
            return None
        if rule.opens and paragraph.counted_before(number.start):
            return None
        if rule.codes[0] == "training.participants" and self._of_other_training(paragraph, number):
            return None
        if rule.once and rule.codes[0] in self.recent:
            return None
        ahead = QUOTES.sub("", paragraph.plain[number.end : paragraph.sentence_end(number.end)])
        if rule.ahead is not None and not rule.ahead.search(ahead):
            return None
        whole = rule.codes[0] in _COUNTED_BY_KIND and rule.applicant == "all"
        if whole and self._of_one_kind(phrase + self.consumed, ahead.removeprefix(self.consumed)):
            return None
        if rule.codes[0] == "proactive.items" and _ON_A_PLATFORM.search(phrase) and _ON_ANOTHER.match(ahead):
            return None  # 在信息公开平台公开60条,局网站公开110条: neither is all that was disclosed
        if rule.ahead_no is not None and rule.ahead_no.search(ahead):
            return None
        if rule.within and not any(paragraph.index - self.recent.get(code, -100) <= 8 for code in rule.within):
            return None
        if rule.near is None or self.near(rule.near, paragraph, number.end, begin if rule.same_sentence else 0):
            return stage
        return None

    def _goes_on(self, rule: Rule, paragraph: Paragraph, position: int) -> bool:
        """Whether what the rule goes on from was just read; what is divided may have had a part of one body before."""
        return paragraph.continues(position, rule.antecedent) or (
            rule.divided and paragraph.divides(position, rule.antecedent)
        )

    def _matching(self, rule: Rule, stages: list[tuple[str, Scope | None]], right: str) -> tuple[int, str] | None:
        """The stage of the clause that the rule's words are, and what they take right of the number."""
        for say in rule.says:
            if say.right is None:
                taken = "" if _ends(right) else None
            else:
                after = say.right.match(right)
                taken = after[0] if after is not None else None
            if taken is None:
                continue
            for position, (core, _) in enumerate(stages):
                if say.left.fullmatch(core):
                    return position, taken
        return None

    def near(
        self,
        near: Near,
        paragraph: Paragraph,
        end: int,
        begin: int = 0,
    ) -> bool:
        if any(section.kind in near.kinds for section in paragraph.sections):
            return True
        if any(paragraph.index - at <= STILL and code.startswith(near.families) for code, at in self.recent.items()):
            return True
        if self._unsectioned(near, paragraph, end):
            return True
        if near.titles is not None and any(near.titles.search(fold(section.title)) for section in paragraph.sections):
            return True
        return near.words is not None and paragraph.speaks_of(near.words, begin, end)

    def _unsectioned(self, near: Near, paragraph: Paragraph, end: int) -> bool:
        """Whether the report has no section for such figures, and the sentence speaks of no other business (审批, 信访 ...)."""
        homes = near.kinds - {"other", "unsectioned"}
        if "unsectioned" not in near.kinds:
            return False
        if "review_litigation" in homes:
            return "review_litigation" in self.absent
        return (homes or _KINDS) <= self.absent and self.words.other_business.search(
            paragraph.text, paragraph.sentence_start(end), end
        ) is None

    def _of_one_kind(self, phrase: str, ahead: str) -> bool:
        """Whether one kind of applications or answers is counted and another after it (收到公民申请12件,法人申请3件)."""
        return any(kind.search(phrase) and others.search(ahead) for kind, others in self.words.kinds)

    def _of_other_business(self, paragraph: Paragraph, number: Number) -> bool:
        """Whether the sentence has counted other business before a number, and disclosure is not spoken of since.

        Behind applications it is what they were about (收到申请20件,其中住房5件,答复20件), if it was not received itself.
        """
        begin, end = paragraph.sentence_start(number.start), paragraph.clause_start(number.start)
        told = list(self.words.other_business_counted.finditer(paragraph.plain, begin, end))
        if not told or "公开" in paragraph.plain[told[-1].start() : number.start]:
            return False
        place = told[-1].start()
        if any(place < start < number.start and code.startswith("applications.") for start, code, _ in paragraph.found):
            return False  # 咨询12人次,收到申请5件,答复5件: the applications behind it are what was answered
        ours = any(begin <= start < place and code.startswith("applications.") for start, code, _ in paragraph.found)
        return not ours or _RECEIVED.search(paragraph.plain, paragraph.clause_start(place), told[-1].end()) is not None

    @staticmethod
    def _of_applications(paragraph: Paragraph, number: Number) -> bool:
        """Whether the sentence counts applications, of which some were answered by what is public (已通过网站对外公开1件)."""
        begin = paragraph.sentence_start(number.start)
        return any(
            begin <= start < number.start and code.startswith("applications.") for start, code, _ in paragraph.found
        )

    def _of_one_way(self, paragraph: Paragraph, number: Number, phrase: str) -> bool:
        """Whether the sentence has counted the applications of one way only, and never all (受理线上申请65件,办结62件;…)."""
        begin, end = paragraph.sentence_start(number.start), paragraph.clause_start(number.start)
        ways = [match.start() for match in self.words.one_way.finditer(paragraph.plain)]
        if len(ways) == 1 or sum(begin <= way < end for way in ways) != 1 or _ALL_TOLD.search(phrase):
            return False
        return not any(
            code in ("applications.received", "applications.accepted_total") for _, code, _ in paragraph.found
        )

    def _of_our_training(self, paragraph: Paragraph, number: Number, phrase: str) -> bool:
        """Whether other training that the sentence counted before does not matter: the clause names disclosure, or goes on
        with courses that were read (会计继续教育1.2万人次,信息公开培训班1期,培训68人次)."""
        return "公开" in phrase or paragraph.continues(number.start, ("training.courses",))

    def _of_other_training(self, paragraph: Paragraph, number: Number) -> bool:
        """Whether the courses that the sentence counted last were none of disclosure's (审计业务培训班6期,培训286人次)."""
        begin = paragraph.sentence_start(number.start)
        for told in reversed(paragraph.numbers):
            if begin <= told.start < number.start and told.unit in _COURSES:
                clause = paragraph.plain[paragraph.clause_start(told.start) : paragraph.clause_end(told.end)]
                if "培训" in clause:
                    return told.start not in paragraph.read
        return False

    def _of_documents(self, paragraph: Paragraph, number: Number) -> bool:
        """Whether a sentence sorts the documents that were written (公文1102件,属于主动公开的233件,不予公开的453件).

        Asked by every rule on applications of the same number: the last answer is kept.
        """
        place = paragraph.start + number.start
        if self._sorted[0] != place:
            self._sorted = place, self.sorts_documents(paragraph, number.start)
        return self._sorted[1]

    def sorts_documents(self, paragraph: Paragraph, position: int) -> bool:
        """Whether the sentence before a position counts documents that were written, and none that were received."""
        told = self.words.documents.search(paragraph.plain, paragraph.sentence_start(position), position)
        return told is not None and "收到" not in paragraph.plain[told.end() : position]

    def code(
        self, rule: Rule, paragraph: Paragraph, number: Number, topic: str | None, scope: Scope | None
    ) -> str | None:
        """The code that a match stands for, by scope, by what follows the number and by form."""
        code = rule.codes[0]
        if rule.subject == "proactive" and scope in ("departments", "lower"):
            if self.single:
                return None  # a department's report tells of other bodies: they are no parts of its own
            return f"proactive.by_publisher.{'departments' if scope == 'departments' else 'lower_levels'}"
        if rule.subject == "applications":
            if scope in ("departments", "lower"):
                return f"applications.by_receiver.{'departments' if scope == 'departments' else 'lower_levels'}"
            if _carried_within(paragraph, number):
                return "applications.accepted_total"
        if (
            code == "applications.accepted_total"
            and not (rule.antecedent or rule.within)
            and not _carried_within(paragraph, number)
        ):
            return None
        code = self.as_asked(code)
        if topic in ("direct", "after") and code.startswith("litigation.") and code.count(".") == 1:
            block = "direct" if topic == "direct" else "after_review"
            return f"litigation.{block}.{code.rpartition('.')[2]}"
        return code

    def asks_for(self, code: str) -> bool:
        return not self.vocabulary.isdisjoint(dictionary()[code].forms)

    def as_asked(self, code: str) -> str:
        """办结N件 is what was answered where the form no longer asks for what was closed."""
        later = not self.vocabulary.isdisjoint(("2019", "2021"))
        return "applications.answered" if code == "applications.closed" and later else code

    def other_cases(self, paragraph: Paragraph, number: Number) -> bool:
        """Whether a sentence speaks of a body's other cases: those it decides, of its penalties and permits, or all together.

        行政复议案件15件,其中涉及信息公开2件: the 15 are none of ours.
        """
        behind = QUOTES.sub("", paragraph.text[number.end : number.end + MAX_RIGHT])
        if self.words.partly_related.match(behind):
            return True
        sentence = paragraph.text[paragraph.sentence_start(number.start) : number.start]
        clause = paragraph.plain[paragraph.clause_start(number.start) : number.start]
        if "公开" not in clause and self.words.of_other_matters.match(behind):
            return True
        if self.words.deciding_cases.search(sentence) is not None:
            return True  # 市政府作为复议机关,受理信息公开类行政复议43件: of others' disclosure
        last = max((match.end() for match in self.words.other_cases.finditer(sentence)), default=None)
        return last is not None and "信息公开" not in sentence[last:]

    def _opens_with_the_year(self, paragraph: Paragraph, lo: int) -> bool:
        """Whether a sentence turns back to the year's whole count (全年主动公开政府信息96条), whatever was told before it."""
        begin = paragraph.sentence_start(lo)
        opening = QUOTES.sub("", paragraph.plain[begin : lo + MAX_RIGHT])
        return _ALL_DISCLOSED.match(opening) is not None

    def topical(self, code: str, scope: Scope | None, paragraph: Paragraph, lo: int) -> bool:
        """Whether what was disclosed is a topic's or one body's: a subject of its own in the clause speaks against it.

        A channel's figure is the topic's only if its own sentence says so, and not of another number (概况类信息32条,微信75条);
        a bare total also if an earlier one does, unless it turns back to the year from topics that were counted.
        """
        if scope in ("whole", "own", "departments", "lower"):
            return False
        anew = code == "proactive.items" and self._opens_with_the_year(paragraph, lo)
        bare = code == "proactive.items" and not (self.single and anew)
        part = max(paragraph.sentence_start(lo), paragraph.plain.rfind(";", 0, lo) + 1)
        begin = max(0 if bare else part, lo - LOOKED_BACK)
        before = _WAYS.sub("", paragraph.plain[begin:lo])
        counted = anew or not bare
        for topic in self.words.topical.finditer(before):
            if not (counted and _COUNTED_ITSELF.match(before, topic.end())):
                return True
        sentence = paragraph.sentence_start(lo)
        # An account did only what its own sentence says (公众号发布186条。全年主动公开142条).
        earlier = [s for at, s in paragraph.subjects if at < lo and (s != "account" or at >= sentence)]
        return bare and bool(earlier) and earlier[-1] in ("body", "account", "departments", "lower")
