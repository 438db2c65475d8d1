/** How somebody's data were read: on the card, through the API, in a file with a list, as the archive of everything. */
export const ways = ["card", "api", "file", "archive"] as const
export type Way = (typeof ways)[number]

/** So long one reader of one card is one line of the journal. */
export const sameReadingMinutes = 10
