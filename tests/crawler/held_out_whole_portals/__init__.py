"""Held-out portals: whole portals as they commonly are, weighed by what is common.

    kit.py        what every such portal has: a home page of hundreds of links, news, the disclosure column with its
                  menu of 指南, 制度, 法定主动公开内容, 年报 and 依申请公开, articles in the templates of three times
    static.py     portals whose pages were written beforehand
    dynamic.py    portals whose lists a server, or a script, puts together

Evidence, all public: addresses and columns of disclosure named by crawlers of such portals (LoveSunday7/
government_policy_crawler, jas0no7/local_spider_jason, gerry0208/spider_project, RSSHub's routes for 绵竹 and 安康, the
collectors of 平潭, 延安, 攀枝花, 楚雄, 晋城), a survey of the districts of Beijing (年报 by year, places below by year),
saved templates and pages (topie/topiecms, wjinliang/snzypt, 鄂尔多斯 恩格贝's 信息公开年报, 邯郸, 汉台's 政府信息公开, 合肥's and
吉安's home pages), and the notice on 政府信息公开平台 of 2019 (国办公开办函〔2019〕61号), which fixes the names of the columns.

`python -m tests.crawler.held_out.measure --set whole_portals`. Nothing here may import from the code under test.
"""
