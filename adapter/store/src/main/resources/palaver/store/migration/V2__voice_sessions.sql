-- One row for each voice session. Every time is text written by the program: ISO-8601, UTC, milliseconds.
-- The defaults are for other programs that write here; this one gives every value itself.
CREATE TABLE voice_sessions (
  id ${key},
  session_id TEXT NOT NULL UNIQUE,
  room_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  username TEXT,
  world TEXT DEFAULT 'materie',
  joined_at TEXT NOT NULL,
  left_at TEXT,
  duration_seconds INTEGER,
  speaking_seconds INTEGER DEFAULT 0,
  created_at TEXT DEFAULT CURRENT_TIMESTAMP,
  end_reason TEXT
);

CREATE INDEX idx_sessions_room ON voice_sessions(room_id);
CREATE INDEX idx_sessions_user ON voice_sessions(user_id);
CREATE INDEX idx_sessions_world ON voice_sessions(world);
CREATE INDEX idx_voice_sessions_session_id ON voice_sessions(session_id);
CREATE INDEX idx_sessions_open ON voice_sessions(joined_at) WHERE left_at IS NULL;

-- When the server was last known to run while sessions were open: the end of those that a crash left open.
CREATE TABLE liveness (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seen_at TEXT NOT NULL
);
