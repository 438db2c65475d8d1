import { signedIn } from "#platform/actor.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Facts } from "#ui/card.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { Notice } from "#ui/flash.tsx"
import { ErrorSummary, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { MilestoneList } from "../milestone/milestone.page.tsx"
import type { Milestone } from "../milestone/milestone.store.ts"
import { type AnswerKind, answerKinds } from "../request/request.ts"
import { AskerLine } from "./asker.tsx"
import { AskedList, ItemWords } from "./item-words.tsx"
import { Thread, type ThreadAct } from "./thread.tsx"
import type { Typed } from "./typed-answer.ts"
import type { Asked, AskedItem } from "./what-is-asked.ts"
import { standingInWords } from "./words.ts"

export type ItemPageProps = {
  view: View
  /** `/answer/:token` */
  base: string
  addressee: string
  asked: Asked
  item: AskedItem
  acts: ThreadAct[]
  milestones: Milestone[]
  /** What can be said now. */
  kinds: AnswerKind[]
  /** What was entered and not sent. */
  draft: Typed | undefined
  errors?: { kind?: Saying; ""?: Saying }
}

/** One item of a recipient: its words, what was said, and what can be said now. */
export function ItemPage(props: ItemPageProps) {
  const { view, base, addressee, asked, item, acts, kinds, errors = {} } = props
  const { t } = view
  const { request } = item
  const waits = request.stage === "asked" || request.stage === "received"
  const standing = standingInWords(view, item)
  const place = { now: asked.items.indexOf(item) + 1, of: asked.items.length }
  return (
    <Page
      view={view}
      narrow
      title={t(waits ? "answering.title.ask" : "answering.title.after", { addressee, number: item.number })}
      sub={t("answering.place", place)}
      state={<b>{standing.word}</b>}
    >
      {errors[""] && (
        <Notice tone="error" title={view.explain(errors[""])}>
          <p>{t("answering.meanwhile")}</p>
        </Notice>
      )}
      {signedIn(view.actor) && <Notice tone="warn">{t("answering.signed_in")}</Notice>}
      <ItemWords view={view} asked={asked} item={item} />
      <AskerLine view={view} asker={asked.asker} />
      {props.draft && <Unsent {...props} draft={props.draft} />}
      {kinds.length > 0 ? <Choose {...props} /> : <p>{t(`answering.over.${overOf(request.stage)}`)}</p>}
      {request.stage === "accepted" && (
        <MilestoneList view={view} base={`${base}/${request.id}/steps`} milestones={props.milestones} />
      )}
      {acts.length > 0 && (
        <section>
          <h2>{t("answering.thread")}</h2>
          <Thread view={view} acts={acts} files={`${base}/files`} />
        </section>
      )}
      {asked.items.length > 1 && (
        <section>
          <h2>{t("answering.all")}</h2>
          <AskedList view={view} asked={asked} base={base} now={request.id} />
        </section>
      )}
      <p class="asker">
        <a href={view.href(`${base}/form`)}>{t("answering.on_paper")}</a>
      </p>
    </Page>
  )
}

const overOf = (stage: string) => (stage === "withdrawn" || stage === "handed_over" ? stage : "closed")

/** What can be said now, one choice; the fields come on the next page, so that no script is needed. */
function Choose({ view, base, item, kinds, draft, errors = {} }: ItemPageProps) {
  const { t } = view
  const inWork = item.request.stage === "accepted"
  const labels = { kind: t(inWork ? "answering.choose.in_work" : "answering.choose.ask") }
  const form = { view, labels, values: { kind: draft?.kind }, errors: errors.kind ? { kind: errors.kind } : {} }
  return (
    <form class="form" action={view.href(`${base}/${item.request.id}`)}>
      <ErrorSummary {...form} />
      <RadioCards
        {...field(form, "kind")}
        choices={kinds.map((kind) => ({
          value: kind,
          label: t(`answering.kind.${kind}`),
          hint: t(`answering.hint.${kind}`),
        }))}
      />
      <div class="buttons">
        <Button kind="primary" name="step" value="fields">
          {t("answering.next")}
        </Button>
      </div>
    </form>
  )
}

/** What was entered before and is kept: to go on with, or, where that is possible no more, to be copied. */
function Unsent({ view, base, item, kinds, draft }: ItemPageProps & { draft: Typed }) {
  const { t } = view
  const kind = answerKinds.find((one) => one === draft.kind)
  if (!kind) return null
  const label = t(`answering.kind.${kind}`)
  if (kinds.includes(kind))
    return (
      <Notice tone="info" title={t("answering.unsent.title", { label })}>
        <LinkButton href={view.href(`${base}/${item.request.id}?kind=${kind}`)}>
          {t("answering.unsent.go_on")}
        </LinkButton>
      </Notice>
    )
  const kept = (["text", "term", "until", "wording", "handTo", "links"] as const).filter((name) => draft[name])
  return (
    <Notice tone="info" title={t("answering.unsent.not_now", { label })}>
      <Facts
        facts={kept.map((name) => [
          name === "text" ? t(`answering.text.${kind}`) : t(`answering.field.${name}`),
          <span class="said">{draft[name]}</span>,
        ])}
      />
    </Notice>
  )
}

/** All items of a recipient, when each has its answer. */
export const AllAnswered = (props: { view: View; base: string; addressee: string; asked: Asked }) => {
  const { view, base, addressee, asked } = props
  const { t } = view
  return (
    <Page
      view={view}
      narrow
      title={t("answering.title.all", { addressee })}
      sub={t("answering.no_account")}
      state={<b>{t("answering.all_answered", { count: asked.items.length })}</b>}
    >
      <AskerLine view={view} asker={asked.asker} />
      <AskedList view={view} asked={asked} base={base} />
      <p>{t("answering.come_back")}</p>
    </Page>
  )
}
