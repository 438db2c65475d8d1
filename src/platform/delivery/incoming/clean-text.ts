/** A text without what a database cannot hold and a page should not show, at most so many characters. */
export const cleanText = (text: string, longest: number) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim()
    .slice(0, longest)
    .toWellFormed()

/** The same as one line of at most 500 characters. */
export const cleanLine = (text = "") => cleanText(text.replace(/\s+/g, " "), 500)
