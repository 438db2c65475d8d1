import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { securityHeaders } from "#platform/http/headers.ts"
import { parseDisplay } from "#ui/display.ts"
import { samplePages } from "#ui/testing/pages.tsx"
import { testView, visitorView } from "#ui/testing/view.ts"

const types: Record<string, string> = { js: "text/javascript", css: "text/css", woff2: "font/woff2" }
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Stylesheet, script and fonts as a browser gets them, built in memory, by extension or by a font's name. */
async function builtAssets(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: [
      { in: at("../styles/main.css"), out: "app" },
      { in: at("../browser/main.ts"), out: "app" },
    ],
    bundle: true,
    write: false,
    outdir: "/assets",
    loader: { ".woff2": "file" },
    assetNames: "[name]",
    logLevel: "error",
  })
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]))
}

/**
 * Serves the sample pages with the security headers of the product, for tests in a browser.
 * `?visitor` draws for a visitor; the cookie `view` is heeded; a POST to /form is refused with 422, any other leads to /list.
 */
export async function serveSamples() {
  const assets = await builtAssets()
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? "/", "http://localhost")
    const asset = assets.get(url.pathname.replace(/-[A-Z0-9]{8}(\.(js|css))$/, "$1"))
    if (asset) {
      res.writeHead(200, { "Content-Type": types[url.pathname.split(".").at(-1)!] }).end(asset)
      return
    }
    const refused = req.method === "POST" && url.pathname === "/form"
    if (req.method === "POST" && !refused) {
      res.writeHead(303, { Location: "/list" }).end()
      return
    }
    const page = samplePages[refused ? "/wrong" : url.pathname]
    const display = parseDisplay(/view=([^;]+)/.exec(req.headers.cookie ?? "")?.[1])
    const locale = url.pathname.startsWith("/en/") ? "en" : "ru"
    const change = { display, locale, path: url.pathname, query: url.search } as const
    const view = url.searchParams.has("visitor") ? visitorView(change) : testView(change)
    res.writeHead(page ? (refused ? 422 : 200) : 404, {
      ...securityHeaders,
      "Content-Type": "text/html; charset=utf-8",
    })
    res.end(page ? String(page(view)) : "")
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
