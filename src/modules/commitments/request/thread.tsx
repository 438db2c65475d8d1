import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Icon } from "#ui/icons.tsx"
import { Mini } from "#ui/list.tsx"
import { Day } from "#ui/time.tsx"
import { actInWords } from "../progress/open-act-list.tsx"
import type { WholeRequest } from "./load-request.ts"
import { type OpenAct, openActs, openFiles } from "./open-acts.ts"

type Entry = { act: OpenAct; mini: (Child | false)[]; files: { href: string; name: string }[] }

/** All that was said, with who said it, how it came and what proves it: for the staff and controllers. */
function wholeEntries(view: View, { request, acts, files }: WholeRequest): Entry[] {
  const { t } = view
  return acts.map((act) => ({
    act: { ...act, waits: false },
    mini: [
      act.side === "addressee" ? t("request.side.addressee") : t("request.side.centre"),
      [act.name, act.post].filter(Boolean).join(", "),
      t(`request.channel.${act.channel}`),
      act.theirNumber && t("request.their_number", { number: act.theirNumber }),
      act.responsible && t("request.responsible", { name: act.responsible }),
      act.evidence && t("request.evidence_is", { text: act.evidence }),
    ],
    files: (files.get(act.id) ?? []).map(({ id, name, audience }) => ({
      href: view.href(`/requests/${request.id}/files/${id}`),
      name: audience === "subject" ? t("request.file.open", { name }) : name,
    })),
  }))
}

/** What everybody may read: no names, no questions; of files those that were made public with a confirmed report. */
function openEntries(view: View, { request, acts, files }: WholeRequest): Entry[] {
  const open = openFiles(acts, files)
  return openActs(acts).map((act) => ({
    act,
    mini: [],
    files: open.get(act.id)!.map(({ id, name }) => ({ href: view.href(`/requests/${request.id}/files/${id}`), name })),
  }))
}

/** The thread of a request, oldest first. `names`: whom requests were handed over to. */
export function Thread({ view, loaded, names }: { view: View; loaded: WholeRequest; names: Map<number, string> }) {
  const entries = loaded.whole ? wholeEntries(view, loaded) : openEntries(view, loaded)
  if (!entries.length) return <p>{view.t("request.thread.empty")}</p>
  return (
    <ol class="timeline">
      {entries.map(({ act, mini, files }) => (
        <li id={`act-${act.id}`}>
          <p class="mini">
            <Day view={view} date={act.onDay} />
          </p>
          <p>
            {actInWords(view, act, names)}
            {act.waits && ` ${view.t("progress.waits")}`}
          </p>
          <Mini parts={mini} />
          {act.wording && <p>{view.t("request.wording_is", { text: act.wording })}</p>}
          {act.text && <blockquote class="plain">{act.text}</blockquote>}
          <Links urls={act.links} />
          <Files files={files} />
        </li>
      ))}
    </ol>
  )
}

const Links = ({ urls }: { urls: string[] }) =>
  urls.length > 0 && (
    <ul class="plain">
      {urls.map((url) => (
        <li>
          <a href={url} rel="nofollow ugc noopener">
            {url}
          </a>
        </li>
      ))}
    </ul>
  )

const Files = ({ files }: { files: Entry["files"] }) =>
  files.length > 0 && (
    <ul class="plain">
      {files.map(({ href, name }) => (
        <li>
          <a href={href} data-turbo="false">
            <Icon name="file-text" /> {name}
          </a>
        </li>
      ))}
    </ul>
  )
