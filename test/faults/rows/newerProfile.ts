import { readFileSync, writeFileSync } from 'node:fs'
import { decodeHeader, encodeHeader, formatVersion } from '../../../electron/main/journal/recordFormat'
import { note as noteOn } from '../../electron/main/journal/actions'
import type { FaultContext, FaultRow } from '../row'
import { dexieCacheNamed, newDexieCache } from '../world/dexieCaches'
import { OfficerDesk } from '../world/officerDesk'

/** 22: an older program on a newer profile refuses and changes no byte. */
export const newerProfile: FaultRow = {
  row: 22,
  name: 'older program on a newer profile',
  async run({ quick, note }) {
    let [runs, refused, equal] = [0, 0, 0]
    for (const newerBy of quick ? [1, 7] : Array.from({ length: 20 }, (_, index) => index + 1)) {
      const found = await startedOn(newerBy, 'as it is')
      runs += 1
      refused += found.refused ? 1 : 0
      equal += found.equal ? 1 : 0
      if (!found.refused || !found.equal) note(JSON.stringify(found))
    }
    const isCacheRefused = await newerDatabaseIsLeftAlone()
    return {
      runs: runs + 1,
      faults: runs + 1,
      saved: runs,
      lost: 0,
      doubled: 0,
      figure: `${refused} of ${runs} profiles refused, ${equal} with equal hashes; a newer database ${isCacheRefused ? 'left as it was' : 'CHANGED'}`,
      ok: refused === runs && equal === runs && isCacheRefused,
    }
  },
  async control(_context: FaultContext) {
    const found = await startedOn(1, 'version not looked at')
    return { runs: 1, red: found.refused && found.equal ? 0 : 1 }
  },
}

/** A program that does not look at the version sees what it would see if the number were its own. */
type Looking = 'as it is' | 'version not looked at'

async function startedOn(newerBy: number, looking: Looking) {
  const office = await OfficerDesk.start()
  try {
    const first = await office.program()
    await office.signIn(first, 'sari')
    await first.open?.journal.saveAction(noteOn('a', 'c1'), null)
    await first.close()
    const path = office.files().find((file) => file.endsWith('/journal')) ?? ''
    const bytes = readFileSync(path)
    const header = decodeHeader(bytes)
    if (!header) throw new Error('The journal has no header.')
    const version = looking === 'as it is' ? formatVersion + newerBy : formatVersion
    encodeHeader({ ...header, version }).copy(bytes)
    // Records of a form that is not known here.
    bytes.fill(0x6e, bytes.length - 30)
    writeFileSync(path, bytes)
    const before = office.hashes()
    const older = await office.program()
    await older.start()
    const answer = await office.signIn(older, 'sari')
    await older.close()
    const after = office.hashes()
    return { refused: answer === 'newer-profile', equal: JSON.stringify(after) === JSON.stringify(before) }
  } finally {
    await office.end()
  }
}

async function newerDatabaseIsLeftAlone(): Promise<boolean> {
  const { cache, name } = await newDexieCache()
  await cache.keepNote('of the newer program', 'tetap')
  cache.close()
  const raised = await rawOpen(name, 990)
  raised.close()
  const older = await dexieCacheNamed(name)
  const outcome = await older.open(null).then(
    () => 'opened',
    (error: unknown) => (error instanceof Error && 'obstacle' in error ? error.obstacle : 'other'),
  )
  older.close()
  const after = await rawOpen(name, undefined)
  const isSame = after.version === 990 && [...after.objectStoreNames].length > 0
  after.close()
  return outcome === 'newer' && isSame
}

function rawOpen(name: string, version: number | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The database did not open.'))
  })
}
