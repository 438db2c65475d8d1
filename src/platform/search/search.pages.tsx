import type { Ctx } from "#platform/http/env.ts"
import type { MessageKey } from "#platform/i18n.ts"
import type { Pages } from "#platform/module.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { Day } from "#ui/time.tsx"
import { audiencesOf } from "./audience.ts"
import type { Segment } from "./excerpt.ts"
import { search } from "./search.ts"

const pageSize = 20
const kinds = ["resolution", "item", "organisation", "body", "person"] as const

const Marked = ({ segments }: { segments: Segment[] }) => (
  <>{segments.map((s) => (s.marked ? <mark>{s.text}</mark> : s.text))}</>
)

async function searchPage(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const query = (c.req.query("q") ?? "").slice(0, 200)
  const kind = kinds.find((k) => k === c.req.query("kind"))
  const after = Math.min(480, Number(/^\d{1,3}$/.exec(c.req.query("after") ?? "")?.[0] ?? 0))
  const answer = await search(services.db, { query, audiences: audiencesOf(actor), kind, limit: pageSize, after })
  const address = (change: Record<string, string | undefined>) => {
    const params = { q: query, kind, ...change }
    const given = Object.entries(params).filter((pair): pair is [string, string] => pair[1] !== undefined)
    return view.href(`/search?${new URLSearchParams(given)}`)
  }
  const found = answer.more ? t("search.more", { total: answer.total }) : t("search.found", { total: answer.total })
  return c.html(
    <Page
      view={view}
      title={query ? t("search.title_of", { query }) : t("search.title")}
      state={query ? found : t("search.what")}
    >
      <form action={view.href("/search")} class="form search-form">
        <TextField view={view} name="q" id="search-q" type="search" label={t("search.label")} value={query} />
        <Button kind="primary" icon="search">
          {t("ui.search.find")}
        </Button>
      </form>
      {answer.corrected && <p>{t("search.corrected", { query: answer.corrected })}</p>}
      {query && (
        <ChipLinks
          label={t("search.kinds")}
          chips={[
            { label: t("search.kind.all"), href: address({ kind: undefined }), current: !kind },
            ...kinds.map((k) => ({ label: t(`search.kind.${k}`), href: address({ kind: k }), current: k === kind })),
          ]}
        />
      )}
      {answer.hits.length > 0 && (
        <Rows label={found}>
          {answer.hits.map((hit) => (
            <Row
              href={view.href(hit.url)}
              title={<Marked segments={hit.title} />}
              mini={[
                t(`search.one.${hit.kind}` as MessageKey),
                <Day view={view} date={hit.at.toISOString().slice(0, 10)} plain />,
                hit.excerpt.length > 0 && <Marked segments={hit.excerpt} />,
              ]}
            />
          ))}
        </Rows>
      )}
      {query && !answer.hits.length && <Empty title={t("search.nothing")} why={t("search.nothing_why")} />}
      <Pager
        view={view}
        first={after ? address({}) : undefined}
        more={
          answer.hits.length === pageSize && after + pageSize < 500
            ? address({ after: String(after + pageSize) })
            : undefined
        }
      />
    </Page>,
  )
}

/** Search over everything that this reader may see. */
export function searchPages(app: Pages) {
  app.get("/search", searchPage)
}
