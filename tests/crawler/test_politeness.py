"""Jurisdictions that share a site, directly or over others, are one group."""

from __future__ import annotations

from crawler.discovery.page import Portal
from crawler.politeness import politeness_groups
from crawler.registry import Registry


def groups(*rows: tuple[str, str, str | None]) -> dict[str, str]:
    return dict(politeness_groups(Portal(code, portal, reports) for code, portal, reports in rows))


def test_a_site_is_its_host_whatever_port_scheme_or_www() -> None:
    found = groups(
        ("510500", "http://www.one.gov.cn/", None),
        ("510600", "https://one.gov.cn:8443/x", None),
        ("510700", "http://two.gov.cn/", None),
    )
    assert found["510500"] == found["510600"] != found["510700"]


def test_a_platform_where_reports_are_makes_one_group_of_all_that_publish_there() -> None:
    found = groups(
        ("510500", "http://a.gov.cn/", "http://platform.gov.cn/a/"),
        ("510600", "http://b.gov.cn/", "http://platform.gov.cn/b/"),
        ("510700", "http://c.gov.cn/", None),
    )
    assert found["510500"] == found["510600"] != found["510700"]


def test_a_site_shared_over_several_rows_joins_them_in_any_order() -> None:
    rows = [
        ("510500", "http://a.gov.cn/", None),
        ("510600", "http://c.gov.cn/", None),
        ("510600", "http://b.gov.cn/", None),
        ("510500", "http://b.gov.cn/mirror/", None),
    ]
    assert len(set(groups(*rows).values())) == 1
    assert groups(*rows) == groups(*reversed(rows))


def test_every_portal_of_the_registry_has_a_group_and_few_share_one() -> None:
    registry = Registry.load()
    found = politeness_groups(row.portal for row in registry.rows)
    assert set(found) == set(registry.codes())
    assert len(set(found.values())) > 0.95 * len(found)
