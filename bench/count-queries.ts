import type { Services } from "#platform/services.ts"
import { sentBy } from "#test/sent-queries.ts"
import { buildApp } from "../src/app.ts"

/** How many queries a page sends, asked for in this process without the visitors' cache. */
export async function countQueries(services: Services, path: string, headers: Record<string, string>): Promise<number> {
  const app = buildApp(services)
  const look = async () => {
    services.cache.clear()
    const answer = await app.request(path, { headers })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    await answer.text()
  }
  await look() // connections open themselves at the first one
  return (await sentBy(look)).length
}
