import { raw } from "hono/html"
import type { Child, PropsWithChildren } from "hono/jsx"
import { signedIn } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { asset } from "#ui/assets.ts"
import { Deed } from "#ui/button.tsx"
import { attributesOf } from "#ui/display.ts"
import { Flash, Notice } from "#ui/flash.tsx"
import { SiteFooter, SiteHeader } from "#ui/header.tsx"
import { favicon } from "#ui/icons.tsx"

export type Crumb = { href: string; label: string }

export type PageProps = PropsWithChildren<{
  view: View
  /** The `h1` and the window's title. */
  title: string
  /** Where the page hangs, from the top; the page itself is not named. Addresses without the prefix of the language. */
  crumbs?: Crumb[]
  /** A quiet line under the `h1`: place, date, number. */
  sub?: Child
  /** The state in words: the first thing to be read. Put its main part into `<b>`. */
  state?: Child
  /** Beside the content on a wide screen, after it on a narrow one. */
  aside?: Child
  /** One column of 40 rem: forms, letters, failures. */
  narrow?: boolean
  /** Feeds of this page. */
  feeds?: { href: string; title: string }[]
  /** For search engines and previews in messengers; public pages only. */
  description?: string
  /** A picture for previews in messengers, by its whole address. */
  image?: string | undefined
}>

const Head = ({ view, title, feeds, description, image }: PageProps) => (
  <head>
    <meta charset="utf-8" />
    <title>{`${title} — ${view.t("ui.product")}`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="session" content={signedIn(view.actor) ? "user" : "visitor"} />
    {signedIn(view.actor) && <meta name="turbo-cache-control" content="no-preview" />}
    {description && (
      <>
        <meta name="description" content={description} />
        <meta property="og:type" content="website" />
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description} />
        <meta property="og:site_name" content={view.t("ui.product")} />
        <meta property="og:url" content={view.baseUrl + view.href(view.path)} />
        {image && <meta property="og:image" content={image} />}
      </>
    )}
    <link rel="icon" href={favicon} />
    <link rel="stylesheet" href={asset("app.css")} data-turbo-track="reload" />
    <script type="module" src={asset("app.js")} data-turbo-track="reload" />
    {feeds?.map((feed) => (
      <link rel="alternate" type="application/rss+xml" title={feed.title} href={view.href(feed.href)} />
    ))}
  </head>
)

const Crumbs = ({ view, crumbs }: { view: View; crumbs: Crumb[] }) => (
  <nav class="crumbs" aria-label={view.t("ui.crumbs")}>
    <ol>
      {crumbs.map((crumb) => (
        <li>
          <a href={view.href(crumb.href)}>{crumb.label}</a>
        </li>
      ))}
    </ol>
  </nav>
)

/** Says on every page whose eyes an administrator looks through. */
const SeenAs = ({ view }: { view: View }) =>
  signedIn(view.actor) && view.actor.seenBy ? (
    <Notice tone="warn" title={view.t("ui.seeing", { name: view.actor.name })}>
      <p>{view.t("ui.seeing.hint")}</p>
      <Deed view={view} action="/seeing/end">
        {view.t("ui.seeing.end")}
      </Deed>
    </Notice>
  ) : null

/** A whole page. The only element with `h1`; what a page adds starts with `h2`. */
export function Page(props: PageProps) {
  const { view, title, crumbs, sub, state, aside, narrow, children } = props
  return (
    <>
      {raw(`<!doctype html>\n<html lang="${view.locale}"${attributesOf(view.display)}>`)}
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {view.t("ui.skip")}
        </a>
        <SiteHeader view={view} />
        <main id="main" class={narrow ? "wrap narrow" : "wrap"}>
          <SeenAs view={view} />
          <Flash flash={view.flash} />
          {crumbs?.length ? <Crumbs view={view} crumbs={crumbs} /> : null}
          <h1 tabindex={-1}>{title}</h1>
          {sub && <p class="sub">{sub}</p>}
          {state && <p class="state">{state}</p>}
          {aside ? (
            <div class="cols">
              <div class="body">{children}</div>
              <aside aria-label={view.t("ui.aside")}>{aside}</aside>
            </div>
          ) : (
            children
          )}
        </main>
        <SiteFooter view={view} />
        <div id="announcer" class="unseen" aria-live="polite" data-turbo-permanent="" />
      </body>
      {raw("</html>")}
    </>
  )
}
