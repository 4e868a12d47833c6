"""`make bench`: how fast, beside others, on the same bytes, in turn, in one run; ratios, since machines differ.

portal.py     a portal of several hosts with lists and reports, written like demo/'s
bare.py       the yardstick: a Scrapy spider that follows the same links and keeps nothing
client.py     what the portal server itself can do
many.py       hundreds of portals side by side: hosts interleaved, delays kept, memory flat
workers.py    three workers of the queue beside one
process.py    a command's time, CPU with its children, and peak memory
crawl.py      our crawl beside the bare one       parse.py   our parser beside trafilatura and resiliparse
text.py       which characters of an article are kept, beside the same two
"""

SAME_FOR_BOTH = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
}
