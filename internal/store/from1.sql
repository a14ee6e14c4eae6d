-- From version 1, which marked retracted reports in their own rows.
CREATE TABLE retractions (
  report  INTEGER PRIMARY KEY REFERENCES reports(id),
  learned TEXT NOT NULL,
  why     TEXT
) STRICT;
INSERT INTO retractions (report, learned, why) SELECT id, retracted, why FROM reports WHERE retracted IS NOT NULL;
DROP INDEX reports_standing;
ALTER TABLE reports DROP COLUMN why;
ALTER TABLE reports DROP COLUMN retracted;
CREATE VIEW standing AS
  SELECT * FROM reports AS r WHERE NOT EXISTS (SELECT 1 FROM retractions AS x WHERE x.report = r.id);
CREATE TRIGGER reports_once BEFORE INSERT ON reports
  WHEN EXISTS (SELECT 1 FROM standing WHERE doc = NEW.doc)
  BEGIN SELECT RAISE(ABORT, 'the report stands in the ledger already'); END;
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
