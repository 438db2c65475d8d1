import { commitments } from "#modules/commitments/module.ts"
import { deliberation } from "#modules/deliberation/module.ts"
import { front } from "#modules/front/module.ts"
import { network } from "#modules/network/module.ts"
import { people } from "#modules/people/module.ts"
import { registry } from "#modules/registry/module.ts"
import { delivery } from "#platform/delivery/module.ts"
import { files } from "#platform/files/module.ts"
import type { Module } from "#platform/module.ts"
import { platform } from "#platform/platform.module.ts"
import { search } from "#platform/search/module.ts"
import { session } from "#platform/session/module.ts"
import { tabular } from "#platform/tabular/module.ts"
import { webhooks } from "#platform/webhooks/module.ts"
import { workdays } from "#platform/workdays/module.ts"

/**
 * All modules, lowest first: each may call `public.ts` of those above it in this list, never of those below
 * (test/architecture.test.ts). Anything else goes through events.
 */
export const modules: Module[] = [
  platform,
  delivery,
  search,
  session,
  files,
  webhooks,
  workdays,
  tabular,
  registry,
  people,
  deliberation,
  commitments,
  network,
  front,
]
