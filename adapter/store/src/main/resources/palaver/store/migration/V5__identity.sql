-- Roles are user, moderator, admin.
UPDATE users SET role = 'user' WHERE role = 'member';

-- Scopes have spaces between. A key is valid until it expires or is revoked.
ALTER TABLE api_keys ADD COLUMN key_id TEXT;
ALTER TABLE api_keys ADD COLUMN name TEXT;
ALTER TABLE api_keys ADD COLUMN scopes TEXT;
ALTER TABLE api_keys ADD COLUMN expires_at TEXT;
ALTER TABLE api_keys ADD COLUMN revoked_at TEXT;

UPDATE api_keys
SET key_id = substr(key_sha256, 1, 12), name = 'first', scopes = 'voice tracking tokens metrics';

CREATE UNIQUE INDEX idx_api_keys_id ON api_keys(key_id);

-- People who log in. Role and permissions are in their row of users; passwords are Argon2id hashes.
CREATE TABLE accounts (
  user_id TEXT PRIMARY KEY REFERENCES users(user_id) ON DELETE CASCADE,
  password_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  disabled_at TEXT
);

CREATE TABLE account_sessions (
  session_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES accounts(user_id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  second_factor_until TEXT
);

CREATE INDEX idx_account_sessions_user ON account_sessions(user_id);

-- The secret is encrypted under a key that is not in the database.
CREATE TABLE second_factors (
  user_id TEXT PRIMARY KEY REFERENCES accounts(user_id) ON DELETE CASCADE,
  secret_sealed TEXT NOT NULL,
  confirmed BOOLEAN NOT NULL,
  last_step BIGINT NOT NULL,
  failures INTEGER NOT NULL,
  locked_until TEXT
);

CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES accounts(user_id) ON DELETE CASCADE,
  code_sha256 TEXT NOT NULL,
  PRIMARY KEY (user_id, code_sha256)
);

-- The keys that sign tokens, encrypted under a key that is not in the database. The two newest are good.
CREATE TABLE token_keys (
  key_id TEXT PRIMARY KEY,
  secret_sealed TEXT NOT NULL,
  created_at TEXT NOT NULL
);
