const ILLEGAL = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/**
 * Text that may stand in XML 1.0: every line break becomes \n, characters XML forbids are dropped
 * (Word and Excel call a file that holds one damaged).
 */
export const xmlText = (text: string): string => text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(ILLEGAL, "")
