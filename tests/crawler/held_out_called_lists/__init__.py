"""Held-out portals: lists that come by a call, as public crawlers of such systems say they do.

    house.py      templates and titles of these portals; whole_portals's kit furnishes the rest
    libraries.py  the script libraries that their pages load, as far as these pages use them
    called.py     lists that a script asks for: hash routes, $.post, search JSON, units, labels, layui, _CONFIG
    served.py     lists that a server writes: PHPCMS, a city's frames
    fresh.py      written after the first repairs: other systems
    fragments.py  written after the second repairs: lists in pieces

Evidence, all public: callers of /api-gateway/jpaas-publish-server/front/page/build/unit (queryData, data.html, the pager's
count), of /public/column/<organ>?type=4&action=list and /site/label/8888, of /common/getChannelList and /common/search/<id>,
of /es-search/search/<id> (its list script with ejscreatePageHTML), of /gkmlpt/api/all/<column> (_CONFIG.TREE, concat in the
bundle), yiqucms' templates, layui's documentation.

`python -m tests.crawler.held_out.measure --set called_lists`. Nothing here may import from the code under test.
"""
