/** Letters of a word on why two cards are not about one. */
export const reasonLimit = 300
