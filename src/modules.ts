import { registry } from "#modules/registry/module.ts"
import { delivery } from "#platform/delivery/module.ts"
import type { Module } from "#platform/module.ts"
import { platform } from "#platform/platform.module.ts"
import { session } from "#platform/session/module.ts"

/**
 * All modules, lowest first: each may call `public.ts` of those above it in this list, never of those below
 * (test/architecture.test.ts). Anything else goes through events.
 */
export const modules: Module[] = [platform, delivery, session, registry]
