"""What a probe says of what stood in the way."""

from __future__ import annotations

from crawler.commands.probe import hints

ASKED = "http://www.a.gov.cn/"


def test_a_host_that_nobody_declared_is_named_once() -> None:
    said = "refused_address: http://xxgk.a.cn:81/nb/{}.html (xxgk.a.cn:81 is no host of http://www.a.gov.cn/ or of its family)"
    assert hints([said.format(1), said.format(2)], ASKED) == [
        "scrapy probe http://xxgk.a.cn:81/ , and give that host a row of its own if reports are there"
    ]


def test_a_private_address_is_told_how_it_can_be_probed() -> None:
    (hint,) = hints(
        ["refused_address: http://10.0.0.1/ (10.0.0.1:80 is 10.0.0.1, which is not a public address)"], ASKED
    )
    assert "ALLOW_PRIVATE_ADDRESSES=True" in hint


def test_a_spent_budget_is_told_how_it_can_be_raised() -> None:
    (hint,) = hints(["the 60 requests for 000000 are spent"], ASKED)
    assert "--requests 300" in hint


def test_what_nobody_can_change_is_not_advised_on() -> None:
    assert hints(["not_found: http://www.a.gov.cn/x (status 404)"], ASKED) == []
