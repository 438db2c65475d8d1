/** RFC 5987: everything but these stands as %XX of UTF-8. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * The value of Content-Disposition: a name that any client can read, and the true one (RFC 6266, RFC 5987).
 * @example contentDisposition("attachment", "Резолюция.docx")
 */
export const contentDisposition = (kind: "inline" | "attachment", name: string) =>
  `${kind}; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, "_")}"; filename*=UTF-8''${encoded(name.toWellFormed())}`
