import { strToU8, type Zippable, zipSync } from "fflate"

const namespaces = ["office", "text", "table", "style", "drawing:draw"]
  .map((name) => {
    const [urn, prefix = urn] = name.split(":")
    return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${urn}:1.0"`
  })
  .concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
  .join(" ")
const manifestNamespace = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'

/** A small .odt out of the inside of `office:text`, automatic styles and common styles. */
export function makeOdt(
  body: string,
  { automatic = "", common = "", manifest = "" } = {},
  more: Zippable = {},
): Uint8Array {
  return zipSync({
    mimetype: [strToU8("application/vnd.oasis.opendocument.text"), { level: 0 }],
    "content.xml": strToU8(
      `<office:document-content ${namespaces}><office:automatic-styles>${automatic}</office:automatic-styles>` +
        `<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ),
    "styles.xml": strToU8(
      `<office:document-styles ${namespaces}><office:styles>${common}</office:styles></office:document-styles>`,
    ),
    "META-INF/manifest.xml": strToU8(
      `<manifest:manifest ${manifestNamespace}><manifest:file-entry manifest:full-path="content.xml">${manifest}</manifest:file-entry></manifest:manifest>`,
    ),
    ...more,
  })
}
