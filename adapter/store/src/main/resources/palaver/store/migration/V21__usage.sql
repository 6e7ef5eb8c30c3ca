-- Sums of finished sessions, made anew from the sessions of a day whenever one of that day ends. Empty names mean all:
-- world '' is the whole server, room_id '' a whole world. Counts and speaking belong to the period of the join;
-- occupied_seconds, open_seconds and peak to the time itself.
CREATE TABLE usage_hours (
  world TEXT NOT NULL,
  room_id TEXT NOT NULL,
  period TEXT NOT NULL,
  joins INTEGER NOT NULL,
  short_joins INTEGER NOT NULL,
  users INTEGER NOT NULL,
  session_seconds BIGINT NOT NULL,
  speaking_seconds BIGINT NOT NULL,
  occupied_seconds BIGINT NOT NULL,
  open_seconds BIGINT NOT NULL,
  peak INTEGER NOT NULL,
  measured INTEGER NOT NULL,
  latency_ms_sum DOUBLE PRECISION NOT NULL,
  jitter_ms_sum DOUBLE PRECISION NOT NULL,
  packets_expected BIGINT NOT NULL,
  packets_lost BIGINT NOT NULL,
  excellent INTEGER NOT NULL,
  good INTEGER NOT NULL,
  fair INTEGER NOT NULL,
  poor INTEGER NOT NULL,
  PRIMARY KEY (world, room_id, period)
);

CREATE TABLE usage_days (
  world TEXT NOT NULL,
  room_id TEXT NOT NULL,
  period TEXT NOT NULL,
  joins INTEGER NOT NULL,
  short_joins INTEGER NOT NULL,
  users INTEGER NOT NULL,
  session_seconds BIGINT NOT NULL,
  speaking_seconds BIGINT NOT NULL,
  occupied_seconds BIGINT NOT NULL,
  open_seconds BIGINT NOT NULL,
  peak INTEGER NOT NULL,
  measured INTEGER NOT NULL,
  latency_ms_sum DOUBLE PRECISION NOT NULL,
  jitter_ms_sum DOUBLE PRECISION NOT NULL,
  packets_expected BIGINT NOT NULL,
  packets_lost BIGINT NOT NULL,
  excellent INTEGER NOT NULL,
  good INTEGER NOT NULL,
  fair INTEGER NOT NULL,
  poor INTEGER NOT NULL,
  PRIMARY KEY (world, room_id, period)
);

-- By day (2026-03-01) and, summed from the days, by third of a month (2026-03/1) and month (2026-03).
CREATE TABLE usage_users (
  period TEXT NOT NULL,
  world TEXT NOT NULL,
  user_id TEXT NOT NULL,
  username TEXT,
  sessions INTEGER NOT NULL,
  total_seconds BIGINT NOT NULL,
  speaking_seconds BIGINT NOT NULL,
  PRIMARY KEY (period, world, user_id)
);

CREATE INDEX idx_usage_users_user ON usage_users(user_id);

-- Days whose sums are to be made anew.
CREATE TABLE usage_stale (
  day TEXT PRIMARY KEY
);

CREATE INDEX idx_actions_created ON admin_actions(created_at);
