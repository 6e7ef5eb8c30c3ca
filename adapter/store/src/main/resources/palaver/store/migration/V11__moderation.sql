-- What moderators did. The defaults are for other programs that write here; this one gives every value itself.
CREATE TABLE admin_actions (
  id ${key},
  action_type TEXT NOT NULL,
  target_user_id TEXT NOT NULL,
  target_username TEXT,
  admin_user_id TEXT NOT NULL,
  admin_username TEXT,
  world TEXT NOT NULL,
  room_id TEXT,
  reason TEXT,
  created_at TEXT DEFAULT CURRENT_TIMESTAMP,
  -- Unique, so that a write that is tried again is written once.
  action_id TEXT UNIQUE,
  -- 'enforced': the server did it. 'reported': a client said so.
  source TEXT NOT NULL DEFAULT 'reported',
  ends_at TEXT
);

CREATE INDEX idx_actions_target ON admin_actions(target_user_id);
CREATE INDEX idx_actions_admin ON admin_actions(admin_user_id);
CREATE INDEX idx_actions_world ON admin_actions(world);

-- What holds until it ends or is lifted. `network_mark` is a keyed hash of an address prefix and is emptied then.
CREATE TABLE sanctions (
  sanction_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  world TEXT NOT NULL,
  room_id TEXT,
  user_id TEXT,
  username TEXT,
  network_mark TEXT,
  reason TEXT NOT NULL,
  admin_user_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  ends_at TEXT,
  lifted_at TEXT
);

CREATE INDEX idx_sanctions_holding ON sanctions(world) WHERE lifted_at IS NULL;

-- What users told the moderators.
CREATE TABLE reports (
  report_id TEXT PRIMARY KEY,
  world TEXT NOT NULL,
  room_id TEXT NOT NULL,
  reporter_user_id TEXT NOT NULL,
  reported_user_id TEXT NOT NULL,
  reported_username TEXT,
  reason TEXT NOT NULL,
  message_id TEXT,
  filed_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'resolved')),
  taken_by TEXT,
  resolved_at TEXT
);

CREATE INDEX idx_reports_state ON reports(world, state, filed_at);

CREATE TABLE report_notes (
  id ${key},
  report_id TEXT NOT NULL REFERENCES reports(report_id) ON DELETE CASCADE,
  admin_user_id TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at TEXT NOT NULL
);

CREATE INDEX idx_report_notes_report ON report_notes(report_id);

-- A removed message keeps its row without its text.
CREATE TABLE chat_messages (
  id ${key},
  message_id TEXT NOT NULL UNIQUE,
  world TEXT NOT NULL,
  room_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  username TEXT,
  text TEXT NOT NULL,
  created_at TEXT NOT NULL,
  removed_at TEXT,
  removed_by TEXT
);

CREATE INDEX idx_chat_room ON chat_messages(world, room_id, created_at);
CREATE INDEX idx_chat_user ON chat_messages(user_id);
