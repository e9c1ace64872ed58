/**
 * Media types that a viewer shows and never runs. Whatever else somebody sent is only bytes: not HTML, not SVG, not a
 * script, however it was announced.
 */
const shown =
  /^(?:image\/(?:png|jpeg|gif|webp|avif|heic|heif|bmp|tiff)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/(?:pdf|zip|msword|rtf|vnd\.(?:ms-|openxmlformats-|oasis\.)[\w.+-]+)|text\/(?:plain|csv))$/

/** The headers that keep a file a file. */
export function fileHeaders({
  name,
  mime,
}: {
  readonly name: string
  readonly mime: string
}): Record<string, string> {
  const type = mime.toLowerCase()
  return {
    'content-type': shown.test(type) ? type : 'application/octet-stream',
    'content-disposition': `attachment; filename="${plainName(name)}"; filename*=UTF-8''${encodedName(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  }
}

/** For who cannot read the other: what a quoted string may hold without escapes (RFC 6266, 4.3). */
function plainName(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\%]/gu, '_')
}

/** RFC 8187, 3.2: of the marks that `encodeURIComponent` leaves, four are not allowed there. */
function encodedName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
