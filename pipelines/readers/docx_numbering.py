"""Word's automatic numbers: characters of the report that stand in no text run (一、 （一） 1.).

ECMA-376 part 1, section 17.9: a paragraph names a list and level, itself or through its style; a list refers to an abstract
one, whose levels have a format, a text with %1 to %9, and a start.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

_CHINESE = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting ideographDigital taiwaneseCounting "
    "taiwaneseCountingThousand koreanDigital2 ideographTraditional chineseLegalSimplified".split()
)
_NUMERALS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MAX_CHAIN = 12


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    apart: bool = True  # whether a tab or blank stands behind the number (17.9.28)


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document, counting as its paragraphs are read in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None = None) -> None:
        abstract: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str | None, str | None, int | None, int | None]] = {}
        for item in numbering if numbering is not None else ():
            if _name(item) == "abstractNum":
                abstract[_attribute(item, "abstractNumId") or ""] = _read_list(item)
            elif _name(item) == "num":
                reference = _child(item, "abstractNumId")
                known = abstract.get((_attribute(reference, "val") or "") if reference is not None else "")
                if known is not None:
                    # Lists that share an abstract one go on counting together, unless one starts anew.
                    overridden = _child(item, "lvlOverride") is not None
                    self._lists[_attribute(item, "numId") or ""] = _List(known.levels) if overridden else known
        for style in styles if styles is not None else ():
            if _name(style) == "style":
                self._styles[_attribute(style, "styleId") or ""] = _read_style(style)

    def next_label(self, paragraph: etree._Element, text: str) -> str:
        """The number that Word prints before this paragraph's text, '' for none; counts it.

        Apart from a figure that begins the text where Word sets it apart, so that the two are not one.
        """
        list_id, level = self._list_of(paragraph)
        found = self._lists.get(list_id or "")
        if found is None or level not in found.levels:
            return ""
        found.counts[level] = found.counts.get(level, found.levels[level].start - 1) + 1
        for deeper in [key for key in found.counts if key > level]:
            del found.counts[deeper]
        label = found.levels[level].text
        for number in range(9):
            if f"%{number + 1}" in label:
                of = found.levels.get(number, _Level())
                label = label.replace(f"%{number + 1}", _printed(found.counts.get(number, of.start), of.format))
        if found.levels[level].format in ("bullet", "none"):
            return ""
        return f"{label} " if found.levels[level].apart and text.lstrip()[:1].isdigit() else label

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """The outline level of a paragraph, 1 for the outermost, if it or its style has one."""
        properties = _child(paragraph, "pPr")
        own = _number(_child(properties, "outlineLvl")) if properties is not None else None
        if own is None:
            for style in self._chain(properties):
                if style[3] is not None:
                    own = style[3]
                    break
        return own + 1 if own is not None and own < 6 else None

    def _list_of(self, paragraph: etree._Element) -> tuple[str | None, int]:
        properties = _child(paragraph, "pPr")
        own = _child(properties, "numPr") if properties is not None else None
        list_id, level = _reference(own)
        if list_id is None:
            for _, styled_list, styled_level, _ in self._chain(properties):
                if styled_list is not None:
                    return styled_list, level if level is not None else styled_level or 0
        return list_id, level or 0

    def _chain(self, properties: etree._Element | None) -> list[tuple[str | None, str | None, int | None, int | None]]:
        """A paragraph's style and those it is based on."""
        named = _child(properties, "pStyle") if properties is not None else None
        name = _attribute(named, "val") if named is not None else None
        chain: list[tuple[str | None, str | None, int | None, int | None]] = []
        while name is not None and name in self._styles and len(chain) < MAX_CHAIN:
            chain.append(self._styles[name])
            name = self._styles[name][0]
        return chain


def _read_list(item: etree._Element) -> _List:
    found = _List()
    for level in item:
        if _name(level) != "lvl":
            continue
        number = _attribute(level, "ilvl") or ""
        if not (number.isascii() and number.isdigit()) or int(number) > 8:
            continue
        form, text, start = _child(level, "numFmt"), _child(level, "lvlText"), _number(_child(level, "start"))
        behind = _child(level, "suff")
        found.levels[int(number)] = _Level(
            (_attribute(form, "val") or "decimal") if form is not None else "decimal",
            (_attribute(text, "val") or "") if text is not None else "",
            1 if start is None else start,
            behind is None or _attribute(behind, "val") != "nothing",
        )
    return found


def _read_style(style: etree._Element) -> tuple[str | None, str | None, int | None, int | None]:
    based = _child(style, "basedOn")
    properties = _child(style, "pPr")
    list_id, level = _reference(_child(properties, "numPr") if properties is not None else None)
    outline = _number(_child(properties, "outlineLvl")) if properties is not None else None
    return (_attribute(based, "val") if based is not None else None), list_id, level, outline


def _reference(properties: etree._Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    list_id = _child(properties, "numId")
    return (_attribute(list_id, "val") if list_id is not None else None), _number(_child(properties, "ilvl"))


def _printed(value: int, form: str) -> str:
    if form in _CHINESE:
        return _in_numerals(value, _LEGAL if "Legal" in form else _NUMERALS)
    if form == "decimalEnclosedCircle" or form == "decimalEnclosedCircleChinese":
        return _CIRCLED[value - 1] if 1 <= value <= len(_CIRCLED) else str(value)
    if form in ("lowerLetter", "upperLetter") and 1 <= value <= 26:
        return chr((97 if form == "lowerLetter" else 65) + value - 1)
    if form in ("lowerRoman", "upperRoman") and 1 <= value < 4000:
        roman = _in_roman(value)
        return roman.lower() if form == "lowerRoman" else roman
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    return str(value)


def _in_numerals(value: int, numerals: str) -> str:
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    if not tens:
        return numerals[ones]
    return (numerals[tens] if tens > 1 else "") + "十" + (numerals[ones] if ones else "")


def _in_roman(value: int) -> str:
    out = ""
    for number, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True
    ):
        while value >= number:
            out += letters
            value -= number
    return out


def _number(element: etree._Element | None) -> int | None:
    text = (_attribute(element, "val") or "") if element is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _name(child) == name), None)


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: etree._Element, name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)
