"""Held-out portals: whole portals that are untidy in the ways that many are.

Made with whole_portals's kit, after titles_and_columns was measured. Evidence, all public: 恩格贝's 信息公开年报 (titles, stray entries),
the survey of 北京's districts (bureaus' and townships' reports as files of one page, columns that moved), address lists of
portal crawlers (LoveSunday7/government_policy_crawler), and hints in the official format of 2021 that the report be published
both as a page and as a file.

`python -m tests.crawler.held_out.measure --set untidy`. Nothing here may import from the code under test.
"""
