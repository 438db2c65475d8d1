import { apiRules } from "./api-rules.ts"
import { dataRules } from "./data-rules.ts"
import { pageRules } from "./page-rules.ts"

/** Everybody who walks the site, least first. All places are those of `plantedWorld`. */
export const readers = [
  "visitor",
  "member",
  "representative of another organisation",
  "controller elsewhere",
  "coordinator elsewhere",
  "coordinator of another organisation",
  "controller",
  "coordinator",
  "centre",
  "administrator",
] as const
export type Reader = (typeof readers)[number]

const [visitor, member, representative, controllerElsewhere, elsewhere, stranger, controller, coordinator, centre] =
  readers
const noStaff: Reader[] = [visitor, member, representative, controllerElsewhere, controller]
const others: Reader[] = [elsewhere, stranger]

/** Each rule by whom it refuses. */
export const refusedBy = {
  open: [],
  "signed in": [visitor],
  /** Whoever runs the centre anywhere, or controls anything. */
  "control somewhere": [visitor, member, representative],
  /** Whoever runs the centre anywhere. */
  staff: noStaff,
  /** Whoever runs the centre anywhere, or speaks for something that people may join. */
  "staff or representative": [visitor, member, controllerElsewhere, controller],
  /** Whoever runs the centre anywhere, or controls there. */
  "staff or control": [visitor, member, representative, controllerElsewhere],
  /** Whoever runs the centre there, or controls there. */
  control: [visitor, member, representative, controllerElsewhere, ...others],
  "staff of its territory": [...noStaff, ...others],
  /** Whoever runs the centre everywhere. */
  "staff of all": [...noStaff, ...others, coordinator],
  administrator: [...noStaff, ...others, coordinator, centre],
  /** Only whoever has the link; the walk has none. */
  link: [...readers],
  /** Only whose it is; the walk tries those of somebody else. */
  own: [...readers],
} satisfies Record<string, Reader[]>
export type Rule = keyof typeof refusedBy

/** Who may open each address and send each deed: test/page-rules.ts and test/api-rules.ts. */
export const routes: Record<string, Rule> = { ...pageRules, ...dataRules, ...apiRules }

/** Pages whose thing the world of the walk lacks: whoever may open them is told that there is none. */
export const absent = [
  "GET /applications/:id",
  "GET /api/v1/applications/:id",
  "GET /people/:id/account/release",
  "GET /assets/:name",
  "GET /metrics",
  "GET /organisations/:id/documents/:document",
  "GET /organisations/:id/documents/:document/removal",
  "GET /bodies/:id/documents/:document",
  "GET /bodies/:id/documents/:document/removal",
  "GET /api/v1/suggestions/:id",
  "GET /bodies/:id/consents.zip",
  "GET /imports/:id",
  "GET /api/v1/imports/:id",
  "GET /api/v1/imports/:id/rows",
  "GET /imports/:id/refused.xlsx",
  "GET /imports/:id/undo",
  "GET /people/:id/consents/:consent",
  "GET /people/:id/consents/:consent/withdrawal",
  "GET /people/:id/consents/:form",
  "GET /people/:id/consents/files/:file",
  "GET /people/:id/guardians/:guardian/edit",
  "GET /people/:id/guardians/:guardian/removal",
  "GET /settings/erasures/:file",
  "GET /settings/letters/:territory",
  "GET /settings/letters/:territory/template.docx",
  "GET /suggestions/:id",
  "GET /suggestions/:id/logo",
  "GET /reminders/paper/:file",
  "GET /resolutions/:id/asking/preview",
  "GET /resolutions/:id/asking/preview.docx",
  "GET /settings/workdays/:year/reset",
]

/** What must not be read by just anybody, by the rule whose readers may. The words are in `plantedWorld`. */
export const secrets: Record<string, { words: string[]; may: Rule }> = {
  "words of a hidden resolution": { words: ["скрытосливов"], may: "staff or control" },
  "words of a draft": { words: ["черновокалин"], may: "staff" },
  "participants of a draft": { words: ["Черноградова"], may: "staff" },
  participants: { words: ["Громобоева"], may: "staff of its territory" },
  "a person who has published nothing": {
    words: ["Затаённая", "tayna-lico", "заметкатополь", "доказательствоольха", "основаниеива", "приказивушка"],
    may: "staff of its territory",
  },
  "what happened in an incident": { words: ["инцидентлипа"], may: "staff of all" },
  "contacts of who asked to join": { words: ["dvor@zarechny.example"], may: "staff of its territory" },
  "contacts of parties": { words: ["tayna-kontakt", "555-01-23", "tayna-glava"], may: "staff" },
  "addresses that letters went to": { words: ["tayna-adresat"], may: "control" },
  "who answered for an addressee": { words: ["Отвечалова"], may: "control" },
  "what came by e-mail": { words: ["письмоорешник", "tayna-pismo"], may: "staff of its territory" },
  "a comment that waits": { words: ["примечаниеклён"], may: "staff of its territory" },
  "who received a report": { words: ["Получателева"], may: "staff of its territory" },
  "a file of an answer by e-mail": { words: ["файлорябина"], may: "staff of its territory" },
  "a file of an answer": { words: ["файлоясень"], may: "control" },
  "addresses of accounts": { words: ["tayna-uchyot", "tayna-zamestitel"], may: "administrator" },
  "who was invited": { words: ["tayna-zovut"], may: "administrator" },
  "where webhooks go": { words: ["tayna-kryuchok"], may: "administrator" },
}
