import * as platform from "#platform/site.ts"

/** What letters are written with: handed into commands, for nothing is ambient. */
export type Site = platform.Site

/** What letters are written with, out of the services. @example perform(askAddressees, caller, { …, site: siteOf(services) }) */
export const siteOf = platform.siteOf

/** The part of a command's input that `siteOf` gives. */
export const site = platform.site
