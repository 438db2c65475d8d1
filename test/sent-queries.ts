import pg from "pg"

export type Sent = { text: string; values: unknown[] }

/** What this process sends to PostgreSQL while the work is done, in order. One at a time. */
export async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const original = pg.Client.prototype.query
  const sent: Sent[] = []
  // biome-ignore lint/suspicious/noExplicitAny: pg overloads query() eight ways
  pg.Client.prototype.query = function (this: pg.Client, config: any, ...rest: any[]) {
    const named = typeof config === "object"
    sent.push({
      text: named ? config.text : config,
      values: (named ? config.values : Array.isArray(rest[0]) ? rest[0] : []) ?? [],
    })
    return original.apply(this, [config, ...rest] as never)
  } as never
  try {
    await work()
    return sent
  } finally {
    pg.Client.prototype.query = original
  }
}
