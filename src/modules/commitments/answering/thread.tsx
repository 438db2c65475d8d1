import type { Attachment } from "#platform/files/attachment.store.ts"
import type { View } from "#platform/view.ts"
import { Facts } from "#ui/card.tsx"
import { ActTime } from "../request/act-time.tsx"
import type { Act } from "../request/request.store.ts"
import { saidInWords, sayTerm } from "./words.ts"

export type ThreadAct = Act & {
  files: Attachment[]
  /** To whom it was handed over. */
  to: string
}

/** What both sides have said about a request, with dates, as both of them see it. The newest first. */
export const Thread = ({ view, acts, files }: { view: View; acts: ThreadAct[]; files: string }) => (
  <ol class="timeline" reversed>
    {[...acts].reverse().map((act) => (
      <li>
        <p class="mini">
          <ActTime view={view} act={act} />
        </p>
        <Said view={view} act={act} files={files} />
      </li>
    ))}
  </ol>
)

function Said({ view, act, files }: { view: View; act: ThreadAct; files: string }) {
  const { t } = view
  return (
    <>
      <p>
        <b>{t(`answering.side.${act.side}`)}</b> {saidInWords(view, act, act.to)}
      </p>
      {act.text && <p class="said">{act.text}</p>}
      <Facts
        facts={[
          [t("answering.fact.wording"), act.wording],
          [t("answering.fact.term"), !mentionsTerm.includes(act.kind) && sayTerm(view, act)],
          [t("answering.field.responsible"), act.responsible],
          [t("answering.field.theirNumber"), act.theirNumber],
          [t("answering.fact.links"), act.links.length > 0 && <Links links={act.links} />],
          [
            t("answering.field.files"),
            act.files.length > 0 && <FileLinks view={view} files={act.files} base={files} />,
          ],
          [t("answering.fact.who"), [act.name, act.post].filter(Boolean).join(", ")],
          [
            t("answering.fact.channel"),
            act.side === "addressee" && act.channel !== "link" && t(`answering.channel.${act.channel}`),
          ],
        ]}
      />
    </>
  )
}

/** Kinds whose own sentence names the term. */
const mentionsTerm: string[] = ["accept", "accept_part", "extend"]

const Links = ({ links }: { links: string[] }) => (
  <>
    {links.map((href, i) => (
      <>
        {i > 0 && ", "}
        <a href={href} rel="noreferrer nofollow">
          {href}
        </a>
      </>
    ))}
  </>
)

const FileLinks = ({ view, files, base }: { view: View; files: Attachment[]; base: string }) => (
  <>
    {files.map(({ id, name }, i) => (
      <>
        {i > 0 && ", "}
        <a href={view.href(`${base}/${id}`)} data-turbo="false">
          {name}
        </a>
      </>
    ))}
  </>
)
