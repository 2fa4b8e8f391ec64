-- A stream of events: one ledger, draw, campaign. `state` is what its events came to, as
-- a packed document; it is written with them.
CREATE TABLE streams (
    kind    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    state   BLOB    NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The events, numbered from 1 without gaps. Nothing changes or deletes a row.
CREATE TABLE events (
    kind    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    event   TEXT    NOT NULL,
    PRIMARY KEY (kind, id, version),
    FOREIGN KEY (kind, id) REFERENCES streams (kind, id)
) STRICT, WITHOUT ROWID;
