-- Who shares the network of a sanction but was there when it was imposed: it is not on them. Emptied with its mark.
CREATE TABLE sanction_exempt (
  sanction_id TEXT NOT NULL REFERENCES sanctions(sanction_id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  PRIMARY KEY (sanction_id, user_id)
);
