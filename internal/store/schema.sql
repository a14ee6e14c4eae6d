-- The entente ledger, version 2. It opens in any SQLite tool.
-- Days are ISO text (2021-10-05); NULL is "not told". Nothing in it is ever
-- changed or removed: the triggers at the end see to it.

-- One row each time that a report is entered. A report that was taken back and
-- entered again has two rows, of which the latter stands.
CREATE TABLE reports (
  id        INTEGER PRIMARY KEY,
  doc       TEXT NOT NULL,          -- sha256:... of the text
  file      TEXT NOT NULL,
  title     TEXT,
  date      TEXT NOT NULL,
  outlet    TEXT,
  url       TEXT,
  language  TEXT,
  text      TEXT NOT NULL,
  reading   TEXT NOT NULL,          -- reading/1 without its text
  learned   TEXT NOT NULL
) STRICT;
CREATE INDEX reports_doc  ON reports(doc);
CREATE INDEX reports_date ON reports(date);

-- One row for each report that was taken back, and with it its records.
CREATE TABLE retractions (
  report  INTEGER PRIMARY KEY REFERENCES reports(id),
  learned TEXT NOT NULL,            -- the day on which it was taken back
  why     TEXT                      -- for people
) STRICT;

-- The reports of which answers are made.
CREATE VIEW standing AS
  SELECT * FROM reports AS r WHERE NOT EXISTS (SELECT 1 FROM retractions AS x WHERE x.report = r.id);

CREATE TRIGGER reports_once BEFORE INSERT ON reports
  WHEN EXISTS (SELECT 1 FROM standing WHERE doc = NEW.doc)
  BEGIN SELECT RAISE(ABORT, 'the report stands in the ledger already'); END;

-- One row per statement, event, commitment and meeting.
CREATE TABLE records (
  id         INTEGER PRIMARY KEY,
  report     INTEGER NOT NULL REFERENCES reports(id),
  record     TEXT NOT NULL,         -- s1, e1, c1, m1
  kind       TEXT NOT NULL,         -- statement, event, commitment, meeting
  type       TEXT,                  -- PLOVER type; form; kind of commitment; status of meeting
  reality    TEXT,                  -- of events
  background INTEGER NOT NULL,
  from_day   TEXT,                  -- what it speaks of; a commitment: when it is due
  to_day     TEXT,
  confidence REAL NOT NULL,
  words      TEXT NOT NULL,         -- the exact words, pieces joined by " … "
  UNIQUE (report, record)
) STRICT;
CREATE INDEX records_kind ON records(kind, type, from_day);
CREATE INDEX records_days ON records(from_day, to_day);

CREATE TABLE parties (
  record  INTEGER NOT NULL REFERENCES records(id),
  role    TEXT NOT NULL,            -- speaker, addressee, actor, recipient, by, to, who
  n       INTEGER NOT NULL,
  report  INTEGER NOT NULL,         -- that of the record, so that pairs are found in an index
  actor   TEXT,
  country TEXT,
  sector  TEXT,
  name    TEXT,
  text    TEXT,
  PRIMARY KEY (record, role, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_country ON parties(country, report);
CREATE INDEX parties_actor   ON parties(actor, report);
CREATE INDEX parties_name    ON parties(name, report);

-- Topics of statements and commitments, contexts of events, in lower case.
CREATE TABLE topics (
  topic  TEXT NOT NULL,
  record INTEGER NOT NULL REFERENCES records(id),
  PRIMARY KEY (topic, record)
) STRICT, WITHOUT ROWID;

-- Append-only.
CREATE TRIGGER reports_no_update BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER reports_no_delete BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER retractions_no_update BEFORE UPDATE ON retractions BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER retractions_no_delete BEFORE DELETE ON retractions BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER records_no_update BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER records_no_delete BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER parties_no_update BEFORE UPDATE ON parties BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER parties_no_delete BEFORE DELETE ON parties BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER topics_no_update BEFORE UPDATE ON topics BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER topics_no_delete BEFORE DELETE ON topics BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
