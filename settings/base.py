"""Settings of every run. A comment stands where a value is a decision, not a fact."""

import os

BOT_NAME = "lantai"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
SPIDER_LOADER_WARN_ONLY = False

# ---- What the contract names -------------------------------------------------------------------------------------------

# Where the archive is: file:FOLDER or s3://BUCKET/PREFIX. Credentials come through boto3's own chain, never from here.
ARCHIVE_URI = os.environ.get("LANTAI_ARCHIVE_URI", "file:archive")
ARCHIVE_S3_ENDPOINT_URL = os.environ.get("LANTAI_ARCHIVE_S3_ENDPOINT_URL", "")
# Spool, catalogue: all that may be deleted or rebuilt. Empty: a folder of the user's own, named by a digest of ARCHIVE_URI.
STATE_DIR = os.environ.get("LANTAI_STATE_DIR", "")
# Snapshots (docs/snapshots.md): an Ed25519 private key in PEM that signs them, an RFC 3161 service that time-stamps them; and whose
# proofs are believed: public keys and certificates of authorities in PEM. Each may be empty.
SNAPSHOT_SIGNING_KEY = os.environ.get("LANTAI_SNAPSHOT_SIGNING_KEY", "")
SNAPSHOT_TIMESTAMP_URL = os.environ.get("LANTAI_SNAPSHOT_TIMESTAMP_URL", "")
SNAPSHOT_TRUSTED_KEYS = os.environ.get("LANTAI_SNAPSHOT_TRUSTED_KEYS", "")
SNAPSHOT_TIMESTAMP_CA = os.environ.get("LANTAI_SNAPSHOT_TIMESTAMP_CA", "")
# A CSV that replaces the registry's portals: jurisdiction,portal_url,reports_url,family,source_kind.
PORTALS_FILE = os.environ.get("LANTAI_PORTALS_FILE", "")
# Only for portals on this machine or network, and then only for the portals' own hosts and ports.
ALLOW_PRIVATE_ADDRESSES = False
# Everything counts that leaves for the jurisdiction's sake: redirects, retries, robots.txt, what a browser page asks for.
MAX_REQUESTS_PER_JURISDICTION = 600
# Whether documents that the archive knows are asked for too when the walk did not come by them (`scrapy refetch` sets it).
REFETCH_KNOWN = False
# The queue's PostgreSQL; an embedded one when empty.
QUEUE_URI = os.environ.get("LANTAI_QUEUE_URI", "")

# ---- The queue: bounds of a job, each run in a process of its own by `scrapy worker` ---------------------------------------

# Seconds and megabytes that a job may use, its readers and browser included; past either it is stopped, and commits what it has.
QUEUE_JOB_SECONDS = 4 * 3600
QUEUE_JOB_MEMORY_MB = 6144
# Seconds that a job has to stop cleanly before it is killed.
QUEUE_STOP_SECONDS = 60
# How often a job is tried, and the first wait after a failure; each further wait is six times as long.
QUEUE_ATTEMPTS = 4
QUEUE_RETRY_SECONDS = 300
# A worker not heard of for so long is dead, and its job is run again; it speaks five times as often. The same on all machines.
QUEUE_DEAD_SECONDS = 25
# When `scrapy worker --schedule` puts on the queue what is due; the clock is UTC.
QUEUE_DUE_CRON = "*/15 * * * *"

# ---- Politeness --------------------------------------------------------------------------------------------------------

USER_AGENT = os.environ.get(
    "LANTAI_USER_AGENT", "Lantai/0.1 (archive of annual reports on government information disclosure)"
)
# robots.txt is read for this name; a rule for another crawler does not bind us, one for * does.
ROBOTSTXT_USER_AGENT = "Lantai"
ROBOTSTXT_OBEY = True
# A server that answers 5xx for robots.txt is asked again after so many seconds, then once a run: until it can be read nothing else
# is asked of it (RFC 9309), unless the archive has its rules of an earlier visit.
ROBOTSTXT_RETRY_SECONDS = [5, 30]
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    # Only what pipelines/coding.py can undo within bounds.
    "Accept-Encoding": "gzip, deflate, br",
}
DOWNLOAD_DELAY = 1.0
# Never sooner than the delay: Scrapy would vary it by half.
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = True
# Start at the plain delay: a site that is slow to answer is slowed down from its first answer on.
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
CONCURRENT_REQUESTS_PER_DOMAIN = 4
# Many hosts wait out their own delays at once: this bounds open requests, not the load on any site.
CONCURRENT_REQUESTS = 64
# How many jurisdictions are walked side by side; the others wait. Memory grows with this number, not with the registry.
CONCURRENT_JURISDICTIONS = 32
# For so long a crawl of several jurisdictions that was interrupted goes on where it was, if it is asked for again; 0: never.
RESUME_HOURS = 72
# A session cookie makes captures depend on each other and portals serve the same pages without. Only within one chain of redirects
# is what was set on the way carried on (crawler/middlewares/redirects.py).
COOKIES_ENABLED = False
REFERRER_POLICY = "scrapy.spidermiddlewares.referer.StrictOriginWhenCrossOriginPolicy"

# ---- Bounds: everything fetched may be hostile ---------------------------------------------------------------------------

# A response ends here and is kept as cut (WARC-Truncated); its decoded form is held to the same size.
DOWNLOAD_MAXSIZE = 20 * 1000 * 1000
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 60
# A body that breaks off is kept and marked; the retry decides whether it is asked for again.
DOWNLOAD_FAIL_ON_DATALOSS = False
RESPONSE_MAX_HEADERS = 200
RESPONSE_MAX_HEADER_BYTES = 100_000
REDIRECT_MAX_TIMES = 8
RETRY_TIMES = 2
# Not a timeout: what took 60 seconds once is not asked for again in the same run.
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.CannotResolveHostError",
    "twisted.internet.error.ConnectionDone",
    "twisted.internet.error.ConnectError",
    "twisted.internet.error.ConnectionLost",
]
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408, 429]
# The walk reads a refresh as a link, with its evidence; the middleware would have to decode every page on the event loop.
METAREFRESH_ENABLED = False
# Bodies are archived as sent and decoded by the process that reads them, off the event loop.
COMPRESSION_ENABLED = False
# A proxy would resolve names itself, behind the address guard's back.
HTTPPROXY_ENABLED = False
# Old portals still speak TLS 1.0 with SHA-1 signatures only; the best version that both know is used with each.
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.0"
DOWNLOADER_CLIENT_TLS_CIPHERS = "DEFAULT:@SECLEVEL=0"
# Chains of government portals are often incomplete. What was served is kept with its address; nothing secret is sent.
DOWNLOAD_VERIFY_CERTIFICATES = False

# ---- Reading: other processes, each task and each process bounded ---------------------------------------------------------

# 0: one process a core; downloading itself needs about a third of one.
READERS = 0
READER_MEMORY_MB = 2048
# Seconds for telling what an answer is, and for reading a whole report that needs no OCR.
EXAMINE_TIMEOUT = 30
READ_TIMEOUT = 300
# Scans and reports published as pictures have processes of their own, started when the first is met: OCR takes seconds a page
# and most of a gigabyte. What waits for them holds up no page.
OCR_READERS = 1
OCR_TIMEOUT = 900

# ---- The browser, only for pages whose list or text exists after their script ran -----------------------------------------

# Empty: the machine's chromium-headless-shell, chromium or Chrome, else Playwright's own.
BROWSER_EXECUTABLE = os.environ.get("LANTAI_BROWSER_EXECUTABLE", "")
BROWSER_ENABLED = True
BROWSER_PAGES = 2
# Seconds for a page and all that it asks for; its requests keep the host's delay.
BROWSER_TIMEOUT = 60
# Pages being rendered wait in a queue of their own; each request that they make waits in its host's, with its delay.
DOWNLOAD_SLOTS = {"browser": {"concurrency": BROWSER_PAGES, "delay": 0, "jitter": 0}}
PLAYWRIGHT_BROWSER_TYPE = "chromium"
PLAYWRIGHT_MAX_PAGES_PER_CONTEXT = 2

# ---- Watching ----------------------------------------------------------------------------------------------------------

SPIDERMON_ENABLED = True
SPIDERMON_ENGINE_STOP_MONITORS = ["crawler.monitors.suite.RunSuite"]
# Who is told when a run is worse than those before it, or a report was changed or is gone. Nobody when empty. The address of a
# webhook and the password are credentials: they come from the environment and are written nowhere.
ALERT_WEBHOOK_URL = os.environ.get("LANTAI_ALERT_WEBHOOK_URL", "")
SPIDERMON_EMAIL_TO = os.environ.get("LANTAI_EMAIL_TO", "")
SPIDERMON_EMAIL_SENDER = os.environ.get("LANTAI_EMAIL_SENDER", "")
SPIDERMON_SMTP_HOST = os.environ.get("LANTAI_SMTP_HOST", "")
SPIDERMON_SMTP_PORT = os.environ.get("LANTAI_SMTP_PORT", "25")
SPIDERMON_SMTP_USER = os.environ.get("LANTAI_SMTP_USER", "")
SPIDERMON_SMTP_PASSWORD = os.environ.get("LANTAI_SMTP_PASSWORD", "")
SPIDERMON_SMTP_ENFORCE_TLS = os.environ.get("LANTAI_SMTP_TLS", "") == "1"
SPIDERMON_SMTP_ENFORCE_SSL = os.environ.get("LANTAI_SMTP_SSL", "") == "1"
# Written after every run: an Atom feed of events, and gauges for Prometheus' textfile collector (NAME.prom). Empty: not written.
FEED_FILE = os.environ.get("LANTAI_FEED_FILE", "")
METRICS_FILE = os.environ.get("LANTAI_METRICS_FILE", "")
# The log as JSON, one object a line.
LOG_FORMAT_JSON = os.environ.get("LANTAI_LOG_FORMAT_JSON", "") == "1"

# ---- How Scrapy is put together ----------------------------------------------------------------------------------------

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
DOWNLOAD_HANDLERS = {
    "http": "crawler.browser.BrowserHandler",
    "https": "crawler.browser.BrowserHandler",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}
DOWNLOADER_MIDDLEWARES = {
    # Nearest the engine: what each request is for, and whether the jurisdiction's budget still covers it.
    "crawler.middlewares.errands.Errands": 90,
    "crawler.middlewares.robots.Robots": 100,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.retries.Retries": 550,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.middlewares.redirects.Redirects": 600,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    # What an interrupted run of this crawl had captured already; it goes no further.
    "crawler.middlewares.resumed.Resumed": 790,
    "crawler.middlewares.conditional.Conditional": 800,
    # Nearest the wire: nothing has touched the response before it is captured.
    "crawler.middlewares.captures.Captures": 980,
}
# What these would drop never came back to its walk; the walk bounds depth and length itself, and every status is evidence.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
ITEM_PIPELINES = {
    "pipelines.capture.CapturePipeline": 300,
    "pipelines.reading_stage.ReadingPipeline": 500,
    "pipelines.archive.ArchivePipeline": 700,
}
EXTENSIONS = {
    "crawler.run.Run": 0,
    # Both after the commit, when the engine has stopped: who does not answer keeps no run from being committed.
    "spidermon.contrib.scrapy.extensions.Spidermon": 600,
    "crawler.monitors.publishing.Publishing": 700,
    "crawler.progress.Progress": 900,
    # Both open a port unless told not to, and their imports (all of aiohttp) are a tenth of a crawl's start.
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}
# Scrapy would start 100 tasks a response; eight cost a quarter less CPU a page and lose nothing.
CONCURRENT_ITEMS = 8
# Bytes of responses being read before the engine holds back. A scan counts until OCR has read it: a few of the largest must not keep
# all other hosts waiting.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 200_000_000
# Both are on by default in Scrapy and open a port.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
REACTOR_THREADPOOL_MAXSIZE = 20
# The walk has its own memory of addresses; requests carry dont_filter.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
FEED_EXPORT_ENCODING = "utf-8"

LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.logs.OneLine"
LOGSTATS_INTERVAL = 60.0
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
