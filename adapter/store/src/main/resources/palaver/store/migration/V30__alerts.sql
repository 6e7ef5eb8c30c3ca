-- What needed a person, and who took note of it. `alert_id` is unique, so that a write that is tried again is written
-- once.
CREATE TABLE alerts (
  id ${key},
  alert_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  world TEXT,
  room_id TEXT,
  subject TEXT,
  text TEXT NOT NULL,
  held_back INTEGER NOT NULL,
  raised_at TEXT NOT NULL,
  acknowledged_at TEXT,
  acknowledged_by TEXT
);

CREATE INDEX idx_alerts_open ON alerts(id) WHERE acknowledged_at IS NULL;
