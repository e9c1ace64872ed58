import { expect } from '@playwright/test'
import { Desk, passphrase, password } from '../../e2e/desk'
import { folderOfTheUser } from '../../e2e/ordinaryUser'
import { copyProfile } from '../../faults/app/realDesks'
import { checkOf, type Finding } from '../check'
import { countFiles, search } from '../profileSearch'
import { reportCanary } from '../world/canaries'
import { runInPage, signedIn } from '../world/securedDesk'
import type { SecurityWorld } from '../world/securityWorld'
import { anyPassphrase, silentKeychain, unsealed } from '../world/unprotected'
import type { Variant } from '../world/variants'
import { removeFolder } from '../world/removeFolder'

/*
 * SECURITY.md 10 to 12: what lies on the disk.
 */

/** 10: where the system keeps no keys, a passphrase is asked for before anything is kept. */
export const sealedOrAsked = checkOf(
  10,
  'without a keychain a passphrase is required, not silently nothing',
  async (world, variant) => {
    const national = await world.national()
    const desk = await Desk.start({ ...(await world.options(variant)), passphrase: null })
    try {
      const told = await runInPage<{ readonly keyKeeping: string }>(desk, 'return window.desk.state()')
      const form = { server: national.url, username: 'sari', password }
      const reason = await runInPage<string>(
        desk,
        `const attempt = await window.desk.signIn(${JSON.stringify(form)})
         return attempt.outcome === 'failed' ? attempt.failure.reason : attempt.outcome`,
      )
      const short = await runInPage<string>(
        desk,
        `const attempt = await window.desk.signIn(${JSON.stringify({ ...form, passphrase: 'pendek' })})
         return attempt.outcome === 'failed' ? attempt.failure.reason : attempt.outcome`,
      )
      const broken = [
        ...(told.keyKeeping === 'passphrase' ? [] : [`keys would be kept by: ${told.keyKeeping}`]),
        ...(reason === 'passphrase-missing' ? [] : [`without a passphrase: ${reason}`]),
        ...(short === 'passphrase-too-short' ? [] : [`with a short one: ${short}`]),
      ]
      return { runs: 3, broken, detail: 'none and a short one are refused before the server is asked' }
    } finally {
      await desk.kill()
      removeFolder(desk.profile)
    }
  },
  [silentKeychain],
)

const answer = 'Kenari itu sudah dipindahkan petugas kami ke taman burung'
const draft = 'Kenari kedua belum tertangkap, menunggu jaring dari gudang'

/** 11: nothing that a report holds, that an officer wrote, or that opens the server is anywhere in the profile. */
export const nothingInClear = checkOf(
  11,
  'nothing of a report, an answer, a draft or a token lies in the profile in clear',
  workedWith,
  [unsealed],
)

async function workedWith(world: SecurityWorld, variant?: Variant): Promise<Finding> {
  const national = await world.national()
  const wire = await world.wire()
  const { trackingId, secrets } = await reportCanary(national)
  const desk = await signedIn(wire.url, 'sari', await world.options(variant))
  const { profile } = desk
  try {
    await desk.open(trackingId)
    await desk.respond(answer)
    await desk.page.keyboard.press('Escape')
    await desk.page.keyboard.press('n')
    await desk.page.getByTestId('composer-text').fill(draft)
    // Drafts are kept at most every 2 s (ARCHITECTURE.md).
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', /./)
    await new Promise((later) => setTimeout(later, 3_000))
    const tokens = [...new Set(wire.seen.flatMap(({ headers }) => headers.authorization?.slice(7) ?? []))]
    const all = [...secrets, answer, draft, ...tokens, password, passphrase]
    const running = search(profile, all)
    await desk.kill()
    const killed = search(profile, all)
    const broken = [...running, ...killed].map(
      ({ secret, file }) => `${file} holds “${secret.slice(0, 12)}…”`,
    )
    const files = countFiles(profile)
    if (files < 10) broken.push(`the profile has no more than ${files} files`)
    const detail = `${all.length} texts, ${files} files, while it ran and after a kill`
    return { runs: 2 * all.length, broken: [...new Set(broken)], detail }
  } finally {
    await desk.kill().catch(() => undefined)
    wire.close()
    removeFolder(profile)
  }
}

/** 12: a profile is of no use elsewhere. */
export const copiedProfile = checkOf(
  12,
  'a copied profile does not open without its passphrase',
  async (world, variant) => {
    const national = await world.national()
    const options = await world.options(variant)
    const owner = await signedIn(national.url, 'sari', options)
    await owner.close()
    const broken: string[] = []
    const tries = ['bukan frasa itu', 'kopi pahit tanpa gulA', '']
    for (const typed of tries) {
      const copy = folderOfTheUser('copied')
      copyProfile(owner.profile, copy)
      const thief = await Desk.start({ ...options, profile: copy, passphrase: null })
      const stage = await runInPage<string>(
        thief,
        `await window.desk.unlock({ secret: ${JSON.stringify(typed)} })
         return (await window.desk.state()).stage`,
      )
      if (stage === 'open') broken.push(`it opened with “${typed}”`)
      await thief.kill()
      removeFolder(copy)
    }
    const mine = await Desk.start({ ...options, profile: owner.profile })
    const own = await runInPage<string>(mine, 'return (await window.desk.state()).stage')
    if (own !== 'open') broken.push('it does not open with its own passphrase either')
    await mine.kill()
    removeFolder(owner.profile)
    return {
      runs: tries.length + 1,
      broken,
      detail: `${tries.length} wrong passphrases refused, its own opens`,
    }
  },
  [anyPassphrase],
)
