import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk, type DeskSetting, type SignInForm } from '../../../../electron/main/desk/desk'
import { realDiskFiles } from '../../../../electron/main/files/diskFiles'
import { systemClock } from '../../../../electron/main/journal/hold'
import { encodeHeader, formatVersion } from '../../../../electron/main/journal/recordFormat'
import { PlaceKeeper } from '../../../../electron/main/page/placeKeeper'
import { SessionRequests } from '../../../../electron/main/session/sessionRequests'
import type { Keychain } from '../../../../electron/main/vault/keychain'
import { keyPeriod } from '../../../../electron/main/vault/keyAge'
import { KeyStore } from '../../../../electron/main/vault/officerKeys'
import { Profile } from '../../../../electron/main/vault/profile'
import { Removal } from '../../../../electron/main/vault/removal'
import type { Place } from '../../../../shared/bridge/place'
import { note } from '../journal/actions'
import { NationalServer, nodeFetch, sendProblem } from '../nationalServer'
import { cheap, keychainOf, noKeychain } from '../vault/keychains'

const passphrase = 'kata sandi panjang'
let national: NationalServer
let root: string
const opened: Desk[] = []

beforeEach(async () => {
  national = await NationalServer.start()
  root = mkdtempSync(join(tmpdir(), 'desk-'))
})
afterEach(async () => {
  for (const desk of opened.splice(0)) await desk.close()
  await national.stop()
  rmSync(root, { recursive: true })
})

async function deskAt(
  keychain: Keychain = noKeychain,
  options: Partial<Pick<DeskSetting, 'presetPassphrase' | 'files' | 'removal'>> = {},
  now: () => Date = () => new Date(),
) {
  const profile = new Profile(realDiskFiles, root)
  const identity = { deviceId: await profile.deviceId(), deviceName: 'pc', version: '0.1.0' }
  const told: string[] = []
  const closed: string[] = []
  const places = new PlaceKeeper()
  const removal = new Removal({
    files: realDiskFiles,
    profile,
    root,
    clearDatabases: async () => void closed.push('databases cleared'),
  })
  const desk: Desk = new Desk({
    files: realDiskFiles,
    profile,
    keyStore: new KeyStore(realDiskFiles, keychain, cheap, now),
    requests: new SessionRequests(nodeFetch, identity),
    clock: systemClock,
    presetPassphrase: null,
    removal,
    places,
    rememberServer: async (server) => void told.push(`server ${server}`),
    changed: () => told.push(desk.stage.stage),
    deskClosed: () => {
      closed.push('closed')
      places.forget()
    },
    deskLocked: () => closed.push('locked'),
    freshPage: async () => void closed.push('page loaded anew'),
    log: () => undefined,
    ...options,
  })
  opened.push(desk)
  return { desk, told, closed, places }
}

function form(changes: Partial<SignInForm> = {}): SignInForm {
  return { server: national.url, username: 'sari', password: 'rahasia', passphrase, ...changes }
}

/** What every file of the profile holds, by its hash. */
function contents(): Record<string, string> {
  const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  return Object.fromEntries(allFiles().map((path) => [path, hashOf(path)]))
}

function allFiles(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile())
}

describe('signing in', () => {
  it('opens the desk, tells the page, and remembers the server', async () => {
    const { desk, told } = await deskAt()
    const attempt = await desk.signIn(form({ server: `${national.url}/`, username: ' sari ' }))
    expect(attempt).toMatchObject({ outcome: 'done', officer: { username: 'sari' } })
    expect(told).toEqual(['open', `server ${national.url}`])
    expect(desk.open?.surroundings().server).toBe(national.url)
    expect(desk.open?.surroundings().databaseName).toMatch(/^desk-[0-9a-f]{32}$/)
    expect(JSON.parse(national.seen[0]?.body ?? '')).toMatchObject({ username: 'sari', deviceName: 'pc' })
  })

  it.each([
    [{ server: 'bukan alamat' }, { reason: 'not-an-address' }],
    [{ server: 'http://contoh.go.id' }, { reason: 'insecure-address', detail: 'contoh.go.id' }],
    [{ passphrase: undefined }, { reason: 'passphrase-missing' }],
    [{ passphrase: 'pendek' }, { reason: 'passphrase-too-short' }],
    [{ username: ' ' }, { reason: 'bad-credentials' }],
    [{ password: '' }, { reason: 'bad-credentials' }],
  ])('with %j asks nobody and says why', async (changes, failure) => {
    const { desk } = await deskAt()
    expect(await desk.signIn(form(changes))).toEqual({ outcome: 'failed', failure })
    expect(national.seen).toEqual([])
  })

  it('fails by a wrong password, and leaves nothing behind', async () => {
    const { desk } = await deskAt()
    expect(await desk.signIn(form({ password: 'salah' }))).toMatchObject({
      failure: { reason: 'bad-credentials' },
    })
    expect(desk.stage.stage).toBe('signed-out')
    expect(readdirSync(root)).toEqual(['device.json'])
  })

  it('needs the passphrase of before when the officer has keys here, and keeps no session without it', async () => {
    const { desk } = await deskAt()
    await desk.signIn(form())
    await desk.signOut()
    expect(await desk.signIn(form({ passphrase: 'sandi yang lain' }))).toMatchObject({
      failure: { reason: 'passphrase-wrong' },
    })
    expect(national.seen.at(-1)).toMatchObject({ method: 'DELETE', url: '/v1/sessions/current' })
    expect(await desk.signIn(form())).toMatchObject({ outcome: 'done' })
  })

  it('of another officer opens another folder, and the first one’s work is there again afterwards', async () => {
    const { desk, closed } = await deskAt()
    await desk.signIn(form())
    await desk.open?.journal.saveAction(note('a', 'c1'), null)
    await desk.signOut()
    const ofSari = contents()
    await desk.signIn(form({ username: 'budi', passphrase: 'sandi milik budi' }))
    expect(closed).toEqual(['closed'])
    expect(desk.open?.session.current.officer.username).toBe('budi')
    expect(desk.open?.journal.entries()).toEqual([])
    await desk.open?.journal.saveAction(note('b', 'c1'), null)
    expect(contents()).toMatchObject(ofSari)
    await desk.signIn(form())
    expect(desk.open?.journal.entries().map(({ action }) => action.actionId)).toEqual(['a'])
  })

  it('again after the session ended goes on with the same journal and asks for no passphrase', async () => {
    const { desk, closed } = await deskAt()
    await desk.signIn(form())
    const journal = desk.open?.journal
    national.answering = ({ url }, response) => {
      if (url === '/v1/changes') sendProblem(response, 401, 'session_revoked')
      return url === '/v1/changes'
    }
    await desk.open?.session.authorised(() => fetch(`${national.url}/v1/changes`))
    expect(desk.open?.session.state).toBe('ended')
    expect(await desk.signIn(form({ passphrase: undefined }))).toMatchObject({ outcome: 'done' })
    expect(desk.open?.session.state).toBe('valid')
    expect(desk.open?.journal).toBe(journal)
    expect(closed).toEqual([])
  })
})

describe('starting', () => {
  it('without a network opens the desk where the operating system keeps the keys', async () => {
    const first = await deskAt(keychainOf('sari'))
    await first.desk.signIn(form({ passphrase: undefined }))
    await first.desk.open?.journal.saveAction(note('a', 'c1'), null)
    await national.stop()
    const { desk } = await deskAt(keychainOf('sari'))
    expect(desk.keyKeeping).toBe('keychain')
    await desk.start()
    expect(desk.open?.session.current.officer.username).toBe('sari')
    expect(desk.open?.journal.entries().map(({ action }) => action.actionId)).toEqual(['a'])
    national = await NationalServer.start()
  })

  it('waits for the passphrase where there is no keychain, naming the officer', async () => {
    await (await deskAt()).desk.signIn(form())
    const { desk } = await deskAt()
    await desk.start()
    expect(desk.stage).toMatchObject({ stage: 'closed', last: { officerName: 'Nama sari' } })
    expect(desk.keyKeeping).toBe('passphrase')
    expect(await desk.unlock('sandi yang lain')).toMatchObject({ failure: { reason: 'passphrase-wrong' } })
    expect(desk.stage.stage).toBe('closed')
    expect(await desk.unlock(passphrase)).toMatchObject({ outcome: 'done', officer: { username: 'sari' } })
    expect(desk.stage.stage).toBe('open')
  })

  it('with the passphrase given beforehand asks nobody', async () => {
    const first = await deskAt(noKeychain, { presetPassphrase: passphrase })
    expect(first.desk.keyKeeping).toBe('keychain')
    await first.desk.signIn(form({ passphrase: undefined }))
    const { desk } = await deskAt(noKeychain, { presetPassphrase: passphrase })
    await desk.start()
    expect(desk.stage.stage).toBe('open')
  })

  it('asks for a sign-in where nobody was, or somebody else’s keychain holds the keys', async () => {
    const fresh = await deskAt(keychainOf('sari'))
    await fresh.desk.start()
    expect(fresh.desk.stage.stage).toBe('signed-out')
    await fresh.desk.signIn(form({ passphrase: undefined }))
    const { desk } = await deskAt(keychainOf('budi'))
    await desk.start()
    expect(desk.stage.stage).toBe('signed-out')
  })

  it('refuses a journal of a newer program and changes no byte of it', async () => {
    const first = await deskAt(keychainOf('sari'))
    await first.desk.signIn(form({ passphrase: undefined }))
    await first.desk.close()
    const journal = allFiles().find((path) => path.endsWith('/journal')) ?? ''
    const newer = encodeHeader({ version: formatVersion + 1, journalId: Buffer.alloc(16) })
    writeFileSync(journal, newer)
    const before = contents()
    const { desk } = await deskAt(keychainOf('sari'))
    await desk.start()
    expect(desk.stage.stage).toBe('signed-out')
    const attempt = await desk.signIn(form({ passphrase: undefined }))
    expect(attempt).toEqual({
      outcome: 'failed',
      failure: { reason: 'newer-profile' },
    })
    expect(contents()).toEqual(before)
  })
})

describe('signing out', () => {
  it('ends the session there, forgets the tokens here, and keeps the sealed work', async () => {
    const { desk, closed } = await deskAt()
    await desk.signIn(form())
    const keys = desk.open?.surroundings().cacheKey
    await desk.open?.journal.saveAction(note('a', 'c1'), null)
    await desk.signOut()
    expect(desk.stage.stage).toBe('signed-out')
    expect(closed).toEqual(['closed'])
    expect(national.seen.at(-1)).toMatchObject({ method: 'DELETE', headers: { authorization: 'Bearer a1' } })
    expect(allFiles().filter((path) => path.includes('session') || path.includes('last-officer'))).toEqual([])
    await desk.signIn(form())
    expect(desk.open?.journal.entries()).toHaveLength(1)
    expect(desk.open?.surroundings().cacheKey).toEqual(keys)
  })

  it('works without a network', async () => {
    const { desk } = await deskAt()
    await desk.signIn(form())
    await national.stop()
    await desk.signOut()
    expect(desk.stage.stage).toBe('signed-out')
    national = await NationalServer.start()
  })
})

describe('locking', () => {
  const pin = '482915'

  /** An officer at a desk that a PIN opens. */
  async function withPin(options: Parameters<typeof deskAt>[1] = {}) {
    const at = await deskAt(keychainOf('sari'), options)
    await at.desk.signIn(form({ passphrase: undefined }))
    expect(await at.desk.choosePin({ pin, present: null, renewsKey: false })).toMatchObject({
      outcome: 'done',
    })
    return at
  }

  it('does nothing while nothing could open the desk again', async () => {
    const { desk } = await deskAt(keychainOf('sari'))
    await desk.signIn(form({ passphrase: undefined }))
    await desk.lock()
    expect(desk.stage.stage).toBe('open')
  })

  it('drops the cache key and the files of reports, and keeps the session and the journal', async () => {
    const { desk, closed, told } = await withPin()
    const open = desk.open
    await open?.journal.saveAction(note('a', 'c1'), null)
    await desk.lock()
    expect(desk.stage.stage).toBe('locked')
    expect(desk.open).toBeNull()
    expect(desk.sending).toBe(open)
    expect(open?.surroundings().cacheKey).toBeNull()
    expect(open?.reportFiles).toBeNull()
    expect(open?.journal.entries()).toHaveLength(1)
    expect(open?.session.state).toBe('valid')
    expect([closed, told.at(-1)]).toEqual([['locked'], 'locked'])
  })

  it('is undone by the PIN and by nothing else, with the same keys', async () => {
    const { desk } = await withPin()
    const before = desk.open?.surroundings().cacheKey
    await desk.lock()
    expect(await desk.unlock('482916')).toMatchObject({ failure: { reason: 'pin-wrong' } })
    expect(desk.open).toBeNull()
    expect(await desk.unlock(pin)).toMatchObject({ outcome: 'done' })
    expect(desk.open?.surroundings().cacheKey).toEqual(before)
  })

  it('is undone by the passphrase where that keeps the keys', async () => {
    const { desk } = await deskAt()
    await desk.signIn(form())
    await desk.lock()
    expect(desk.stage.stage).toBe('locked')
    expect(await desk.unlock('sandi yang lain')).toMatchObject({ failure: { reason: 'passphrase-wrong' } })
    expect(await desk.unlock(passphrase)).toMatchObject({ outcome: 'done' })
  })

  it('makes whoever guesses wait, through a restart', async () => {
    const { desk } = await withPin()
    await desk.lock()
    for (let time = 0; time < 5; time += 1) await desk.unlock('999111')
    const waiting = { failure: { reason: 'unlock-too-soon', retryAfterSeconds: 30 } }
    expect(await desk.unlock(pin)).toMatchObject(waiting)
    await desk.close()
    const again = await deskAt(keychainOf('sari'))
    await again.desk.start()
    expect(await again.desk.unlock(pin)).toMatchObject(waiting)
  })

  it('outlives the program: what was decided is sent, and the reports stay closed', async () => {
    const { desk } = await withPin()
    await desk.open?.journal.saveAction(note('a', 'c1'), null)
    await desk.close()
    const again = await deskAt(keychainOf('sari'))
    await again.desk.start()
    expect(again.desk.stage.stage).toBe('locked')
    expect(again.desk.sending?.journal.entries()).toHaveLength(1)
    expect(await again.desk.unlock(pin)).toMatchObject({ outcome: 'done' })
  })

  it('is there after signing out and in again', async () => {
    const { desk } = await withPin()
    await desk.signOut()
    expect(await desk.signIn(form({ passphrase: undefined }))).toMatchObject({ outcome: 'done' })
    expect(desk.stage.stage).toBe('locked')
    expect(await desk.unlock(pin)).toMatchObject({ outcome: 'done' })
  })

  it('with a PIN that was forgotten is undone by signing in: the reports get a new key, the work stays', async () => {
    const { desk } = await withPin()
    await desk.open?.journal.saveAction(note('a', 'c1'), null)
    const before = desk.open?.surroundings().cacheKey
    await desk.lock()
    for (let time = 0; time < 6; time += 1) await desk.unlock('999111')
    const signIn = form({ passphrase: undefined, newPin: '771203' })
    expect(await desk.signIn({ ...signIn, newPin: '123456' })).toMatchObject({
      failure: { reason: 'pin-too-simple' },
    })
    expect(await desk.signIn({ ...signIn, password: 'salah' })).toMatchObject({ outcome: 'failed' })
    expect(desk.stage.stage).toBe('locked')
    expect(await desk.signIn(signIn)).toMatchObject({ outcome: 'done' })
    expect(desk.open?.surroundings().cacheKey).not.toEqual(before)
    expect(desk.open?.journal.entries()).toHaveLength(1)
    await desk.lock()
    expect(await desk.unlock(pin)).toMatchObject({ failure: { reason: 'pin-wrong' } })
    expect(await desk.unlock('771203')).toMatchObject({ outcome: 'done' })
  })

  it('lets another officer in, who sees nothing of the first and is not kept waiting by them', async () => {
    const { desk } = await withPin()
    await desk.open?.journal.saveAction(note('a', 'c1'), null)
    await desk.lock()
    for (let time = 0; time < 6; time += 1) await desk.unlock('999111')
    await desk.signOut()
    await desk.signIn(form({ username: 'budi', passphrase: undefined }))
    expect(desk.open?.session.current.officer.username).toBe('budi')
    expect(desk.open?.journal.entries()).toEqual([])
  })
})

describe('the place of a desk that was locked', () => {
  const place: Place = {
    ...{ pane: 'inbox', view: 'mine', statuses: [], mine: false, search: 'Bu Ratnawati', firstRow: 40 },
    ...{ caseId: null, composing: null, outboxGroup: null, actionId: null, showsCase: false },
  }
  const pin = '482915'
  const unlocking = [
    ['a PIN', keychainOf('sari'), pin],
    ['the passphrase', noKeychain, passphrase],
  ] as const

  async function lockedAt(keychain: Keychain) {
    const at = await deskAt(keychain)
    await at.desk.signIn(form())
    if (at.desk.open?.opener === null) await at.desk.choosePin({ pin, present: null, renewsKey: false })
    at.places.keep(place)
    await at.desk.lock()
    return at
  }
  const placeFiles = () => allFiles().filter((path) => path.endsWith('place.sealed'))

  it.each(unlocking)(
    'is given back by %s after a restart, and is on no disk then',
    async (_name, keychain, secret) => {
      const first = await lockedAt(keychain)
      expect(placeFiles()).toHaveLength(1)
      for (const path of allFiles()) expect(readFileSync(path).includes('Ratnawati')).toBe(false)
      await first.desk.close()
      const { desk, places } = await deskAt(keychain)
      await desk.start()
      expect(places.current).toBeNull()
      expect(await desk.unlock('482916')).toMatchObject({ outcome: 'failed' })
      expect(places.current).toBeNull()
      expect(await desk.unlock(secret)).toMatchObject({ outcome: 'done' })
      expect(places.current).toEqual(place)
      expect(placeFiles()).toEqual([])
    },
  )

  it('is what this run knows of it where the program was not ended', async () => {
    const { desk, places } = await lockedAt(keychainOf('sari'))
    const newer = { ...place, firstRow: 7 }
    places.keep(newer)
    await desk.unlock(pin)
    expect(places.current).toEqual(newer)
  })

  it('goes with sign-out, with a removal, and with a PIN that was forgotten', async () => {
    const { desk, places } = await lockedAt(keychainOf('sari'))
    await desk.signOut()
    expect(placeFiles()).toEqual([])
    expect(places.current).toBeNull()
    await desk.signIn(form({ passphrase: undefined }))
    await desk.unlock(pin)
    expect(places.current).toBeNull()
    places.keep(place)
    await desk.lock()
    await desk.close()
    const again = await deskAt(keychainOf('sari'))
    await again.desk.start()
    await again.desk.signIn(form({ passphrase: undefined, newPin: '771203' }))
    expect(again.places.current).toBeNull()
    expect(placeFiles()).toEqual([])
    again.places.keep(place)
    await again.desk.lock()
    await again.desk.unlock('771203')
    await again.desk.remove('wish')
    expect(placeFiles()).toEqual([])
  })

  it('is no reason for a desk not to be locked or opened', async () => {
    const { desk } = await lockedAt(keychainOf('sari'))
    const [path = ''] = placeFiles()
    writeFileSync(path, 'rusak')
    expect(await desk.unlock(pin)).toMatchObject({ outcome: 'done' })
    expect(placeFiles()).toEqual([])
  })
})

describe('what the list showed last', () => {
  const text = '{"rows":[{"reporterName":"Bu Ratnawati"}]}'
  const pin = '482915'
  const screens = () => allFiles().filter((path) => path.includes('first-screen'))

  async function withScreen() {
    const at = await deskAt(keychainOf('sari'))
    await at.desk.signIn(form({ passphrase: undefined }))
    await at.desk.open?.keepFirstScreen(text)
    return at
  }

  it('is given back after a restart, and nobody else can read it', async () => {
    const first = await withScreen()
    expect(first.desk.open?.firstScreen).toBe(text)
    expect(screens()).toHaveLength(1)
    for (const path of allFiles()) expect(readFileSync(path).includes('Ratnawati')).toBe(false)
    await first.desk.close()
    const { desk } = await deskAt(keychainOf('sari'))
    await desk.start()
    expect(desk.open?.firstScreen).toBe(text)
  })

  it('goes with a lock, sign-out and removal, also when it is being written', async () => {
    const { desk } = await withScreen()
    await desk.choosePin({ pin, present: null, renewsKey: false })
    const leavings = [() => desk.lock(), () => desk.signOut(), () => desk.remove('wish')]
    for (const leave of leavings) {
      const { open } = desk
      const written = open?.keepFirstScreen(text)
      await leave()
      await written
      await open?.keepFirstScreen(text)
      expect(screens()).toEqual([])
      expect(desk.open?.firstScreen ?? null).toBeNull()
      if (desk.stage.stage === 'signed-out') await desk.signIn(form({ passphrase: undefined }))
      await desk.unlock(pin)
      expect(desk.open?.firstScreen ?? null).toBeNull()
    }
  })

  it('that was damaged counts as none', async () => {
    const first = await withScreen()
    await first.desk.close()
    const [path = ''] = screens()
    writeFileSync(path, 'rusak')
    const { desk } = await deskAt(keychainOf('sari'))
    await desk.start()
    expect(desk.open?.firstScreen).toBeNull()
  })
})

describe('a keychain that refuses', () => {
  const refusesToKeep: Keychain = {
    ...keychainOf('sari'),
    wrap: () => {
      throw new Error('Encryption failed.')
    },
  }
  const refusesToGive: Keychain = {
    ...keychainOf('sari'),
    unwrap: () => {
      throw new Error('The user cancelled.')
    },
  }

  it('at sign-in keeps nothing, here or at the national system, and is said', async () => {
    const { desk } = await deskAt(refusesToKeep)
    expect(await desk.signIn(form({ passphrase: undefined }))).toMatchObject({
      failure: { reason: 'keychain-refused' },
    })
    expect(desk.stage.stage).toBe('signed-out')
    expect(national.seen.at(-1)).toMatchObject({ method: 'DELETE', url: '/v1/sessions/current' })
    expect(allFiles().map((path) => basename(path))).toEqual(['device.json'])
    const { desk: again } = await deskAt(keychainOf('sari'))
    expect(await again.signIn(form({ passphrase: undefined }))).toMatchObject({ outcome: 'done' })
  })

  it('to keep a PIN leaves the desk as it is', async () => {
    const { desk } = await deskAt(keychainOf('sari'))
    await desk.signIn(form({ passphrase: undefined }))
    await desk.close()
    const again = await deskAt(refusesToKeep)
    await again.desk.start()
    const choice = { pin: '482915', present: null, renewsKey: false }
    expect(await again.desk.choosePin(choice)).toMatchObject({ failure: { reason: 'keychain-refused' } })
    expect(again.desk.stage.stage).toBe('open')
    expect(again.desk.open?.opener).toBeNull()
  })

  it.each([
    ['that gives nothing', refusesToGive],
    ['of another user or computer', keychainOf('budi')],
    ['that is gone', noKeychain],
  ])(
    '%s opens nothing, says so at the start and at sign-in, and changes no file of the officer',
    async (_name, keychain) => {
      const first = await deskAt(keychainOf('sari'))
      await first.desk.signIn(form({ passphrase: undefined }))
      await first.desk.open?.journal.saveAction(note('a', 'c1'), null)
      await first.desk.close()
      const before = contents()
      const { desk } = await deskAt(keychain)
      await desk.start()
      expect(desk.stage).toEqual({ stage: 'signed-out', removed: null, notOpened: 'keys-not-opened' })
      expect(await desk.signIn(form())).toMatchObject({ failure: { reason: 'keys-not-opened' } })
      expect(desk.sending).toBeNull()
      expect(contents()).toEqual(before)
      const again = await deskAt(keychainOf('sari'))
      await again.desk.start()
      expect(again.desk.open?.journal.entries()).toHaveLength(1)
    },
  )

  it('at an unlocking leaves the desk locked and sending', async () => {
    let refuses = false
    const keychain: Keychain = {
      ...keychainOf('sari'),
      unwrap: (wrapped) => (refuses ? refusesToGive : keychainOf('sari')).unwrap(wrapped),
    }
    const { desk } = await deskAt(keychain)
    await desk.signIn(form({ passphrase: undefined }))
    await desk.choosePin({ pin: '482915', present: null, renewsKey: false })
    await desk.lock()
    refuses = true
    expect(await desk.unlock('482915')).toMatchObject({ failure: { reason: 'keys-not-opened' } })
    expect(desk.stage.stage).toBe('locked')
    refuses = false
    expect(await desk.unlock('482915')).toMatchObject({ outcome: 'done' })
  })
})

describe('changing the PIN', () => {
  async function withPin() {
    const at = await deskAt(keychainOf('sari'))
    await at.desk.signIn(form({ passphrase: undefined }))
    await at.desk.choosePin({ pin: '482915', present: null, renewsKey: false })
    return at
  }

  it('needs the present one, and refuses what is easily guessed', async () => {
    const { desk } = await withPin()
    const change = { pin: '771203', present: '482915', renewsKey: false }
    expect(await desk.choosePin({ ...change, present: null })).toMatchObject({
      failure: { reason: 'pin-wrong' },
    })
    expect(await desk.choosePin({ ...change, pin: '777777' })).toMatchObject({
      failure: { reason: 'pin-too-simple' },
    })
    const before = desk.open?.surroundings().cacheKey
    expect(await desk.choosePin(change)).toMatchObject({ outcome: 'done' })
    expect(desk.open?.surroundings().cacheKey).toEqual(before)
    await desk.lock()
    expect(await desk.unlock('771203')).toMatchObject({ outcome: 'done' })
  })

  it('can renew the key of the reports: the desk locks, and the engine is not to look for damage', async () => {
    const { desk } = await withPin()
    await desk.open?.notes.keep('cache-mark', 'of before')
    const before = desk.open?.surroundings().cacheKey
    await desk.choosePin({ pin: '771203', present: '482915', renewsKey: true })
    expect(desk.stage.stage).toBe('locked')
    expect(desk.sending?.notes.current['cache-mark']).toBeUndefined()
    expect(await desk.unlock('771203')).toMatchObject({ outcome: 'done' })
    expect(desk.open?.surroundings().cacheKey).not.toEqual(before)
  })
})

describe('keys that have been in use for their period', () => {
  const later = () => new Date(Date.now() + keyPeriod)

  it.each([
    ['a keychain', keychainOf('sari'), null],
    ['a passphrase', noKeychain, passphrase],
  ] as const)(
    'kept by %s are replaced at a start, without a network, and nothing is lost',
    async (_name, keychain, presetPassphrase) => {
      const first = await deskAt(keychain, { presetPassphrase })
      await first.desk.signIn(form())
      await first.desk.open?.journal.saveAction(note('a', 'c1'), null)
      const before = first.desk.open?.surroundings().cacheKey
      await first.desk.close()
      const stands = contents()
      const { desk } = await deskAt(keychain, { presetPassphrase }, later)
      await desk.start()
      expect(desk.stage.stage).toBe('open')
      expect(desk.open?.journal.entries()).toHaveLength(1)
      expect(desk.open?.session.current.accessToken).toBe('a1')
      expect(desk.open?.surroundings().cacheKey).not.toEqual(before)
      for (const name of ['keys.json', 'journal', 'session.sealed']) {
        const [path = ''] = Object.keys(stands).filter((one) => one.endsWith(`/${name}`))
        expect(contents()[path]).not.toBe(stands[path])
      }
      await desk.close()
      const again = await deskAt(keychain, { presetPassphrase }, later)
      await again.desk.start()
      expect(again.desk.open?.journal.entries()).toHaveLength(1)
    },
  )

  it('behind a PIN are replaced in two steps: at the start, and when it is typed', async () => {
    const first = await deskAt(keychainOf('sari'))
    await first.desk.signIn(form({ passphrase: undefined }))
    await first.desk.open?.journal.saveAction(note('a', 'c1'), null)
    await first.desk.choosePin({ pin: '482915', present: null, renewsKey: false })
    await first.desk.open?.notes.keep('cache-mark', 'of before')
    const before = first.desk.open?.surroundings().cacheKey
    await first.desk.close()
    const { desk } = await deskAt(keychainOf('sari'), {}, later)
    await desk.start()
    expect(desk.stage.stage).toBe('locked')
    expect(desk.sending?.journal.entries()).toHaveLength(1)
    expect(await desk.unlock('482916')).toMatchObject({ failure: { reason: 'pin-wrong' } })
    expect(await desk.unlock('482915')).toMatchObject({ outcome: 'done' })
    const after = desk.open?.surroundings().cacheKey
    expect(after).not.toEqual(before)
    // The engine is not to take the cache that cannot be read any more for one that was damaged.
    expect(desk.sending?.notes.current['cache-mark']).toBeUndefined()
    await desk.lock()
    await desk.unlock('482915')
    expect(desk.open?.surroundings().cacheKey).toEqual(after)
  })

  it('stay in use, and open the desk, where the keychain takes no others', async () => {
    const first = await deskAt(keychainOf('sari'))
    await first.desk.signIn(form({ passphrase: undefined }))
    await first.desk.open?.journal.saveAction(note('a', 'c1'), null)
    await first.desk.choosePin({ pin: '482915', present: null, renewsKey: false })
    const before = first.desk.open?.surroundings().cacheKey
    const cacheKey = before && Buffer.from(before)
    await first.desk.close()
    const refusing: Keychain = { ...keychainOf('sari'), wrap: (secret) => noKeychain.wrap(secret) }
    const { desk } = await deskAt(refusing, {}, later)
    await desk.start()
    expect(desk.sending?.journal.entries()).toHaveLength(1)
    expect(await desk.unlock('482915')).toMatchObject({ outcome: 'done' })
    expect(Buffer.from(desk.open?.surroundings().cacheKey ?? [])).toEqual(cacheKey)
  })

  it('are replaced at the next start after a PIN was forgotten', async () => {
    const at = await deskAt(keychainOf('sari'))
    await at.desk.signIn(form({ passphrase: undefined }))
    await at.desk.choosePin({ pin: '482915', present: null, renewsKey: false })
    await at.desk.open?.journal.saveAction(note('a', 'c1'), null)
    await at.desk.lock()
    await at.desk.signIn(form({ passphrase: undefined, newPin: '771203' }))
    await at.desk.close()
    const outboxOf = () => {
      const [path = ''] = allFiles().filter((one) => one.endsWith('keys.json'))
      return (JSON.parse(readFileSync(path, 'utf8')) as { outbox: string }).outbox
    }
    const before = outboxOf()
    const { desk } = await deskAt(keychainOf('sari'))
    await desk.start()
    expect(outboxOf()).not.toBe(before)
    expect(desk.sending?.journal.entries()).toHaveLength(1)
    expect(await desk.unlock('771203')).toMatchObject({ outcome: 'done' })
  })
})

describe('removing from this computer', () => {
  it('leaves nothing of the officer, and ends the session there', async () => {
    const { desk, closed } = await deskAt()
    await desk.signIn(form())
    await desk.open?.journal.saveAction(note('a', 'c1'), null)
    await desk.remove('wish')
    expect(desk.stage).toEqual({ stage: 'signed-out', removed: 'wish', notOpened: null })
    expect(allFiles().map((path) => path.slice(root.length))).toEqual(['/device.json'])
    // A page that is still there would have its database open, or make it anew.
    expect(closed).toEqual(['closed', 'page loaded anew', 'databases cleared'])
    expect(national.seen.at(-1)).toMatchObject({ method: 'DELETE', url: '/v1/sessions/current' })
  })

  it('is not done by whoever cannot open the desk', async () => {
    const { desk } = await deskAt()
    await desk.signIn(form())
    await desk.lock()
    await desk.remove('wish')
    expect(desk.stage.stage).toBe('locked')
    expect(await desk.unlock(passphrase)).toMatchObject({ outcome: 'done' })
  })

  it('leaves the work of others', async () => {
    const { desk } = await deskAt()
    await desk.signIn(form())
    await desk.open?.journal.saveAction(note('a', 'c1'), null)
    await desk.signOut()
    await desk.signIn(form({ username: 'budi', passphrase: 'sandi milik budi' }))
    await desk.remove('wish')
    await desk.signIn(form())
    expect(desk.open?.journal.entries()).toHaveLength(1)
  })

  it('is done when the national system revokes this computer, and only then', async () => {
    for (const [status, code, removes] of [
      [401, 'session_revoked', false],
      [403, 'forbidden', false],
      [403, 'device_revoked', true],
    ] as const) {
      const { desk } = await deskAt()
      await desk.signIn(form())
      national.answering = ({ url }, response) => {
        if (url === '/v1/changes') sendProblem(response, status, code)
        return url === '/v1/changes'
      }
      await desk.open?.session.authorised(() => fetch(`${national.url}/v1/changes`))
      // Whatever follows from it has its turn before this.
      await desk.lock()
      expect(desk.stage.stage === 'signed-out').toBe(removes)
      expect(allFiles().some((path) => path.includes('officers'))).toBe(!removes)
      await desk.signOut()
    }
  })

  it('that failed half-way is finished before the officer signs in again, and takes nothing new with it', async () => {
    let isBroken = true
    const files = {
      ...realDiskFiles,
      removeFolder: async (path: string) => {
        if (isBroken) throw Object.assign(new Error(), { code: 'EBUSY' })
        await realDiskFiles.removeFolder(path)
      },
    }
    const profile = new Profile(realDiskFiles, root)
    const removal = new Removal({ files, profile, root, clearDatabases: async () => undefined })
    const { desk } = await deskAt(keychainOf('sari'), { removal })
    await desk.signIn(form({ passphrase: undefined }))
    await desk.open?.journal.saveAction(note('a', 'c1'), null)
    await expect(desk.remove('wish')).rejects.toThrow()
    expect(await desk.signIn(form({ passphrase: undefined }))).toMatchObject({
      failure: { reason: 'storage-failed', detail: 'EBUSY' },
    })
    isBroken = false
    await desk.signIn(form({ passphrase: undefined }))
    expect(desk.open?.journal.entries()).toEqual([])
    await desk.open?.journal.saveAction(note('b', 'c1'), null)
    await desk.close()
    const again = await deskAt(keychainOf('sari'))
    await again.desk.start()
    expect(again.desk.open?.journal.entries()).toHaveLength(1)
  })

  it('that was cut short is finished before anything is opened', async () => {
    const { desk } = await deskAt(keychainOf('sari'))
    await desk.signIn(form({ passphrase: undefined }))
    await desk.close()
    const [folderName = ''] = readdirSync(join(root, 'officers'))
    writeFileSync(join(root, 'removal.json'), JSON.stringify({ version: 1, folderName }))
    const again = await deskAt(keychainOf('sari'))
    await again.desk.start()
    expect(again.desk.stage.stage).toBe('signed-out')
    expect(readdirSync(join(root, 'officers'))).toEqual([])
    expect(again.closed).toEqual(['databases cleared'])
  })
})

describe('the profile', () => {
  it('holds no token, no officer’s user name, no passphrase and no text in clear', async () => {
    const { desk } = await deskAt()
    await desk.signIn(form())
    await desk.open?.journal.saveAction(note('a', 'c1', 'kenari kuning di dahan'), null)
    const contents = allFiles()
      // 4 MiB of noise: four letters stand in it by chance, now and then.
      .filter((path) => !path.endsWith('.reserve'))
      .map((path) => readFileSync(path, 'latin1'))
      .join('\n')
    for (const secret of ['"a1"', '"r1"', 'accessToken', 'kenari kuning', passphrase, 'rahasia', 'id-sari']) {
      expect(contents).not.toContain(secret)
    }
  })

  it('says that it cannot be written, and opens nothing', async () => {
    const { desk } = await deskAt(noKeychain)
    const full: Desk['signIn'] = async (asked) => {
      const { desk: broken } = await deskAt(noKeychain, {
        files: {
          ...realDiskFiles,
          create: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })),
        },
      })
      return broken.signIn(asked)
    }
    expect(await full(form())).toEqual({
      outcome: 'failed',
      failure: { reason: 'storage-failed', detail: 'ENOSPC' },
    })
    expect(national.seen.at(-1)).toMatchObject({ method: 'DELETE' })
    expect(desk.stage.stage).toBe('signed-out')
  })
})
