import { createReadStream, existsSync, statSync } from "node:fs"
import { extname, join } from "node:path"
import { Readable } from "node:stream"
import type { Hono } from "hono"
import type { Env } from "#platform/http/env.ts"
import { assetsDir } from "#ui/assets.ts"

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".map": "application/json",
}

/** Serves the built stylesheet, script and fonts. Their names carry a hash of the content, so they never change. */
export function assets(app: Hono<Env>) {
  app.get("/assets/:name", (c) => {
    const name = c.req.param("name")
    const path = join(assetsDir(), name)
    const type = types[extname(name)]
    if (!type || !/^[\w.-]+$/.test(name) || !existsSync(path)) return c.text("not found", 404)
    return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, {
      "Content-Type": type,
      "Content-Length": String(statSync(path).size),
      "Cache-Control": "public, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
    })
  })
}
