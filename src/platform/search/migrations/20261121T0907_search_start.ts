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
  await sql`CREATE INDEX document_newest ON search.document (at DESC, number DESC)`.execute(db)
  await sql`CREATE INDEX document_version ON search.document (version)`.execute(db)
  // Which terms are common is read out of the statistics: keep them fresh and long.
  await sql`ALTER TABLE search.document ALTER COLUMN tsv SET STATISTICS 300`.execute(db)
  await sql`ALTER TABLE search.document SET (autovacuum_analyze_scale_factor = 0.05)`.execute(db)

  // Planned anew for each query: a common word is cheaper to meet among the newest documents than to look up,
  // a rare one the other way round, and only the statistics of this very word tell which.
  await sql`
    CREATE FUNCTION search.newest(wanted tsquery, among tsquery, audiences text[], most int)
    RETURNS TABLE (number bigint, at timestamptz, rank real)
    LANGUAGE plpgsql STABLE ROWS 500 SET plan_cache_mode = force_custom_plan SET jit = off AS $$
    BEGIN
      RETURN QUERY SELECT found.number, found.at, ts_rank(found.tsv, wanted) FROM (
        SELECT d.number, d.at, d.tsv FROM search.document d
        WHERE d.tsv @@ (wanted && among) AND d.audience = ANY (audiences)
        ORDER BY d.at DESC, d.number DESC LIMIT most
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
