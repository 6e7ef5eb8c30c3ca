-- What is old is found by its time.
CREATE INDEX idx_chat_created ON chat_messages(created_at);
