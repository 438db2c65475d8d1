import { expect, test } from "vitest"
import { PageCache } from "./cache.ts"

test("a part of pages is loaded once, anew after a minute or a change, and not kept when loading fails", async () => {
  const cache = new PageCache()
  let loads = 0
  const load = async () => ++loads
  expect(await cache.keep("tree", 0, load)).toBe(1)
  expect(await cache.keep("tree", 59_000, load)).toBe(1)
  expect(await cache.keep("tree", 60_001, load)).toBe(2)
  cache.clear()
  expect(await cache.keep("tree", 60_002, load)).toBe(3)
  expect(await cache.keep("other", 0, async () => "other")).toBe("other")
  await expect(cache.keep("broken", 0, () => Promise.reject(new Error("no database")))).rejects.toThrow("no database")
  expect(await cache.keep("broken", 0, async () => "there again")).toBe("there again")
})

test("a page drawn before a change is not kept", () => {
  const cache = new PageCache()
  const { generation } = cache
  cache.clear()
  cache.put("a", "<p>old</p>", "text/html", 0, generation)
  expect(cache.get("a", 1)).toBeUndefined()
  cache.put("a", '<!doctype html><html lang="ru" data-size="150"><p>new</p>', "text/html", 0, cache.generation)
  expect(cache.get("a", 1)?.plain.toString()).toBe('<!doctype html><html lang="ru"><p>new</p>')
  expect(cache.get("a", 60_000)).toBeUndefined()
})
