-- Whether sanctions on guests of this world also hold for the networks that they came from.
ALTER TABLE worlds ADD COLUMN network_bans BOOLEAN NOT NULL DEFAULT TRUE;
