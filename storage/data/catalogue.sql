-- The catalogue: derived from the runs' manifests, segments and parsed reports alone; may be deleted at any time.
-- Times are UTC to the microsecond (2026-01-31T08:00:00.000000Z), so that their order is the order of the text.
-- Lists and maps are JSON.

CREATE TABLE runs (
    run         TEXT PRIMARY KEY,
    key         TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    bytes       INTEGER NOT NULL,
    spider      TEXT NOT NULL,
    started     TEXT NOT NULL,
    finished    TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    reasons     TEXT NOT NULL,
    counts      TEXT NOT NULL,
    version     TEXT NOT NULL,
    code_commit TEXT
) WITHOUT ROWID;

-- What each run put for each jurisdiction, as the leaf of a tree (trees.py).
CREATE TABLE leaves (
    jurisdiction TEXT NOT NULL,
    run          TEXT NOT NULL,
    sha256       TEXT NOT NULL,
    counts       TEXT NOT NULL,
    PRIMARY KEY (jurisdiction, run)
) WITHOUT ROWID;

-- How each run ended for each jurisdiction that it went to.
CREATE TABLE visits (
    jurisdiction TEXT NOT NULL,
    run          TEXT NOT NULL,
    finished     TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    reasons      TEXT NOT NULL,
    counts       TEXT NOT NULL,
    PRIMARY KEY (jurisdiction, run)
) WITHOUT ROWID;

-- What a second look (refetch) made of each document.
CREATE TABLE findings (
    jurisdiction TEXT NOT NULL,
    run          TEXT NOT NULL,
    finished     TEXT NOT NULL,
    number       INTEGER NOT NULL,
    verdict      TEXT NOT NULL,
    report_id    TEXT NOT NULL,
    url          TEXT NOT NULL,
    details      TEXT NOT NULL,
    looks        INTEGER NOT NULL,
    before       TEXT,
    PRIMARY KEY (jurisdiction, run, number)
) WITHOUT ROWID;

-- What each run found out about each year.
CREATE TABLE coverage (
    jurisdiction TEXT NOT NULL,
    year         INTEGER NOT NULL,
    run          TEXT NOT NULL,
    finished     TEXT NOT NULL,
    state        TEXT NOT NULL,
    evidence     TEXT NOT NULL,
    PRIMARY KEY (jurisdiction, year, run)
) WITHOUT ROWID;

-- Of these, per jurisdiction and year, the latest that could tell, else the latest ('' where none told anything); and whether
-- any run archived a report of the government itself for the year.
CREATE TABLE coverage_now (
    jurisdiction TEXT NOT NULL,
    year         INTEGER NOT NULL,
    run          TEXT NOT NULL DEFAULT '',
    finished     TEXT NOT NULL DEFAULT '',
    state        TEXT NOT NULL DEFAULT 'unknown',
    archived     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (jurisdiction, year)
) WITHOUT ROWID;

-- The same of each jurisdiction in one text, for a map of all: `2019f,2020a,2021u` (found, absent, unknown), by year.
CREATE TABLE coverage_states (
    jurisdiction TEXT PRIMARY KEY,
    states       TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE segments (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    jurisdiction TEXT NOT NULL,
    run          TEXT NOT NULL,
    sha256       TEXT NOT NULL,
    bytes        INTEGER NOT NULL,
    records      INTEGER NOT NULL,
    captures     INTEGER NOT NULL
);
CREATE INDEX segments_by_place ON segments (jurisdiction, run);

CREATE TABLE captures (
    record_id      TEXT PRIMARY KEY,
    segment_id     INTEGER NOT NULL REFERENCES segments (id),
    offset         INTEGER NOT NULL,
    length         INTEGER NOT NULL,
    url            TEXT NOT NULL,
    method         TEXT NOT NULL,
    fetched_at     TEXT NOT NULL,
    status         INTEGER NOT NULL,
    media_type     TEXT,
    payload_sha256 TEXT NOT NULL,
    revisit_of     TEXT,
    truncated      TEXT,
    rendered       INTEGER NOT NULL,
    etag           TEXT,
    last_modified  TEXT,
    role           TEXT NOT NULL,
    source_kind    TEXT NOT NULL,
    family         TEXT,
    portal_url     TEXT NOT NULL,
    parent         TEXT,
    anchor         TEXT,
    path           TEXT NOT NULL
);
CREATE INDEX captures_by_url ON captures (url, fetched_at);
CREATE INDEX captures_by_segment ON captures (segment_id, offset);

-- What captures turned out to be, where they were looked at.
CREATE TABLE verdicts (
    record_id TEXT PRIMARY KEY,
    verdict   TEXT NOT NULL
) WITHOUT ROWID;

-- What parsing read in captures: one row a stored parse.
CREATE TABLE parses (
    key            TEXT PRIMARY KEY,
    sha256         TEXT NOT NULL,
    bytes          INTEGER NOT NULL,
    run            TEXT NOT NULL,
    report_id      TEXT NOT NULL,
    jurisdiction   TEXT NOT NULL,
    name           TEXT NOT NULL,
    level          TEXT NOT NULL,
    province       TEXT,
    crawled        TEXT,
    year           INTEGER NOT NULL,
    issuer_kind    TEXT NOT NULL,
    issuer         TEXT NOT NULL,
    form           TEXT NOT NULL,
    title          TEXT,
    published      TEXT,
    source_kind    TEXT NOT NULL,
    family         TEXT,
    url            TEXT NOT NULL,
    record_id      TEXT NOT NULL,
    fetched_at     TEXT NOT NULL,
    payload_sha256 TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    figures_sha256 TEXT NOT NULL,
    parser_version TEXT NOT NULL,
    parser_commit  TEXT,
    medium         TEXT NOT NULL,
    erratum        INTEGER NOT NULL,
    figures        INTEGER NOT NULL,
    checks_failed  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX parses_by_place ON parses (jurisdiction);
CREATE INDEX parses_by_record ON parses (record_id);

-- What could not be read of an object that a manifest names; such a run's other objects are in the catalogue.
CREATE TABLE faults (
    run     TEXT NOT NULL,
    key     TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (run, key)
) WITHOUT ROWID;
