import iconv from "iconv-lite"
import { signOf } from "../symbols.ts"

/** Character set of a font (\fcharset) → Windows code page (RTF 1.9.1, font table). */
const charsets: Record<number, number> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
}
/** Code page of sign fonts (\fcharset2), in which a byte is a picture. */
export const signs = -1

export const pageOfCharset = (charset: number): number | undefined => (charset === 2 ? signs : charsets[charset])

const names: Record<number, string> = { 10000: "macintosh", 10007: "maccyrillic", 65001: "utf8", 20866: "koi8-r" }

/** Bytes of one code page as text; a page that is not known is taken for 1251. */
export function decodePage(bytes: Uint8Array, page: number): string {
  if (page === signs) return [...bytes].map((byte) => (byte < 0x21 ? String.fromCharCode(byte) : signOf(byte))).join("")
  const name = names[page] ?? `cp${page}`
  return iconv.decode(Buffer.from(bytes), iconv.encodingExists(name) ? name : "cp1251")
}
