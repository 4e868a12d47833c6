"""Signs and words by which a text is cut and told apart: the same for every kind of figure.

Everything is matched over Simplified text with half-width signs; what says which figure is in ../../data/prose.json.
"""

from __future__ import annotations

import re
from typing import Literal

Scope = Literal["whole", "own", "departments", "lower", "site", "body", "account", "above"]

MAX_PARAGRAPH = 20_000
MAX_CLAUSE = 260
MAX_RIGHT = 40
MAX_RAW = 80
STILL = 2  # paragraphs for which what was counted is still spoken of
LOOKED_BACK = 2_000  # characters before a number in which words on its topic are looked for

SCOPES: tuple[Scope, ...] = ("whole", "own", "departments", "lower", "site", "account", "body")
QUOTES = re.compile(r"[\s“”‘’\"'`]")
TOPIC = re.compile(
    r"(?P<direct>(?:未经(?:行政)?复议,?)?直接(?:向[\u4e00-\u9fff]{0,6}法院)?(?:提起)?(?:行政)?(?:起诉|诉讼))"
    r"|(?P<after>(?:经)?复议后(?:再|又)?(?:提起)?(?:行政)?(?:起诉|诉讼))"
    r"|(?P<review>复议(?!培训|法|条例|案卷|业务|知识))|(?P<litigation>诉讼(?!法(?!院)|败诉率|应诉率|培训|业务|知识|庭审)|起诉|应诉(?!培训|业务|能力|率)|被诉)"
)
HOME = {
    "proactive": "proactive",
    "responses": "proactive",
    "gazette": "proactive",
    "platform": "proactive",
    "hotline": "proactive",
    "applications": "applications",
    "review": "review_litigation",
    "litigation": "review_litigation",
    "complaints": "review_litigation",
}
HANDLED = frozenset({"applications.answered", "applications.closed"})
CASES = ("review.", "litigation.", "complaints.")
BASES = {
    "proactive.channel.": ("proactive.items",),
    "proactive.by_publisher.": ("proactive.items",),
    "applications.channel.": ("applications.received", "applications.accepted_total"),
    "applications.by_receiver.": ("applications.received", "applications.accepted_total"),
    "applications.outcome.": (
        "applications.answered",
        "applications.closed",
        "applications.accepted_total",
        "applications.received",
    ),
    "review.": ("review.total",),
    "litigation.direct.": ("litigation.direct.total",),
    "litigation.after_review.": ("litigation.after_review.total",),
    "litigation.": ("litigation.total",),
}

# The names of the lowest bodies, that have none under them.
TOWNSHIP = re.compile("(街道|镇|乡|苏木)(?:办事处|人民政府|政府)?$")
