import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager } from "#ui/list.tsx"
import { DataTable } from "#ui/table.tsx"
import { Tabs } from "#ui/tabs.tsx"
import { Moment } from "#ui/time.tsx"
import { reasonLimit } from "./pair-input.ts"
import type { CardId, Pair, PairState } from "./shelf.ts"

/** A pair as the list shows it. `facts`: what is known of the one and of the other, by the name of the field. */
export type ShownPair = Pair<CardId> & {
  names: [string, string]
  /** Why they are alike, in words. */
  said: string[]
  facts: [field: string, one: Child, other: Child][]
  /** Where both can be made one; absent where they cannot. */
  merge?: string | undefined
}

export const duplicatesPath = { parties: "/duplicates", people: "/duplicates/people" } as const
type Of = keyof typeof duplicatesPath

const OnePair = ({ view, of, pair, n }: { view: View; of: Of; pair: ShownPair; n: number }) => {
  const { t } = view
  const ids = { id: pair.lesser, other: pair.greater }
  const title = t("registry.alike.pair", { one: pair.names[0], other: pair.names[1] })
  return (
    <section class="card" aria-labelledby={`pair-${n}`}>
      <h2 id={`pair-${n}`}>{title}</h2>
      <p>
        <b>{t("registry.alike.score", { percent: pair.score })}</b> {pair.said.join(", ")}
      </p>
      <DataTable
        caption={title}
        quiet
        columns={[
          { label: t("registry.alike.field"), cell: ([field]) => field, heading: true },
          { label: t("registry.alike.one"), cell: ([, one]) => one },
          { label: t("registry.alike.other"), cell: ([, , other]) => other },
        ]}
        rows={pair.facts}
      />
      {pair.state === "different" ? (
        <>
          <p>
            {t("registry.alike.said_different")} {pair.decidedAt && <Moment view={view} at={pair.decidedAt} />}
            {pair.reason && `: ${pair.reason}`}
          </p>
          <Deed view={view} action={`${duplicatesPath[of]}/alike`} with={ids}>
            {t("registry.alike.call_alike")}
          </Deed>
        </>
      ) : (
        <form
          class="form"
          method="post"
          action={view.href(`${duplicatesPath[of]}/different`)}
          data-controller="submit-once"
        >
          <input type="hidden" name="key" value={view.key()} />
          <input type="hidden" name="id" value={String(ids.id)} />
          <input type="hidden" name="other" value={String(ids.other)} />
          <TextField
            view={view}
            name="reason"
            id={`reason-${n}`}
            label={t("registry.alike.reason")}
            maxlength={reasonLimit}
          />
          <div class="buttons">
            {pair.merge && (
              <LinkButton kind="primary" href={view.href(pair.merge)}>
                {t("registry.alike.merge")}
              </LinkButton>
            )}
            <Button>{t("registry.alike.tell_apart")}</Button>
          </div>
        </form>
      )}
    </section>
  )
}

type PairsPageProps = {
  view: View
  of: Of
  state: PairState
  pairs: ShownPair[]
  /** Cards that wait to be compared; counting stops at `dueLimit`. */
  due: number
  /** Whether it is the first part of the list. */
  first: boolean
  next: string | undefined
}
export const dueLimit = 1000

/** «Похожие карточки»: pairs of organisations or of people that may be one, side by side, for whoever keeps both. */
export function PairsPage({ view, of, state, pairs, due, first, next }: PairsPageProps) {
  const { t } = view
  const path = duplicatesPath[of]
  const here = state === "open" ? path : `${path}?show=different`
  const tab = (other: Of) => ({
    href: view.href(duplicatesPath[other]),
    label: t(`registry.alike.tab.${other}`),
    current: other === of,
  })
  return (
    <Page view={view} title={t("registry.alike.title")} state={t("registry.alike.what")}>
      <Tabs label={t("registry.alike.title")} tabs={[tab("parties"), tab("people")]} />
      <p>
        {state === "open" ? (
          <a href={view.href(`${path}?show=different`)}>{t("registry.alike.show_different")}</a>
        ) : (
          <a href={view.href(path)}>{t("registry.alike.show_open")}</a>
        )}
      </p>
      {due > 0 && <p class="mini">{t("registry.alike.due", { count: due, more: due > dueLimit ? "yes" : "no" })}</p>}
      {pairs.length === 0 && (
        <Empty
          title={t(state === "open" ? "registry.alike.none" : "registry.alike.none_different")}
          why={state === "open" ? t("registry.alike.none.why") : undefined}
        />
      )}
      {pairs.map((pair, n) => (
        <OnePair view={view} of={of} pair={pair} n={n + 1} />
      ))}
      <Pager
        view={view}
        first={first ? undefined : view.href(here)}
        more={next && view.href(`${path}?${state === "different" ? "show=different&" : ""}after=${next}`)}
      />
    </Page>
  )
}
