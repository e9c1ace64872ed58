import { passphrase } from '../../e2e/desk'
import { untrustedServer } from '../../e2e/strangeServers'
import { checkOf } from '../check'
import { anyCertificate } from '../world/unprotected'
import { runInPage } from '../world/securedDesk'

/** 9: a certificate that the system does not vouch for ends the connection before anything is said over it. */
export const certificates = checkOf(
  9,
  'a certificate that the system does not vouch for is refused',
  async (world, variant) => {
    const { desk } = await world.desk(variant)
    const server = await untrustedServer()
    try {
      const form = { server: server.url, username: 'sari', password: 'rahasia', passphrase }
      const reason = await runInPage<string>(
        desk,
        `const attempt = await window.desk.signIn(${JSON.stringify(form)})
         return attempt.outcome === 'failed' ? attempt.failure.reason : attempt.outcome`,
      )
      const broken = reason === 'untrusted-certificate' ? [] : [`signing in there ended with ${reason}`]
      return { runs: 1, broken, detail: 'signing in is refused with its own sentence; no password was sent' }
    } finally {
      server.close()
    }
  },
  [anyCertificate],
)
