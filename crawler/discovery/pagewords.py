"""The words of pagers: next, previous, numbers, and what a list prints of its totals."""

from __future__ import annotations

import re

MAX_TEXT = 8_000

NEXT = re.compile(
    r"^[\[【<(（]?(?:下一?页|下页|后一?页|后页|翻页|(?:较旧|较早|更早|更旧)的?(?:文章|内容|信息)?|older(?:posts|entries)?|next(?:page)?|nextpage|尾页|末页|最后一?页|last|end|>{1,2}|»|›|＞|→)[\]】>)）]?$",
    re.I,
)
PREVIOUS = re.compile(
    r"^[\[【<(（]?(?:首页|第一页|上一?页|前一?页|前页|prev(?:ious)?|first|<{1,2}|«|‹|＜|←)[\]】>)）]?$", re.I
)
FOLLOWING = re.compile(r"^[\[【<(（]?(?:下一?页|下页|后一?页|后页|next(?:page)?|>|»|›|＞|→)[\]】>)）]?$", re.I)
# What brings more of a list to the page that shows it.
MORE = re.compile(
    r"^(?:点击|查看|显示|浏览)?(?:加载|查看|显示|展开)?(?:更多|下一批)(?:内容|信息|数据|文章|>{1,2}|\.{2,}|…|↓|∨)?$|^(?:点击|继续)加载$|^load ?more$|^more$",
    re.I,
)
NUMBER = re.compile(r"^[\[【(（第]?(\d{1,4})[\]】)）页]?$")
PAGES = re.compile(
    r"(?:共计?|总共|合计|总页数|总计|共有|分为?)[:：]?\s*(\d{1,5})\s*页|(?:第\s*\d{1,5}\s*页?|^|[^\d/])\s*\d{1,5}\s*/\s*(?:共)?\s*(\d{1,5})\s*页|总页数[:：]?\s*(\d{1,5})"
)
ENTRIES = re.compile(
    r"(?:共计?|总共|合计|总计|共有|总记录数|总条数|记录数)[:：]?\s*(\d{1,6})\s*(?:条|篇|项|个?记录|件|则)|总记录数[:：]?\s*(\d{1,6})|总条数[:：]?\s*(\d{1,6})"
)
CURRENT = re.compile(r"第\s*(\d{1,5})\s*页|当前(?:第)?\s*(\d{1,5})\s*页|(?:^|[^\d/])(\d{1,5})\s*/\s*\d{1,5}\s*页")


def last(pattern: re.Pattern[str], text: str) -> int | None:
    """The pattern's last match with a number: a pager stands below its list."""
    value = None
    for match in pattern.finditer(text):
        number = next((group for group in match.groups() if group), None)
        if number is not None:
            value = int(number)
    return value
