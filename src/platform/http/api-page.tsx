import type { ApiDocument } from "#platform/http/build-api.ts"
import type { Ctx } from "#platform/http/env.ts"
import { fieldsOf, type Schema, typeInWords } from "#platform/http/type-in-words.ts"
import type { View } from "#platform/view.ts"
import { Card, CardLinks } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { DataTable } from "#ui/table.tsx"

type Field = { name: string; where: "path" | "query" | "header" | "body"; schema: Schema; needed: boolean }
type Operation = {
  id: string
  group: string
  method: string
  path: string
  summary: string
  description: string | undefined
  fields: Field[]
  answers: { status: string; description: string }[]
}

/** The document as a list of what can be called, in its own order. */
function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (["get", "post", "put", "patch", "delete"] as const).flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      const parameters = (operation.parameters ?? []) as {
        name: string
        in: Field["where"]
        required?: boolean
        description?: string
        schema: Schema
      }[]
      const body = operation.requestBody as { content?: Record<string, { schema?: unknown }> } | undefined
      const sent = Object.values(body?.content ?? {}).flatMap(({ schema }) => fieldsOf(document, schema as Schema))
      const once = [...new Map(sent.map((field) => [field.name, field])).values()]
      return [
        {
          id: operation.operationId ?? `${method} ${path}`,
          group: operation.tags?.[0] ?? "",
          method: method.toUpperCase(),
          path: `${document.servers?.[0]?.url ?? ""}${path}`,
          summary: operation.summary ?? "",
          description: operation.description,
          fields: [
            ...parameters.map((p) => ({
              name: p.name,
              where: p.in,
              schema: { ...p.schema, description: p.description ?? p.schema.description ?? "" },
              needed: p.required ?? false,
            })),
            ...once.map((field) => ({ ...field, where: "body" as const })),
          ],
          answers: Object.entries(operation.responses ?? {}).map(([status, answer]) => ({
            status,
            description: (answer as { description: string }).description,
          })),
        },
      ]
    }),
  )
}

/** English words of the document, with what stands in backticks as code. */
const Said = ({ text }: { text: string }) => (
  <span lang="en">{text.split("`").map((part, i) => (i % 2 ? <code>{part}</code> : part))}</span>
)

const OneOperation = ({ view, operation }: { view: View; operation: Operation }) => {
  const { t } = view
  const { method, path, summary, description, fields, answers } = operation
  return (
    <details id={operation.id}>
      <summary>
        <code>
          {method} {path}
        </code>{" "}
        <Said text={summary} />
      </summary>
      {description && (
        <p>
          <Said text={description} />
        </p>
      )}
      {fields.length > 0 && (
        <DataTable
          caption={t("api.params")}
          columns={[
            { label: t("api.column.name"), heading: true, cell: (f: Field) => <code>{f.name}</code> },
            {
              label: t("api.column.where"),
              cell: (f) => [t(`api.where.${f.where}`), f.needed && t("api.needed")].filter(Boolean).join(", "),
            },
            { label: t("api.column.type"), cell: (f) => <code>{typeInWords(f.schema)}</code> },
            { label: t("api.column.what"), cell: (f) => <Said text={f.schema.description ?? ""} /> },
          ]}
          rows={fields}
        />
      )}
      <DataTable
        caption={t("api.answers")}
        columns={[
          { label: t("api.column.status"), heading: true, cell: (a: Operation["answers"][number]) => a.status },
          { label: t("api.column.what"), cell: (a) => <Said text={a.description} /> },
        ]}
        rows={answers}
      />
    </details>
  )
}

const Example = ({ say, lines }: { say: string; lines: string[] }) => (
  <>
    <p>{say}</p>
    <pre tabindex={0}>
      <code>{lines.join(" \\\n  ")}</code>
    </pre>
  </>
)

/** `/api`: what programs can call, for people; drawn from the same document that programs read. */
export function apiPage(document: ApiDocument) {
  const operations = operationsOf(document)
  const groups = [...new Set(operations.map((o) => o.group))]
  return (c: Ctx) => {
    const { view } = c.var
    const { t } = view
    const base = `${view.baseUrl}/api/v1`
    return c.html(
      <Page
        view={view}
        title={t("api.title")}
        state={t("api.state", { count: operations.length })}
        description={t("api.about")}
        aside={
          <Card title={t("api.token.title")}>
            <p>{t("api.token.what")}</p>
            <CardLinks
              links={[
                { href: view.href("/settings/security/tokens"), label: t("api.token.link") },
                { href: "/api/openapi.json", label: t("api.schema") },
              ]}
            />
          </Card>
        }
      >
        <p>{t("api.about")}</p>
        <h2>{t("api.rules.title")}</h2>
        <ul>
          {(["pages", "failures", "key", "language"] as const).map((rule) => (
            <li>{t(`api.rules.${rule}`)}</li>
          ))}
        </ul>
        <h2>{t("api.example.title")}</h2>
        <Example say={t("api.example.read")} lines={[`curl '${base}/resolutions?limit=10'`]} />
        <Example
          say={t("api.example.draft")}
          lines={[
            `curl ${base}/resolutions/drafts`,
            "-H 'Authorization: Bearer TOKEN'",
            "-H 'Idempotency-Key: 2026-03-14-forum'",
            "-F file=@forum.docx",
          ]}
        />
        {groups.map((group) => (
          <section>
            <h2 lang="en">{group}</h2>
            {operations
              .filter((o) => o.group === group)
              .map((operation) => (
                <OneOperation view={view} operation={operation} />
              ))}
          </section>
        ))}
      </Page>,
    )
  }
}
