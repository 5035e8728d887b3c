/** What the schema looks like inside, by which mark it is known to be ours, and the statements that a log runs on it. */

/** The version of the schema, and of the entries in it. One of a later version is not opened. */
export const SCHEMA_VERSION = 1

/** A page holds so many rows and, about, so many bytes of text at most: entries may be a megabyte each. */
const PAGE_ROWS = 1024
const PAGE_BYTES = 4_194_304

const ABOUT = (schema: string): string => `
  COMMENT ON SCHEMA ${schema} IS 'Logs of vacatur: only ever added to. See docs/postgres.md.';
  CREATE TABLE ${schema}.about (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    application text NOT NULL CHECK (application = 'vacatur'),
    version integer NOT NULL
  );
  INSERT INTO ${schema}.about (application, version) VALUES ('vacatur', 0);
`

/** `size`, `chain` and `recorded_at` are those after the last entry. Whoever appends holds the row's lock. */
const LOGS = (schema: string): string => `
  CREATE TABLE ${schema}.logs (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
    chain text COLLATE "C" NOT NULL DEFAULT repeat('0', 64),
    recorded_at bigint CHECK ((recorded_at IS NULL) = (size = 0))
  ) WITH (fillfactor = 50);
`

/**
 * `text` is the entry, in canonical JSON; `entry` is the same as jsonb, for people with SQL, or null where jsonb cannot hold it (it
 * takes neither U+0000 nor any depth of nesting). `recorded_at` is in milliseconds; the view `readable` shows it as an instant.
 */
const ENTRIES = (schema: string): string => `
  CREATE FUNCTION ${schema}.jsonb_or_null(text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    BEGIN
      RETURN $1::jsonb;
    EXCEPTION WHEN untranslatable_character OR statement_too_complex OR program_limit_exceeded THEN
      RETURN NULL;
    END
  $$;
  CREATE TABLE ${schema}.entries (
    log integer NOT NULL,
    place bigint NOT NULL CHECK (place >= 0),
    recorded_at bigint NOT NULL,
    digest text COLLATE "C" NOT NULL CHECK (digest = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
    chain text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    entry jsonb GENERATED ALWAYS AS (${schema}.jsonb_or_null(text)) STORED,
    PRIMARY KEY (log, place),
    UNIQUE (log, id)
  );
  CREATE VIEW ${schema}.readable AS
    SELECT logs.name AS log, place, to_timestamp(entries.recorded_at / 1000.0) AS recorded_at, entries.id, digest, entry, text
    FROM ${schema}.entries JOIN ${schema}.logs ON logs.id = entries.log;
`

/** ENABLE ALWAYS: also in sessions that pose as a replica. */
const ONLY_ADD = (schema: string): string => `
  CREATE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '%.% is only ever added to: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
    END
  $$;
  CREATE FUNCTION ${schema}.refuse_unless_ahead() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.id = OLD.id AND NEW.name = OLD.name AND NEW.size > OLD.size
        AND (OLD.recorded_at IS NULL OR NEW.recorded_at >= OLD.recorded_at) THEN RETURN NEW; END IF;
      RAISE EXCEPTION '%.% only ever grows: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
    END
  $$;
  CREATE TRIGGER only_add BEFORE UPDATE OR DELETE OR TRUNCATE ON ${schema}.entries
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse();
  CREATE TRIGGER only_add BEFORE DELETE OR TRUNCATE ON ${schema}.logs
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse();
  CREATE TRIGGER only_grow BEFORE UPDATE ON ${schema}.logs
    FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse_unless_ahead();
  ALTER TABLE ${schema}.entries ENABLE ALWAYS TRIGGER only_add;
  ALTER TABLE ${schema}.logs ENABLE ALWAYS TRIGGER only_add;
  ALTER TABLE ${schema}.logs ENABLE ALWAYS TRIGGER only_grow;
`

/** What leads from each version to the next, from version 0, where there is nothing yet but the mark. */
export const MIGRATIONS: readonly ((schema: string) => string)[] = [
  (schema) => LOGS(schema) + ENTRIES(schema) + ONLY_ADD(schema),
]

/** Makes the mark, in a schema that is there and empty. */
export const markOf = ABOUT

/**
 * The head; what the chain says at place $3; and, of the rows from $4 before $5, as many as fit, led by the one before
 * them. The places are bounded rather than the rows counted, so that no plan, however bad, reads the log to its end.
 */
const pageOf = (schema: string): string => `
  SELECT 'head' AS kind, size AS place, recorded_at, chain,
    (SELECT chain FROM ${schema}.entries WHERE log = $1 AND place = $3::bigint) AS text
  FROM ${schema}.logs WHERE id = $1 AND name = $2
  UNION ALL
  SELECT 'row', place, recorded_at, chain, CASE WHEN place >= $4::bigint THEN text END
  FROM (
    SELECT place, recorded_at, chain, text, sum(octet_length(text)) OVER (ORDER BY place) - octet_length(text) AS bytes_before
    FROM ${schema}.entries
    WHERE log = $1 AND place >= $4::bigint - 1 AND place < LEAST($5::bigint, $4::bigint + ${PAGE_ROWS})
  ) AS page
  WHERE bytes_before < ${PAGE_BYTES}
`

const lockOf = (schema: string): string => `
  SELECT size, recorded_at, chain,
    (SELECT chain FROM ${schema}.entries WHERE log = $1 AND place = $3::bigint),
    (SELECT chain FROM ${schema}.entries WHERE log = $1 AND place = $4::bigint)
  FROM ${schema}.logs WHERE id = $1 AND name = $2 FOR UPDATE
`

/** The rows that have an id of $2, and what they are chained to. */
const findOf = (schema: string): string => `
  SELECT e.place, e.recorded_at, e.chain, e.text, p.chain
  FROM ${schema}.entries e LEFT JOIN ${schema}.entries p ON p.log = e.log AND p.place = e.place - 1
  WHERE e.log = $1 AND e.id = ANY (string_to_array($2, ','))
`

/**
 * Writes rows, moves the head and wakes followers, if the head is still at $3 and $4 and none of the ids is there; otherwise does
 * nothing, and answers with no row. Lists come as one text each: canonical JSON has no line breaks, and nothing else a comma.
 */
const writeOf = (schema: string): string => `
  WITH head AS (
    SELECT id, size, chain FROM ${schema}.logs WHERE id = $1 AND name = $2 FOR UPDATE
  ), agreed AS (
    SELECT id FROM head WHERE size = $3::bigint AND chain = $4 AND NOT EXISTS (
      SELECT FROM ${schema}.entries WHERE log = $1 AND entries.id = ANY (string_to_array($6, ','))
    )
  ), written AS (
    INSERT INTO ${schema}.entries (log, place, recorded_at, digest, chain, id, text)
    SELECT agreed.id, $3::bigint + number - 1, given.recorded_at::bigint, given.digest, given.chain, given.id, given.text
    FROM agreed, unnest(
      string_to_array($5, ','), string_to_array($6, ','), string_to_array($7, ','), string_to_array($8, ','),
      string_to_array($9, E'\\n')
    ) WITH ORDINALITY AS given (recorded_at, id, digest, chain, text, number)
  ), moved AS (
    UPDATE ${schema}.logs SET size = $10::bigint, chain = $11, recorded_at = $12::bigint
    FROM agreed WHERE logs.id = agreed.id RETURNING logs.id
  )
  SELECT pg_notify($13, $10::bigint::text) FROM moved
`

/** The statements of a log. */
export interface Statements {
  readonly page: string
  readonly lock: string
  readonly find: string
  readonly write: string
}

/** The statements of a log in a schema. */
export const statementsOf = (schema: string): Statements => ({
  page: pageOf(schema),
  lock: lockOf(schema),
  find: findOf(schema),
  write: writeOf(schema),
})
