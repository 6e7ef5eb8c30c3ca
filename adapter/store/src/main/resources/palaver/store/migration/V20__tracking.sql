-- What the sessions that are going on had reached when the server last looked, so that a crash costs seconds only:
-- one line each, `session_id duration_ms speaking_ms`.
ALTER TABLE liveness ADD COLUMN taken_at TEXT;
ALTER TABLE liveness ADD COLUMN sessions TEXT;

-- What was measured of each session that ended. A figure that was not measured is NULL.
CREATE TABLE call_metrics (
  id ${key},
  session_id TEXT NOT NULL UNIQUE,
  duration_seconds INTEGER NOT NULL,
  participants INTEGER,
  quality TEXT CHECK (quality IN ('excellent', 'good', 'fair', 'poor')),
  latency_ms DOUBLE PRECISION,
  jitter_ms DOUBLE PRECISION,
  packet_loss DOUBLE PRECISION,
  packets_expected BIGINT,
  packets_lost BIGINT,
  created_at TEXT NOT NULL
);

-- From the first person who entered an empty room to the last who left it.
CREATE TABLE calls (
  id ${key},
  world TEXT NOT NULL,
  room_id TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  duration_seconds INTEGER NOT NULL,
  max_participants INTEGER NOT NULL,
  sessions INTEGER NOT NULL
);

CREATE INDEX idx_calls_world ON calls(world, ended_at);
CREATE INDEX idx_calls_room ON calls(world, room_id, ended_at);
CREATE INDEX idx_sessions_joined ON voice_sessions(joined_at);
CREATE INDEX idx_sessions_room_joined ON voice_sessions(world, room_id, joined_at);
