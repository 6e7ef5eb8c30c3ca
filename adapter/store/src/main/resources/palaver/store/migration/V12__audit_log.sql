-- One chain of hashes per server. `hash` covers every column: the personal ones (actor, target, note) by their
-- commitments, so that value and salt can be erased and the chain stays whole.
CREATE TABLE audit_log (
  server_id TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  world TEXT,
  room_id TEXT,
  reference TEXT,
  actor TEXT,
  actor_salt TEXT,
  actor_commitment TEXT,
  target TEXT,
  target_salt TEXT,
  target_commitment TEXT,
  note TEXT,
  note_salt TEXT,
  note_commitment TEXT,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (server_id, sequence)
);

CREATE INDEX idx_audit_actor ON audit_log(actor);
CREATE INDEX idx_audit_target ON audit_log(target);

-- How far a chain was at a moment, signed by a key that is not in this database.
CREATE TABLE audit_heads (
  server_id TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (server_id, sequence, at)
);
