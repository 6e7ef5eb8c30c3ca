-- The newest sessions of a person and of a world, without sorting all of them.
CREATE INDEX idx_sessions_user_joined ON voice_sessions(user_id, joined_at);
CREATE INDEX idx_sessions_world_joined ON voice_sessions(world, joined_at);
-- Whether a room has somebody in it, without going through its past.
CREATE INDEX idx_sessions_open_room ON voice_sessions(world, room_id) WHERE left_at IS NULL;
