import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk, type DeskSetting, type SignInForm } from '../../../../electron/main/desk/desk'
import { realDiskFiles } from '../../../../electron/main/files/diskFiles'
import { systemClock } from '../../../../electron/main/journal/hold'
import { encodeHeader, formatVersion } from '../../../../electron/main/journal/recordFormat'
import { SessionRequests } from '../../../../electron/main/session/sessionRequests'
import type { Keychain } from '../../../../electron/main/vault/keychain'
import { KeyStore } from '../../../../electron/main/vault/officerKeys'
import { Profile } from '../../../../electron/main/vault/profile'
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
  options: Partial<Pick<DeskSetting, 'presetPassphrase' | 'files'>> = {},
) {
  const profile = new Profile(realDiskFiles, root)
  const identity = { deviceId: await profile.deviceId(), deviceName: 'pc', version: '0.1.0' }
  const told: string[] = []
  const closed: string[] = []
  const desk: Desk = new Desk({
    files: realDiskFiles,
    profile,
    keyStore: new KeyStore(realDiskFiles, keychain, cheap),
    requests: new SessionRequests(nodeFetch, identity),
    clock: systemClock,
    presetPassphrase: null,
    rememberServer: async (server) => void told.push(`server ${server}`),
    changed: () => told.push(desk.stage.stage),
    deskClosed: () => closed.push('closed'),
    log: () => undefined,
    ...options,
  })
  opened.push(desk)
  return { desk, told, closed }
}

function form(changes: Partial<SignInForm> = {}): SignInForm {
  return { server: national.url, username: 'sari', password: 'rahasia', passphrase, ...changes }
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
    await desk.signIn(form({ username: 'budi', passphrase: 'sandi milik budi' }))
    expect(closed).toEqual(['closed'])
    expect(desk.open?.session.current.officer.username).toBe('budi')
    expect(desk.open?.journal.entries()).toEqual([])
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
    expect(desk.stage).toMatchObject({ stage: 'locked', last: { officerName: 'Nama sari' } })
    expect(desk.keyKeeping).toBe('passphrase')
    expect(await desk.unlock('sandi yang lain')).toMatchObject({ failure: { reason: 'passphrase-wrong' } })
    expect(desk.stage.stage).toBe('locked')
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
    await (await deskAt(keychainOf('sari'))).desk.signIn(form({ passphrase: undefined }))
    const journal = allFiles().find((path) => path.endsWith('/journal')) ?? ''
    const newer = encodeHeader({ version: formatVersion + 1, journalId: Buffer.alloc(16) })
    writeFileSync(journal, newer)
    const { desk } = await deskAt(keychainOf('sari'))
    await desk.start()
    expect(desk.stage.stage).toBe('signed-out')
    const attempt = await desk.signIn(form({ passphrase: undefined }))
    expect(attempt).toEqual({
      outcome: 'failed',
      failure: { reason: 'storage-failed', detail: 'newer-version' },
    })
    expect(readFileSync(journal).equals(newer)).toBe(true)
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

describe('the profile', () => {
  it('holds no token, no officer’s user name, no passphrase and no text in clear', async () => {
    const { desk } = await deskAt()
    await desk.signIn(form())
    await desk.open?.journal.saveAction(note('a', 'c1', 'kenari kuning di dahan'), null)
    const contents = allFiles()
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
