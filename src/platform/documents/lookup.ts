/** A table that is asked for words out of files: `constructor` and its like are not in it, as they are in an object. */
export const lookup = <T>(entries: Record<string, T>): ReadonlyMap<string, T> => new Map(Object.entries(entries))
