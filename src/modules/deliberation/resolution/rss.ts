import { xmlText } from "#platform/office/xml-text.ts"

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
const said = (text: string) => xmlText(text).replace(/[&<>"]/g, (sign) => entities[sign]!)

type Entry = { title: string; link: string; text: string; at: Date }
type Feed = { title: string; about: string; page: string; self: string; language: string; entries: Entry[] }

const entry = ({ title, link, text, at }: Entry) =>
  `<item><title>${said(title)}</title><link>${said(link)}</link><guid>${said(link)}</guid>` +
  `<pubDate>${at.toUTCString()}</pubDate><description>${said(text)}</description></item>`

/** A feed of RSS 2.0 with its own address, as readers want it. */
export const rssFeed = ({ title, about, page, self, language, entries }: Feed): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${said(title)}</title>` +
  `<link>${said(page)}</link><description>${said(about)}</description><language>${language}</language>` +
  `<atom:link href="${said(self)}" rel="self" type="application/rss+xml"/>${entries.map(entry).join("")}</channel></rss>\n`
