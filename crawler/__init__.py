"""What goes out (采): spiders, discovery, portal families, the registry, middlewares, commands.

registry/     jurisdictions and portals, as data
families/     one file a publishing system: how its lists page, where an article's body is; nothing about places
discovery/    the walk: which address next, what is this page, is it a report; pure, no Scrapy inside
spiders/      the walk on Scrapy
middlewares/  addresses refused, sizes bounded, captures taken
commands/     the project's Scrapy commands
"""
