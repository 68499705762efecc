-- The ledger of the whole chain, as the tills wrote it, and what the centre must remember about it.

-- This centre. `generation` rises when it comes back from a copy, so that tills send again what the copy had not.
CREATE TABLE centre (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  generation bigint NOT NULL DEFAULT 1 CHECK (generation > 0),
  -- Which server it was founded on or restored to: another number means another generation.
  server text NOT NULL,
  -- The generation whose leftovers are cleared away: only then are rights granted. See store/barrier.ts.
  cleared bigint NOT NULL DEFAULT 1,
  -- Whether tills took in grants that we forgot and whose value has not come to us yet. See store/barrier.ts.
  uncovered boolean NOT NULL DEFAULT false,
  -- How many kinds of events the Tessera understood that filled the read tables: with more of them the ledger says more.
  event_schema bigint NOT NULL DEFAULT 0,
  -- Ed25519, by which tills know this centre again: 32 bytes as hex, and PKCS 8 as PEM.
  public_key text NOT NULL,
  private_key text NOT NULL
);

-- Every log and its writer, our own included. A log's row is locked by whoever adds to it.
CREATE TABLE till_log (
  writer text COLLATE "C" PRIMARY KEY,
  epoch bigint NOT NULL DEFAULT 1,
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
  hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
  -- Up to here stored and replicated or archived. On a single server the same as seq.
  safe bigint NOT NULL DEFAULT 0,
  first_seen_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  -- What the till said when it was paired; its key signs what it asks. Null for one that never was.
  public_key text COLLATE "C",
  name text COLLATE "C",
  shop text COLLATE "C",
  state text COLLATE "C" NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'revoked', 'excluded')),
  -- The highest epoch it was ever given, and the newest generation under which we know its whole log.
  epoch_given bigint NOT NULL DEFAULT 1,
  checked_in bigint NOT NULL DEFAULT 0,
  -- Where its log ended when it last opened a session, by its own word.
  said bigint NOT NULL DEFAULT 0,
  CHECK (safe <= seq)
) WITH (fillfactor = 70);

-- What the owner reads out to a new till: good once, and for a day. Only its hash is here.
CREATE TABLE pairing_code (
  code_hash text COLLATE "C" PRIMARY KEY,
  expires_at bigint NOT NULL,
  used_by text COLLATE "C"
);

CREATE TABLE ledger_event (
  writer text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  hlc text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  day text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  body text COLLATE "C" NOT NULL,
  prev bytea NOT NULL,
  hash bytea NOT NULL,
  -- The transaction that stored it, for the latest events on the owner's page.
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  received_at bigint NOT NULL,
  PRIMARY KEY (writer, seq)
) PARTITION BY HASH (writer);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE ledger_event_%s PARTITION OF ledger_event FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
      part, part);
  END LOOP;
END $$;

CREATE INDEX ledger_event_latest ON ledger_event (xid, writer, seq);
-- What happened to a member, newest first. The wallet is read off the text as shared/reports/member-history.ts says (walletInBody).
CREATE INDEX ledger_event_of_wallet ON ledger_event
  (substring(body from '"(?:walletId":"|into":"|holder":"wallet:)([0-9a-f]{32})"'), hlc, writer, seq);

-- Events that are stored like all others but could not be understood: somebody has to look at them.
CREATE TABLE quarantine (
  writer text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  type text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  body text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  received_at bigint NOT NULL,
  -- Set aside for taking more than there was: so it stays, however often the read tables are made anew.
  overdrawn boolean NOT NULL DEFAULT false,
  -- Who saw what was overdrawn, and when.
  seen_by text COLLATE "C",
  seen_at bigint,
  PRIMARY KEY (writer, seq)
);

-- Refunds settled with a loss that the owner has seen. What else waits for the owner follows from the ledger.
CREATE TABLE refund_closed (
  reversal_id text COLLATE "C" PRIMARY KEY,
  by text COLLATE "C" NOT NULL,
  at bigint NOT NULL
);

-- Who members are, sealed each with a key of its own. Erasing somebody destroys both.
CREATE TABLE member_key (
  wallet_id text COLLATE "C" PRIMARY KEY,
  key bytea NOT NULL
);
CREATE TABLE member_profile (
  wallet_id text COLLATE "C" PRIMARY KEY,
  sealed bytea NOT NULL,
  -- The transaction that changed it last: tills read behind it.
  told xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX member_profile_told ON member_profile (told, wallet_id);

-- Who works in each shop, sealed: told to tills of that shop alone.
CREATE TABLE shop_staff (
  shop text COLLATE "C" NOT NULL,
  staff_id text COLLATE "C" NOT NULL,
  key bytea NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (shop, staff_id)
);

-- Which read tables there are, and the version of the code that filled them.
CREATE TABLE projection_version (
  name text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  table_name text NOT NULL
);
