-- How the sound of a room travels: through the server (sfu) or from browser to browser (mesh).
ALTER TABLE rooms ADD COLUMN topology TEXT NOT NULL DEFAULT 'sfu';
