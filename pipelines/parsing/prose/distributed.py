"""One clause for several numbers: labels that are listed with 分别, 均 or 各 before what was counted of each.

网站、微博、微信分别公开45条、12条、3条        行政复议、行政诉讼均为0件        网上和信函申请各3件
"""

from __future__ import annotations

import re

from pipelines.parsing.prose.subjects import Subjects

DISTRIBUTED = re.compile(
    r"(?P<labels>.+?)(?:数量?)?(?:分别|依次)(?:为|是|有|达|占|共)?(?P<verb>主动公开|公开|发布|公布|收到|受理|答复|办结)?(?:了)?:?$"
)
ALL = re.compile(r"、?(?P<labels>[^、和及与]+[、和及与].+?)(?:数量?)?(?:均|都|皆|全部)(?:为|是)?:?$")
EACH = re.compile(r"、?(?P<labels>[^、和及与]+[、和及与].+?)(?:数量?)?各(?:有|为|是)?:?$")
LABELS = re.compile(r"[、和及与]")
_DONE_WITH_ALL = re.compile(
    "(?:渠道|方式|平台|等)*(?<!不予)(?<!予以)(?<!同意)(?<!部分)(?:主动)?(?:公开|发布|公布)(?:的|政府|政务|信息)*$"
)


def labels_of(listed: str, wanted: int, subjects: Subjects) -> list[str]:
    """What so many numbers are of, in their order: the clause as far as it was stripped that names so many things.

    What was done with all of them (公开的) stands behind the last; none where no stage names as many.
    """
    for stage, _ in reversed(subjects.stages(listed)):
        labels = [label for label in LABELS.split(stage) if label]
        if len(labels) == wanted:
            done = _DONE_WITH_ALL.search(labels[-1])
            last = labels[-1][: done.start()] if done is not None else labels[-1]
            return [label + ("公开" if done is not None else "") for label in (*labels[:-1], last)]
    return []
