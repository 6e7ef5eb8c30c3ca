CREATE TABLE users (
  user_id TEXT PRIMARY KEY,
  username TEXT NOT NULL,
  role TEXT NOT NULL,
  permissions TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL
);

CREATE TABLE worlds (
  world TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  open_to_guests BOOLEAN NOT NULL,
  created_at TEXT NOT NULL
);

CREATE TABLE rooms (
  world TEXT NOT NULL REFERENCES worlds(world) ON DELETE CASCADE,
  room_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  room_name TEXT NOT NULL,
  max_participants INTEGER NOT NULL CHECK (max_participants > 0),
  listed BOOLEAN NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (world, room_id)
);

-- The keys themselves are never kept: only their SHA-256 in lower-case hex.
CREATE TABLE api_keys (
  key_sha256 TEXT PRIMARY KEY,
  created_at TEXT NOT NULL
);
