-- One secret confirms an address and ends what it is sent; it only ever goes to the address
-- itself and opens nothing else, so that every later message can show it again.
DROP TABLE call_follower_secret;
ALTER TABLE call_follower ADD COLUMN secret text NOT NULL CONSTRAINT call_follower_secret_key UNIQUE;
