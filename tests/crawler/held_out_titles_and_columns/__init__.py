"""Held-out portals: ten more whole portals, written after whole_portals's mends and before any other.

Made with whole_portals's kit. Evidence, all public: the address forms of PHPCMS, JEECMS, Epoint and Hanweb that crawlers of
such portals ask for (LoveSunday7/government_policy_crawler, the collectors of 河北 and 陕西 health commissions'
`index.jhtml`, zlsrc's of 浙江 and 江苏 `default_pg` lists and `/module/xxgk/search.jsp`), the survey of 北京's districts (older
years in other columns, files for pages), and the saved home pages of 合肥, 吉安 and 汉台.

`python -m tests.crawler.held_out.measure --set titles_and_columns`. Nothing here may import from the code under test.
"""
