export type ServerAddress =
  | { readonly kind: 'address'; readonly baseUrl: string }
  | { readonly kind: 'not-an-address' }
  | { readonly kind: 'insecure-address'; readonly host: string }

/**
 * Reads what an officer typed as the national system's address. Without a scheme a host name with a dot is taken as
 * https. Plain HTTP goes to this computer only (PROTOCOL.md 1.1).
 */
export function readServerAddress(typed: string): ServerAddress {
  const text = typed.trim()
  const hostAlone = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?(\/\S*)?$/i
  const url = parseUrl(hostAlone.test(text) ? `https://${text}` : text)
  if (!url) return { kind: 'not-an-address' }
  const extras = url.username + url.password + url.search + url.hash
  if (url.hostname === '' || extras !== '') return { kind: 'not-an-address' }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { kind: 'insecure-address', host: url.host }
  }
  return { kind: 'address', baseUrl: url.origin + url.pathname.replace(/\/+$/, '') }
}

function parseUrl(text: string): URL | null {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? new URL(text) : null
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  )
}
