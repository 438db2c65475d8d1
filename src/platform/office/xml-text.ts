const ILLEGAL = /[^\t\n\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFC\u{10000}-\u{10FFFF}]|\p{Noncharacter_Code_Point}/gu

/**
 * Text that may stand in XML 1.0: every line break becomes \n, characters that XML forbids or advises against (controls,
 * lone surrogates, U+FFFD) are dropped: Word and Excel call a file that holds one damaged.
 */
export const xmlText = (text: string): string => text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(ILLEGAL, "")
