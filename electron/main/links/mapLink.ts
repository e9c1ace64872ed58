/** The only sites that the desk ever opens outside of itself (SECURITY.md 7). */
const allowedHosts: readonly string[] = ['www.openstreetmap.org']

/** Whether a link may be handed to the system's browser: https, one of ours, nothing hidden in it. */
export function isAllowedLink(link: string): boolean {
  if (!URL.canParse(link)) return false
  const { protocol, hostname, port, username, password } = new URL(link)
  return (
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    password === '' &&
    allowedHosts.includes(hostname)
  )
}

/** A map with a mark at a point. Numbers are all that comes from the page. */
export function mapLink({ lat, lon }: { readonly lat: number; readonly lon: number }): string {
  const point = { lat: lat.toFixed(6), lon: lon.toFixed(6) }
  return `https://www.openstreetmap.org/?mlat=${point.lat}&mlon=${point.lon}#map=17/${point.lat}/${point.lon}`
}
