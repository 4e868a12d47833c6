"""Who is spoken of: the whole jurisdiction, its departments, its lower levels, one body, one website.

Subjects(issuer).stages(clause)     the clause as time, adverbs and subject are taken off it
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.parsing.prose.paragraphs import Paragraph
from pipelines.parsing.prose.patterns import MAX_CLAUSE, QUOTES, TOWNSHIP, Scope
from pipelines.parsing.prose.rules import words
from pipelines.parsing.words import fold
from storage.report import Issuer

_OFFICE_ITSELF = re.compile(r"[局厅委]机关(?:共|主动|收到|受理|公开|专职|全年|新收|未)")
_LEVELS = "省市区县州盟旗"
_COUNTED = re.compile("[0-9]+(?:个|家|处|所)")  # 设便民服务中心1个: bodies that are counted say nothing
_DEPARTMENT = re.compile(r"(?P<name>[\u4e00-\u9fff]{4,26}?)(?P<kind>局|委员会|厅|办公室)")
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
_LEAST_CORE = 4  # letters of a name without place and kind
_SYSTEM = re.compile(r"全?(?:省|市|区|县|州)?(?:[\u4e00-\u9fff]{2,4})?系统(?!内|工作)")


class Subjects:
    def __init__(self, issuer: Issuer | None, text: str) -> None:
        """`text` tells whether a department speaks of its own office (省局机关) apart from the system below it."""
        self.words = words()
        folded = fold(text)
        self.apart = issuer is not None and issuer.kind == "department" and _OFFICE_ITSELF.search(folded) is not None
        self.own_name = _own_name(issuer, apart=self.apart)
        self.short_name = _short_name(issuer)
        self.above = _larger_places(issuer)
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
            found = self._subject(rest, phrase[: len(phrase) - len(rest)])
            if found is None:
                break
            end = found[0]
            if found[1] != "departments" or scope not in ("body", "site", "account"):
                both = {scope, found[1]} == {"departments", "lower"}  # 旗县区政府、市直各部门: neither alone
                itself = scope in ("whole", "own") and rest.startswith(
                    "本级"
                )  # 市政府本级: the government without its departments
                scope = "body" if itself or both else found[1]  # 市政府办公室本级 is still one office
            rest = rest[end:]
        return stages

    def _subject(self, text: str, before: str) -> tuple[int, Scope] | None:
        best: tuple[int, Scope] | None = None
        above = self.above.match(text) if self.above is not None else None
        if above is not None:
            return above.end(), "above"
        if self.short_name is not None and (length := self.short_name.length(text)):
            return length, "whole"
        system = _SYSTEM.match(text) if self.apart else None
        if system is not None:
            return system.end(), "body"
        if self.own_name is not None:
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
        if (
            told is None
            or _SOMEWHERE.search(phrase)
            or self.short_name is None
            or not self.short_name.holds(told["trade"])
        ):
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


@dataclass(frozen=True, slots=True)
class _ShortName:
    """A department's name with letters left out: 区城管局 for 惠山区城市管理局, 市发改委 for its 发展和改革委员会.

    A commission goes by its first letter, too (区文委 for the 文化委员会), and each with its place's name before it.
    `splits`: the level and the rest of the name wherever a place's name may end in it (泸州|市城市管理, 泸州市|城市管理).
    """

    pattern: re.Pattern[str]
    splits: tuple[tuple[str, str], ...]

    def holds(self, word: str) -> bool:
        """Whether a word is the name made short: letters of all that it joins by 和, from its first on (文旅, not 旅游)."""
        return any(
            word[0] == core[0]
            and _is_within(word, core)
            and all(set(part) & set(word) for part in re.split("[和及与]", core))
            for _, core in self.splits
        )

    def length(self, text: str) -> int:
        match = self.pattern.match(text)
        if match is None:
            return 0
        own = match["level"] in "我本"
        fits = any(
            (own or level == match["level"])
            and (match["core"] in (core, core[:1]) or (len(core) >= _LEAST_CORE and _is_within(match["core"], core)))
            for level, core in self.splits
        )
        return match.end() if fits else 0


def _is_within(letters: str, name: str) -> bool:
    """Whether the letters are letters of the name, in its order."""
    left = iter(name)
    return all(letter in left for letter in letters)


def _short_name(issuer: Issuer | None) -> _ShortName | None:
    """None where the body is no department of a place, or its name is too short to be shortened."""
    if issuer is None or issuer.kind != "department":
        return None
    named = _DEPARTMENT.fullmatch(issuer.name)
    if named is None:
        return None
    name, kind = named["name"], named["kind"][0]
    splits = [(name[at], name[at + 1 :]) for at in range(1, len(name) - 2) if name[at] in _LEVELS]
    after = "(?!员|网|长|党|系统|直属|下属|所属|机关)"
    places = "|".join(re.escape(name[:at]) for at in range(len(name) - 3, 1, -1) if name[at] in _LEVELS)
    place = f"(?:{places})?" if places else ""
    least = 1 if kind == "委" else 2
    kind = {"委": "委(?:员会)?", "办": "办(?:公[厅室])?"}.get(kind, kind)
    pattern = re.compile(rf"{place}(?P<level>[{_LEVELS}我本])(?P<core>[\u4e00-\u9fff]{{{least},8}}?){kind}{after}")
    return _ShortName(pattern, tuple(splits)) if splits else None


def _own_name(issuer: Issuer | None, *, apart: bool) -> re.Pattern[str] | None:
    """How the issuer speaks of itself: 市财政局 for 泸州市财政局, 市政府办公厅 for an office that reports for itself."""
    if issuer is None:
        return None
    name = re.escape(issuer.name)
    short = re.sub(r"^[\u4e00-\u9fff]{1,10}?(?:省|自治区|市|区|县|州|盟|旗)", "", issuer.name) or issuer.name
    level = "(?:[\u4e00-\u9fff]{0,8}?(?:省|市|区|县|州|盟|旗))?"
    if issuer.kind == "government":
        after = "(?!门户|入口|网|办|信息|政务|公开|公报|各|其|及|部门|规章|文件|常务|和|、|直|重要|领导|系统)"
        place = re.escape(re.sub("人民政府$", "", issuer.name))
        level = f"(?:[\u4e00-\u9fff]{{0,8}}?(?:{_levels_of_its_own(place)}))?"
        acting = f"(?={words().acting})"
        place = "|".join((place, *_short_names(re.sub("人民政府$", "", issuer.name))))
        place = f"(?:{place})"
        return re.compile(rf"(?:{name}{after}|{level}(?:人民)?政府{after}|{place}{acting})")
    office = re.match(r"(?:人民)?政府(办公[厅室])", short)
    if office is not None:
        return re.compile(rf"(?:{name}|{level}(?:人民)?政府办公?[厅室]?|{level}府办)")
    below = TOWNSHIP.search(issuer.name)
    if below is not None:
        township = re.sub("(?:办事处|人民政府|政府)$", "", issuer.name)
        place = re.escape(re.sub("^.*[省市区县州盟旗](?:人民政府)?(?=[\u4e00-\u9fff]{2})", "", township))
        return re.compile(
            rf"(?:(?:本|我)?(?:{name}|{re.escape(short)}|{place})(?:办事处|党工委|人民政府|政府)?(?!社区|村)|(?:本|我)?{below[1]}(?:办事处|党工委|政府)?(?!社区|村))"
        )
    teaching = re.search("大学|学院|学校|[中小]学|幼儿园", issuer.name) is not None and issuer.kind != "department"
    if teaching:
        return re.compile(
            rf"(?:{name}|{re.escape(short)}|(?:本|我|全)?(?:学校|校))(?!园|长|级|办|务|网|内|友|企|本部|报|史|医院)"
        )
    itself = "|(?:省|市|区|县|州|本|我)?[局厅委]机关" if apart else ""
    branch = "|(?:[区县市本我])?(?:公安|交警)?分局(?!长|网|机关)" if issuer.name.endswith("分局") else ""
    return re.compile(rf"(?:(?:本|我)?{name}|(?:省|市|区|县|本|我)?{re.escape(short)}{itself}{branch})")


def _levels_of_its_own(place: str) -> str:
    """What may stand before 政府 where a government names itself: not the level above (省政府 in the report of a city)."""
    if place.endswith(("区", "县", "旗")) and not place.endswith("自治区"):
        return "区|县|旗"
    return (
        "市|区|县|旗"
        if place.endswith("市")
        else "市|州|盟|区|县|旗"
        if place[-1:] in "州盟"
        else "省|市|区|县|州|盟|旗"
    )


def _larger_places(issuer: Issuer | None) -> re.Pattern[str] | None:
    """What the places above a body's own are called as a whole: 全省 in the report of a city, 全市 in that of a county."""
    if issuer is None or issuer.kind == "other":
        return None
    levels = re.findall("自治区|地区|[省市区县州盟旗]", re.sub("(?<=.)(?:局|厅|委员会|办公室)$", "", issuer.name))
    if not levels:
        return None
    province, prefecture = levels[-1] in ("省", "自治区"), levels[-1] in ("市", "州", "盟", "地区")
    return re.compile("全国" if province else "全[国省]" if prefecture else "全[国省市州盟]")


def _short_names(place: str) -> Iterator[str]:
    """What an autonomous place calls itself: 伊犁州 for 伊犁哈萨克自治州."""
    if place.endswith("地区"):
        yield f"地区(?={words().acting})"
    match = re.search("自治([州县旗])$", place)
    if match is not None:
        yield from (place[:length] + match[1] for length in (2, 3, 4))
