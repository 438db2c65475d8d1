import type { View } from "#platform/view.ts"
import { documentSaid } from "./list-words.ts"
import type { ServiceList } from "./service-list.ts"

/** The document of a version, as a link where there is one. */
export const DocumentLink = ({ view, list }: { view: View; list: ServiceList }) =>
  list.link ? (
    <a href={list.link} rel="noopener nofollow">
      {documentSaid(view, list)}
    </a>
  ) : (
    <>{documentSaid(view, list)}</>
  )
