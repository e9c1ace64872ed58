export const deskScheme = 'app'
export const deskHost = 'desk'
export const deskPage = `${deskScheme}://${deskHost}/`

/** Whether an address is one of our own page. */
export function isDeskAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  return protocol === `${deskScheme}:` && host === deskHost
}
