-- The reading room's index: derived from the catalogue and the stored reports; may be deleted at any time.
-- A report is the current version of its report_id. Codes of figures are numbers of `series`.

CREATE TABLE places (
    jurisdiction TEXT PRIMARY KEY,
    fingerprint  TEXT NOT NULL
) WITHOUT ROWID;

-- What is known of a government's own report for a year (storage/legal.py).
CREATE TABLE standings (
    jurisdiction TEXT NOT NULL,
    year         INTEGER NOT NULL,
    standing     TEXT NOT NULL,
    evidence     TEXT NOT NULL,
    PRIMARY KEY (jurisdiction, year)
) WITHOUT ROWID;

-- What happened (storage/events.py); `line` is the row of the export, as JSON.
CREATE TABLE events (
    id           INTEGER PRIMARY KEY,
    time         TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    kind         TEXT NOT NULL,
    line         TEXT NOT NULL
);
CREATE INDEX events_by_time ON events (time);
CREATE INDEX events_by_kind ON events (kind, time);
CREATE INDEX events_by_place ON events (jurisdiction, time);

CREATE TABLE reports (
    id             INTEGER PRIMARY KEY,
    report_id      TEXT NOT NULL UNIQUE,
    made_of        TEXT NOT NULL,
    key            TEXT NOT NULL,
    jurisdiction   TEXT NOT NULL,
    name           TEXT NOT NULL,
    level          TEXT NOT NULL,
    province       TEXT,
    year           INTEGER NOT NULL,
    issuer_kind    TEXT NOT NULL,
    issuer         TEXT NOT NULL,
    form           TEXT NOT NULL,
    title          TEXT,
    published      TEXT,
    source_kind    TEXT NOT NULL,
    url            TEXT NOT NULL,
    record_id      TEXT NOT NULL,
    fetched_at     TEXT NOT NULL,
    payload_sha256 TEXT NOT NULL,
    medium         TEXT NOT NULL,
    versions       INTEGER NOT NULL,
    revised        INTEGER NOT NULL,
    figures        INTEGER NOT NULL,
    doubts         INTEGER NOT NULL,
    checks         INTEGER NOT NULL,
    failing        INTEGER NOT NULL,
    characters     INTEGER NOT NULL
);
CREATE INDEX reports_by_place ON reports (jurisdiction, year, issuer_kind, issuer);
CREATE INDEX reports_by_year ON reports (year, jurisdiction, issuer_kind, issuer);
CREATE INDEX reports_in_doubt ON reports (doubts DESC) WHERE doubts > 0;
CREATE INDEX reports_failing ON reports (failing DESC) WHERE failing > 0;
CREATE INDEX reports_by_record ON reports (record_id);

-- A figure's name: code, applicant, period.
CREATE TABLE series (
    id        INTEGER PRIMARY KEY,
    code      TEXT NOT NULL,
    applicant TEXT NOT NULL,
    period    TEXT NOT NULL,
    UNIQUE (code, applicant, period)
);

-- `raw` is empty where what is printed is the value itself; `rules` are those of the failing checks that involve the figure.
CREATE TABLE figures (
    series       INTEGER NOT NULL,
    jurisdiction TEXT NOT NULL,
    year         INTEGER NOT NULL,
    report       INTEGER NOT NULL,
    value        NUMERIC,
    raw          TEXT,
    doubt        TEXT,
    rules        TEXT,
    PRIMARY KEY (series, jurisdiction, year, report)
) WITHOUT ROWID;

-- How many checks of a rule (without its applicant) had this verdict in a report.
CREATE TABLE checks (
    rule   TEXT NOT NULL,
    status TEXT NOT NULL,
    cause  TEXT NOT NULL,
    report INTEGER NOT NULL,
    times  INTEGER NOT NULL,
    PRIMARY KEY (rule, status, cause, report)
) WITHOUT ROWID;
CREATE INDEX checks_by_report ON checks (report);

-- Pieces of text that are found. The years descend in the order of ids, so that the newest come first without sorting.
CREATE TABLE passages (
    id      INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL,
    section TEXT NOT NULL,
    heading TEXT NOT NULL,
    text    BLOB NOT NULL
);
CREATE INDEX passages_by_report ON passages (report);

-- A word of one character is the beginning of tokens: these have an index of their own.
CREATE VIRTUAL TABLE search USING fts5 (
    body, facets, content = '', tokenize = 'unicode61', columnsize = 0, prefix = '1'
);
