-- A run: one inspection of a list of sites.
CREATE TABLE runs (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    "set"    TEXT    NOT NULL,
    day      TEXT    NOT NULL,
    sites    TEXT    NOT NULL,
    options  TEXT    NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1))
) STRICT;

-- At most one unfinished run of a key: the one that is resumed.
CREATE UNIQUE INDEX runs_unfinished ON runs ("set", day, sites, options) WHERE finished = 0;

-- What a run says of one site. `format` is the version of the three documents beside it.
CREATE TABLE results (
    run       INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    ordinal   INTEGER NOT NULL,
    site      TEXT    NOT NULL,
    format    INTEGER NOT NULL,
    facts     BLOB    NOT NULL,
    checks    BLOB    NOT NULL,
    scorecard BLOB    NOT NULL,
    UNIQUE (run, ordinal),
    UNIQUE (run, site)
) STRICT;

-- Visits of home pages, kept across runs.
CREATE TABLE visits (
    site    TEXT    NOT NULL,
    at      TEXT    NOT NULL,
    outcome TEXT    NOT NULL,
    millis  INTEGER NOT NULL,
    PRIMARY KEY (site, at)
) STRICT, WITHOUT ROWID;
