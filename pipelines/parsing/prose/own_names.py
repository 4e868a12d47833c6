"""What a body calls itself in its report: 市财政局, 我局, 镇政府, 市政府办, 区住建局, 高新区管委会, 学校.

own_name(issuer)      as a pattern over the beginning of a clause
short_name(issuer)    a department's name with letters left out
called_by(name)       the word for what it is
larger_places(issuer) the places above its own, as a whole (全省 in the report of a city)
smaller_places(issuer) those below it by their names (江阳区政府收到)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.parsing.prose.patterns import TOWNSHIP
from pipelines.parsing.prose.rules import words
from storage.report import Issuer

_LEVELS = "省市区县州盟旗"
# Where a place's name ends: not within 泸州市 or 沙市区.
_PLACE_END = "(?:自治区|省|州(?![市县区])|市(?![市区])|区|县|盟|旗)"
_DEPARTMENT = re.compile(r"(?P<name>[\u4e00-\u9fff]{3,26}?)(?P<kind>局|委员会|委|厅|办公室)")
_LEAST_CORE = 4  # letters of a name without place and kind that may be left out of
_LEAST_NAME = 3  # letters of a name's end by which it may go
_ZONES = ("高新区", "经开区", "开发区", "新区", "园区", "景区", "度假区", "示范区", "工业园", "保税区")
# What names of bodies end in that are called by that word alone (学院, 医院); not the head, office or website of one.
_CALLED_BY_KIND = re.compile(
    "学院|大学|医院|卫生院|研究院|图书馆|档案馆|博物馆|支行|中心支行|海关|气象局|支队|大队|总队|幼儿园"
)
_NOT_ITSELF = "(?![长办网感内友企报史级园务]|本部|医院)"


@dataclass(frozen=True, slots=True)
class ShortName:
    """A department's name with letters left out: 区城管局 for 惠山区城市管理局, 市发改委 for its 发展和改革委员会.

    A commission goes by its first letter, too (区文委 for the 文化委员会), each with its place's name before it or without
    any (教体局). `splits`: the level and the rest of the name wherever a place's name may end in it (泸州|市城市管理,
    泸州市|城市管理).
    """

    pattern: re.Pattern[str]
    splits: tuple[tuple[str, str], ...]

    def holds(self, word: str) -> bool:
        """Whether a word is the name made short: letters of all that it joins by 和, from its first on (文旅, not 旅游)."""
        return any(_shortens(word, core) for _, core in self.splits)

    def length(self, text: str, *, alone: bool) -> int:
        """How many letters of a text's beginning are the name. `alone`: no other body stands before (各区县|财政局)."""
        match = self.pattern.match(text)
        if match is None:
            return 0
        level, core = match["level"], match["core"]
        if level is None:
            return match.end() if alone and len(core) > 1 and self.holds(core) else 0
        fits = any(
            (level in "我本" or level == where)
            and (core in (name, name[:1]) or (len(name) >= _LEAST_CORE and _is_within(core, name)))
            for where, name in self.splits
        )
        return match.end() if fits else 0


def _shortens(word: str, core: str) -> bool:
    joined = all(set(part) & set(word) for part in re.split("[和及与]", core))
    return word[0] == core[0] and joined and _is_within(word, core)


def _is_within(letters: str, name: str) -> bool:
    """Whether the letters are letters of the name, in its order; a branch's (公安局江阳区分) end as it does."""
    if name.endswith("分") and not letters.endswith("分"):
        return False
    left = iter(name)
    return all(letter in left for letter in letters)


def short_name(issuer: Issuer | None) -> ShortName | None:
    """None where the body is no department of a place, or its name is too short to be shortened."""
    if issuer is None or issuer.kind != "department":
        return None
    named = _DEPARTMENT.fullmatch(issuer.name)
    if named is None:
        return None
    name, kind = named["name"], named["kind"][0]
    splits = [(name[at], name[at + 1 :]) for at in range(1, len(name) - 1) if name[at] in _LEVELS]
    after = "(?!员|网|长|党|系统|直属|下属|所属|机关)"
    places = "|".join(re.escape(name[:at]) for at in range(len(name) - 2, 0, -1) if name[at] in _LEVELS)
    place = f"(?:{places})?" if places else ""
    least = 1 if kind == "委" else 2
    kind = {"委": "委(?:员?会)?", "办": "办(?:公[厅室])?"}.get(kind, kind)
    pattern = re.compile(rf"{place}(?P<level>[{_LEVELS}我本])?(?P<core>[\u4e00-\u9fff]{{{least},8}}?){kind}{after}")
    return ShortName(pattern, tuple(splits)) if splits else None


def called_by(name: str) -> str | None:
    """The word for what a body is, by which alone it goes: 海关 for 泸州海关."""
    kinds = list(_CALLED_BY_KIND.finditer(name))
    return kinds[-1][0] if kinds and kinds[-1].end() == len(name) else None


def own_name(issuer: Issuer | None, *, apart: bool) -> re.Pattern[str] | None:
    """How the issuer speaks of itself: 市财政局 for 泸州市财政局, 市政府办公厅 for an office that reports for itself.

    `apart`: its office is told from the system below it (省局机关).
    """
    if issuer is None:
        return None
    name = issuer.name
    short = re.sub(rf"^[\u4e00-\u9fff]{{1,10}}?{_PLACE_END}", "", name) or name
    if issuer.kind == "government":
        return _government(name)
    if re.match(r"(?:人民)?政府办公[厅室]", short):
        level = "(?:[\u4e00-\u9fff]{0,8}?(?:省|市|区|县|州|盟|旗))?"
        return re.compile(rf"(?:{re.escape(name)}|{level}(?:人民)?政府办公?[厅室]?|{level}府办|办公[厅室](?!主任|设))")
    if TOWNSHIP.search(name) is not None:
        return _township(name)
    if re.search("大学|学院|学校|[中小]学|幼儿园", name) is not None and issuer.kind != "department":
        kinds = "学校|校|学院" if "学院" in name else "学校|校"
        return re.compile(rf"(?:{re.escape(name)}|{re.escape(short)}|(?:本|我|全)?(?:{kinds})){_NOT_ITSELF}")
    return re.compile(f"(?:{'|'.join(_bodys_names(name, short, apart=apart))})")


def _bodys_names(name: str, short: str, *, apart: bool) -> Iterator[str]:
    least = max(len(short), _LEAST_NAME)
    yield from (f"(?:本|我)?{re.escape(name[at:])}" for at in range(max(len(name) - least, 0) + 1))
    place = name.removesuffix(short)
    level = "自治区|" if place.endswith("自治区") else f"{place[-1]}|" if place else "省|市|区|县|州|旗|"
    yield f"(?:{level}本|我)?{re.escape(short)}"
    if apart:
        yield "(?:省|市|区|县|州|本|我)?[局厅委]机关"
    if name.endswith("分局"):
        yield "(?:[区县市本我])?(?:公安|交警)?分局(?!长|网|机关)"
    if name.endswith(("管理委员会", "管委会")):
        zones = [zone for zone in _ZONES if _is_within(zone, name)]
        yield f"(?:{'|'.join(zones) or '区'})?(?:管理委员会|管委会)(?!各|所属|系统|网)"
        yield from (f"(?:全|我|本)?{zone}(?!管委会|各|内|网)" for zone in zones)
    kind = called_by(name)
    if kind is not None:
        yield f"(?:本|我|全)?{kind}{_NOT_ITSELF}"


def _township(name: str) -> re.Pattern[str]:
    """A town's, township's or street office's names: its own with or without what it is run by, and its kind alone."""
    kind = TOWNSHIP.search(name)
    assert kind is not None
    run_by = "(?:办事处|党工委|党委政府|党委、政府|人民政府|政府|办(?!公|理|结))"
    place = re.sub("(?:办事处|人民政府|政府)$", "", name)
    short = re.sub(rf"^.*{_PLACE_END}(?:人民政府)?(?=[\u4e00-\u9fff]{{2}})", "", place)
    itself = "|".join(re.escape(part) for part in (name, place, short))
    return re.compile(
        rf"(?:(?:本|我)?(?:{itself}){run_by}?(?!社区|村)|(?:全|本|我)?{kind[1]}{run_by}?(?!社区|村)|办事处(?!主任))"
    )


def _government(name: str) -> re.Pattern[str]:
    after = (
        "(?!门户|入口|网|办(?![理结])|集中|采购|信息|政务|公开|公报|各|其|及(?!时)|部门|规章|文件|常务|和|、|直|重要|领导|系统"
        "|作?为(?:被|受理|答复)|名义|(?:提出|提交|递交|申请)的?[\u4e00-\u9fff]{0,10}中)"
    )
    place = re.sub("人民政府$", "", name)
    level = f"(?:(?!向)(?:(?!政府|代理|协助|配合|报请|提请|报送|[局委厅院])[\u4e00-\u9fff]){{0,8}}?(?:{_levels_of_its_own(place)}))?"
    places = "|".join((re.escape(place), *_short_places(place)))
    acting = f"(?={words().acting})"
    return re.compile(rf"(?:{re.escape(name)}{after}|{level}(?:人民)?政府{after}|(?:{places}){acting})")


def _levels_of_its_own(place: str) -> str:
    """What may stand before 政府 where a government names itself: neither the level above nor the one below (县政府 in the report
    of a city)."""
    if place.endswith("自治区"):
        return "自治区|区"
    if place.endswith(("区", "县", "旗")):
        return "区|县|旗"
    return place[-1] if place[-1:] in ("省", "市", "州", "盟") else "省|市|区|县|州|盟|旗"


def smaller_places(issuer: Issuer | None) -> re.Pattern[str] | None:
    """A county, district or city by its name and what it did (江阳区政府收到), in the report of the place that it belongs to."""
    if issuer is None or issuer.kind != "government":
        return None
    place = issuer.name.removesuffix("人民政府")
    if place.endswith(("省", "自治区")):
        return words().smaller_places["province"]
    if place.endswith(("州", "盟", "地区")):
        return words().smaller_places["prefecture"]
    return words().smaller_places["city"] if place.endswith("市") else None


def larger_places(issuer: Issuer | None) -> re.Pattern[str] | None:
    """What the places above a body's own are called as a whole: 全省 in the report of a city, 全市 in that of a county."""
    if issuer is None or issuer.kind == "other":
        return None
    levels = re.findall("自治区|地区|[省市区县州盟旗]", re.sub("(?<=.)(?:局|厅|委员会|办公室)$", "", issuer.name))
    if not levels:
        return None
    province, prefecture = levels[-1] in ("省", "自治区"), levels[-1] in ("市", "州", "盟", "地区")
    return re.compile("全国" if province else "全[国省]" if prefecture else "全[国省市州盟]")


def _short_places(place: str) -> Iterator[str]:
    """What an autonomous place calls itself: 伊犁州 for 伊犁哈萨克自治州, 自治区 for any."""
    if place.endswith("地区"):
        yield f"地区(?={words().acting})"
    if place.endswith("自治区"):
        yield "自治区"
    match = re.search("自治([州县旗])$", place)
    if match is not None:
        yield from (place[:length] + match[1] for length in (2, 3, 4))
