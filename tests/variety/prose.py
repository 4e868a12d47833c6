"""Fills phrases with a report's figures and tells its truth what was stated, may be read, or is not to be read."""

from __future__ import annotations

import random
import re
from decimal import ROUND_HALF_UP, Decimal

from tests.variety import phrases
from tests.variety.facts import Facts
from tests.variety.truth import Key, Truth

SLOT = re.compile(r"\{([^{}]*)\}")
DIGITS = "零一二三四五六七八九"
# The dictionary asks for these in the statistics form only: a report without it may state them, and need not be read.
NOT_FREE = {
    "proactive.normative_documents_issued",
    "proactive.normative_documents_disclosed",
    "applications.closed.on_time",
    "applications.closed.extended",
    *(
        f"applications.outcome.refused.{ground}"
        for ground in ("state_secret", "trade_secret", "privacy", "security_and_stability")
    ),
}
LONG = {"proactive.items", "hotline.cases", "proactive.channel.website", "proactive.channel.new_media"}


def chinese(value: int) -> str:
    """A whole number below 10000 in words, as Chinese writes it: 一百零三, 两千三百一十."""
    if value < 10:
        return DIGITS[value]
    out, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            if gap and out:
                out += "零"
            out += DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") else out


class Writer:
    """One office's hand: how it names itself, its applications and its numbers."""

    def __init__(self, truth: Truth, facts: Facts, rng: random.Random, subjects: tuple[str, ...]) -> None:
        self.truth, self.facts, self.rng = truth, facts, rng
        self.subject = rng.choice(subjects).format(place=truth.place)
        self.unit = rng.choice(("件", "件", "件", "宗", "条", "份", "件次"))
        draw = rng.random
        self.in_words = draw() < 0.04
        self.full_width = draw() < 0.05
        self.thousands = draw() < 0.06
        self.spaced = draw() < 0.08
        self.half_width = draw() < 0.1
        for habit in ("in_words", "full_width", "thousands", "spaced", "half_width"):
            if getattr(self, habit):
                truth.irregularities.append(f"prose:{habit}")

    def number(self, code: str, value: Decimal) -> tuple[Decimal, str]:
        """The value as stated, which 万 may have rounded, and its print."""
        if code in LONG and value >= 20000 and self.rng.random() < 0.5:
            short = (value / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)
            return short * 10000, f"{short.normalize():f}万"
        whole = value == value.to_integral()
        if self.in_words and whole and value < 10000:
            return value, chinese(int(value))
        text = f"{int(value):,d}" if self.thousands and whole else f"{value.normalize():f}"
        if self.full_width:
            text = text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
        return value, f" {text} " if self.spaced else text

    def state(self, key: Key, value: Decimal, *, optional: bool) -> None:
        """A table's figure stays; two statements in words agree by construction."""
        if key in self.truth.figures:
            return
        if optional or key in self.truth.blank or (self.truth.form in ("free", "annex") and key[0] in NOT_FREE):
            self.truth.optional[key] = value
        else:
            self.truth.figures[key] = value

    def fill(self, phrase: str) -> str:
        nought = re.match(r"=(\??)([^=]+)=", phrase)
        if nought:
            for code in nought.group(2).split(","):
                self.state((code, "all", "year"), Decimal(0), optional=bool(nought.group(1)))
                self.truth.said[(code, "all", "year")] = phrase
            phrase = phrase[nought.end() :]
        before = set(self.truth.figures)
        text = SLOT.sub(self.slot, phrase)
        self.truth.said.update(dict.fromkeys(self.truth.figures.keys() - before, text))
        return text.translate(str.maketrans("，：；（）", ",:;()")) if self.half_width else text

    def slot(self, match: re.Match[str]) -> str:
        name = match.group(1)
        words = {
            "place": self.truth.place,
            "s": self.subject,
            "y": str(self.truth.year),
            "py": str(self.truth.year - 1),
            "ny": str(self.truth.year + 1),
            "u": self.unit,
        }
        if name in words:
            return words[name]
        if name.startswith("#"):
            low, high = name[1:].split("-")
            return str(self.rng.randint(int(low), int(high)))
        if name.startswith("%"):
            part, whole = (self.facts[(code, "all", "year")] for code in name[1:].split("/"))
            return f"{part * 100 / whole:.2f}%" if whole else "0%"
        optional = name.startswith("?")
        code, _, rest = name.lstrip("?").partition("@")
        applicant, _, period = rest.partition("@")
        key = (code, applicant or "all", period or "year")
        value, text = self.number(code, self.facts[key])
        self.state(key, value, optional=optional)
        return text

    def can(self, phrase: str) -> bool:
        """Whether the facts allow the phrase: what it calls nought is not stated otherwise, every figure is known."""
        nought = re.match(r"=\??([^=]+)=", phrase)
        if nought and any(
            self.truth.figures.get((code, "all", "year"), Decimal(0)) != 0
            or ((code, "all", "year") in self.facts and self.truth.tables)
            for code in nought.group(1).split(",")
        ):
            return False
        for name in SLOT.findall(phrase):
            if "." not in name or name[0] == "#":
                continue
            for one in name.lstrip("?%").split("/"):
                code, _, rest = one.partition("@")
                applicant, _, period = rest.partition("@")
                if (code, applicant or "all", period or "year") not in self.facts:
                    return False
        return True

    def topic(self, name: str) -> list[str]:
        """A sentence of the topic, or an approximation in its place, or nothing the facts allow."""
        if not self.truth.tables and name in phrases.APPROXIMATE and self.rng.random() < 0.06:
            self.truth.irregularities.append(f"approximate:{name}")
            return [self.fill(self.rng.choice(phrases.APPROXIMATE[name]))]
        voices = [v for v in phrases.TOPICS[name][1] if self.can(v)]
        return [self.fill(self.rng.choice(voices))] if voices else []

    def traps(self, count: int) -> list[str]:
        return [self.fill(t) for t in self.rng.sample(phrases.TRAPS, count)]


def blended(sentences: list[str], rng: random.Random) -> list[str]:
    """The sentences as paragraphs: each its own, or several run together."""
    paragraphs: list[str] = []
    for sentence in sentences:
        if paragraphs and rng.random() < 0.35 and paragraphs[-1].endswith("。") and not sentence.startswith("（"):
            paragraphs[-1] += sentence
        else:
            paragraphs.append(sentence)
    return paragraphs


def section(writer: Writer, names: tuple[str, ...], chance: float, traps: int) -> list[str]:
    """Sentences on some of the topics in order, with numbers of other things strewn between."""
    rng = writer.rng
    lines = [s for name in names if rng.random() < chance for s in writer.topic(name)]
    for trap in writer.traps(rng.randint(0, traps)):
        lines.insert(rng.randint(0, len(lines)), trap)
    return blended(lines, rng)
