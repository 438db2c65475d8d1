import { territoryScopes } from "#modules/registry/public.ts"
import { staff } from "#platform/actor.ts"
import { canRead } from "#platform/files/attachment.policy.ts"
import { findAttachment } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notFound } from "#platform/refusal.ts"
import { Page } from "#ui/frame.tsx"
import { Icon } from "#ui/icons.tsx"
import { SourceLine } from "#ui/side-by-side.tsx"
import { sourceLines } from "../draft/draft.store.ts"
import { loadResolution } from "./resolution.store.ts"

/** The document behind a resolution, line by line, and the file it came in: for the staff, for it may name people. */
export async function sourcePage(c: Ctx) {
  const { view, services, actor } = c.var
  const { db } = services
  const id = Number(c.req.param("id"))
  const resolution = await loadResolution(db, id)
  const scopes = resolution && (await territoryScopes(db, resolution.territoryId))
  if (!resolution || !staff(actor, scopes)) throw notFound()
  const lines = await sourceLines(db, id)
  const file = resolution.sourceAttachment ? await findAttachment(db, resolution.sourceAttachment) : undefined
  const { t } = view
  return c.html(
    <Page
      view={view}
      title={t("resolution.act.source")}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: `/resolutions/${id}`, label: resolution.title },
      ]}
      state={t("resolution.source.what", { count: lines.length })}
    >
      {file && canRead(actor, file, scopes ?? []) && (
        <p>
          <a href={view.href(`/files/${file.id}`)} data-turbo="false">
            <Icon name="download" />{" "}
            {t("resolution.source.original", { name: file.name, size: Math.ceil(file.size / 1024) })}
          </a>
        </p>
      )}
      <section class="source whole" aria-label={view.t("ui.check.source")}>
        <ol>
          {lines.map((line) => (
            <SourceLine view={view} n={line.n} text={[line.marker, line.text].filter(Boolean).join(" ")} />
          ))}
        </ol>
      </section>
    </Page>,
  )
}
