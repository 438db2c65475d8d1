import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA search`.execute(db)
  await sql`
    CREATE TABLE search.document (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL CHECK (kind ~ '^[a-z-]+$'),
      id text NOT NULL,
      audience text NOT NULL CHECK (audience ~ '^[a-z-]+$'),
      title text NOT NULL,
      body text NOT NULL,
      url text NOT NULL,
      at timestamptz NOT NULL,
      version int NOT NULL,
      tsv tsvector NOT NULL,
      UNIQUE (kind, id)
    )`.execute(db)
  // Without a pending list: a search never has to read it through.
  await sql`CREATE INDEX document_tsv ON search.document USING gin (tsv) WITH (fastupdate = off)`.execute(db)
  await sql`CREATE INDEX document_version ON search.document (version)`.execute(db)
  // Which terms are common is read out of the statistics (relate.store.ts): keep them fresh and long.
  await sql`ALTER TABLE search.document ALTER COLUMN tsv SET STATISTICS 300`.execute(db)
  await sql`ALTER TABLE search.document SET (autovacuum_analyze_scale_factor = 0.05)`.execute(db)

  // Beside its words ("@" is in none) a document stands under its kind and under the eras of its audience, which are
  // 2048 (".") and 16384 ("..") documents filed one after another: so the index alone picks the latest that match.
  await sql`
    CREATE FUNCTION search.add_marks() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.tsv := ts_delete(NEW.tsv, ARRAY(SELECT lexeme FROM unnest(NEW.tsv) WHERE lexeme ^@ '@')) || array_to_tsvector(
        ARRAY['@' || NEW.kind,
          '@@' || NEW.audience || '.' || NEW.number / 2048, '@@' || NEW.audience || '..' || NEW.number / 16384]);
      RETURN NEW;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER document_marks BEFORE INSERT OR UPDATE OF tsv ON search.document
      FOR EACH ROW EXECUTE FUNCTION search.add_marks()`.execute(db)

  // The latest filed that match, ranked. Era after era is asked until there are enough: a common word fills the number
  // out of the first, a rare one passes quickly through all. One plan fits every word.
  await sql`
    CREATE FUNCTION search.newest(wanted tsquery, audiences text[], kind text, most int)
    RETURNS TABLE (number bigint, at timestamptz, rank real)
    LANGUAGE plpgsql STABLE ROWS 500 SET plan_cache_mode = force_generic_plan SET jit = off AS $$
    DECLARE
      sought tsquery := CASE WHEN kind IS NULL THEN wanted ELSE wanted && quote_literal('@' || kind)::tsquery END;
      last bigint := (SELECT max(d.number) FROM search.document d);
    BEGIN
      RETURN QUERY SELECT found.number, found.at, ts_rank(found.tsv, wanted) FROM (
        SELECT hit.* FROM (
          SELECT '.' || n FROM generate_series(last / 2048, last / 16384 * 8, -1) AS n
          UNION ALL SELECT '..' || n FROM generate_series(last / 16384 - 1, 0, -1) AS n
        ) AS era (name), LATERAL (
          SELECT d.number, d.at, d.tsv FROM search.document d
          WHERE d.audience = ANY (audiences) AND d.tsv @@ (sought && (
            SELECT string_agg(quote_literal('@@' || audience || era.name), '|')::tsquery FROM unnest(audiences) audience))
          ORDER BY d.number DESC
        ) AS hit LIMIT most
      ) AS found;
    END $$`.execute(db)

  await sql`CREATE TABLE search.word (word text PRIMARY KEY)`.execute(db)
  await sql`CREATE INDEX word_trigrams ON search.word USING gin (word gin_trgm_ops) WITH (fastupdate = off)`.execute(db)
  // A low threshold: one typing error in a word of four letters spoils most of its trigrams.
  await sql`
    CREATE FUNCTION search.alike(mistyped text) RETURNS TABLE (word text)
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan SET jit = off
    SET pg_trgm.similarity_threshold = 0.2 AS $$
    BEGIN
      RETURN QUERY SELECT w.word FROM search.word w
        WHERE w.word % mistyped AND length(w.word) BETWEEN length(mistyped) - 1 AND length(mistyped) + 1
        ORDER BY similarity(w.word, mistyped) DESC, w.word LIMIT 100;
    END $$`.execute(db)
  // Queues are only inserted into: transactions that file documents never wait for one another here.
  await sql`
    CREATE TABLE search.unspelled (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      document bigint NOT NULL
    )`.execute(db)
  await sql`
    CREATE TABLE search.left_word (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      word text NOT NULL
    )`.execute(db)
  await sql`
    CREATE TABLE search.unrelated (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      document bigint NOT NULL,
      echo boolean NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX unrelated_document ON search.unrelated (document)`.execute(db)
  await sql`
    CREATE TABLE search.related (
      document bigint PRIMARY KEY REFERENCES search.document (number) ON DELETE CASCADE,
      others bigint[] NOT NULL
    )`.execute(db)
}
