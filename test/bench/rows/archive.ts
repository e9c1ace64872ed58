import { rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createPackage } from '@electron/asar'
import { makeProgramFolder } from '../../../build/package/programFolder'
import type { Measured } from '../report/benchRow'
import type { RowContext, RowWork } from './rowWork'

/** P12: the archive that is added to Electron's own files, packed from what was built as for a release. */
export const archive: RowWork = { ids: ['P12'], measure }

async function measure({ size }: RowContext): Promise<readonly Measured[]> {
  const folder = makeProgramFolder()
  try {
    const packed = join(dirname(folder), 'app.asar')
    await createPackage(folder, packed)
    const megabytes = statSync(packed).size / 1e6
    return [
      {
        ...{ id: 'P12', key: 'archive', name: 'what is added to Electron’s own size', size, unit: 'MB' },
        ...{ ours: megabytes, limit: null, peers: {}, against: null, samples: 1 },
      },
    ]
  } finally {
    rmSync(dirname(folder), { recursive: true, force: true })
  }
}
