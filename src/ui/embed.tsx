import { raw } from "hono/html"
import type { Child, PropsWithChildren } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { asset } from "#ui/assets.ts"

/** A link out of the frame: the site opens beside the page that frames it. `href` has its prefix already. */
export const OutLink = ({ view, href, children }: PropsWithChildren<{ view: View; href: string }>) => (
  <a href={href} target="_blank" rel="noopener">
    {children}
    <span class="unseen"> {view.t("ui.embed.new_tab")}</span>
  </a>
)

type EmbedProps = PropsWithChildren<{
  view: View
  title: string
  /** The same on the site; without the prefix of the language. */
  whole: string
  sub?: Child
}>

/** A whole page for a frame on another site: no header, no menu, no script. Links lead out by `OutLink`. */
export const EmbedPage = ({ view, title, whole, sub, children }: EmbedProps) => (
  <>
    {raw(`<!doctype html>\n<html lang="${view.locale}">`)}
    <head>
      <meta charset="utf-8" />
      <title>{`${title} — ${view.t("ui.product")}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <link rel="stylesheet" href={asset("embed.css")} />
    </head>
    <body>
      <main id="main">
        <h1>{title}</h1>
        {sub && <p class="sub">{sub}</p>}
        {children}
      </main>
      <footer>
        <OutLink view={view} href={view.href(whole)}>
          {view.t("ui.embed.whole")}
        </OutLink>
      </footer>
    </body>
    {raw("</html>")}
  </>
)
