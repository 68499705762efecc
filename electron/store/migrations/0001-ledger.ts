/**
 * The till's own log and what must not be lost beside it. Read tables are not here: they are made from their projections.
 * Numbers and hashes only where they cannot be derived: an event's writer is the till, `prev` is the hash of the row before.
 */
export const ledger = `
PRAGMA application_id = 1413829459;

CREATE TABLE till (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  writer TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'sound' CHECK (state IN ('sound', 'restricted', 'retired')),
  generation INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE ledger_event (
  seq INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL,
  hlc TEXT NOT NULL,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER ledger_event_is_never_changed BEFORE UPDATE ON ledger_event
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

-- What a copy of this till had written where the centre's copy of the log stands now. The only way out of the ledger.
CREATE TABLE set_aside_event (
  hash BLOB PRIMARY KEY,
  seq INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  hlc TEXT NOT NULL,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TRIGGER ledger_event_is_never_deleted BEFORE DELETE ON ledger_event
WHEN NOT EXISTS (SELECT 1 FROM set_aside_event WHERE hash = OLD.hash)
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TABLE print_job (
  job_id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'printed', 'not-printed', 'unknown', 'paused', 'cancelled')),
  trouble TEXT,
  created_at INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  voucher_id TEXT,
  batch_id TEXT,
  activates TEXT
) STRICT;
CREATE INDEX print_job_of_batch ON print_job (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX print_job_waiting ON print_job (state, created_at) WHERE state <> 'printed';
CREATE INDEX print_job_latest ON print_job (created_at);
CREATE INDEX print_job_of_voucher ON print_job (voucher_id);

CREATE TABLE follower (
  name TEXT PRIMARY KEY,
  place TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where in the log members' histories stand, as far as the follower of that name has read. Never written while a sale waits.
CREATE TABLE history_place (
  wallet_id TEXT NOT NULL,
  hlc TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (wallet_id, hlc, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE projection_version (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Who members are, sealed each with a key of its own. Erasing somebody takes key, profile and words, and they are overwritten.
CREATE TABLE member_key (
  wallet_id TEXT PRIMARY KEY,
  key BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE member_profile (
  number INTEGER PRIMARY KEY,
  wallet_id TEXT NOT NULL UNIQUE,
  sealed BLOB NOT NULL,
  -- Which change of this till it is, for sending in order; 0 for one that came from the centre.
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX member_profile_to_send ON member_profile (changed) WHERE changed > 0;
-- Who takes part in the leaderboard, kept with every profile that is written: the board ranks by walking it, and nobody else is opened.
CREATE TABLE board_member (wallet_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Who works in this shop: all that is known of them is sealed. Tries are this till's own, and are kept, so that a restart gives none.
CREATE TABLE staff (
  staff_id TEXT PRIMARY KEY,
  key BLOB NOT NULL,
  sealed BLOB NOT NULL,
  wrong INTEGER NOT NULL DEFAULT 0,
  until_ms INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- The words by which they are found, under the profile's number and without a copy of the text.
CREATE VIRTUAL TABLE member_words USING fts5 (words, content='', detail=none, prefix='1 2 3 4 5 6', tokenize='ascii');
INSERT INTO member_words (member_words, rank) VALUES ('secure-delete', 1);
-- Each of them once, but for those of digits only: which words there are is asked at every key, and the index would count who has them.
CREATE TABLE member_words_known (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;
