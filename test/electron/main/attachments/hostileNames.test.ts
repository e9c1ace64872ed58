import { describe, expect, it } from 'vitest'
import { harmlessName } from '../../../../electron/main/attachments/harmlessName'
import { isHarmless } from '../../../security/world/harmless'
import { fileNames, markup } from '../../../security/world/corpus'

const mimes = [
  'image/png',
  'application/pdf',
  'text/html',
  'application/x-msdownload',
  '',
  'x'.repeat(300),
  '../..',
]

describe('a file that a stranger named', () => {
  it.each([...fileNames, ...markup])('%j is saved under a name that is only a name', (name) => {
    for (const mime of mimes) {
      const { base, ending } = harmlessName(name, mime)
      expect(`${base}.${ending}`).toSatisfy(isHarmless)
    }
  })

  it('is not taken for harmless by the check itself when it is kept as it is', () => {
    // Only a shell would do something with these two, and nothing here gives a name to one.
    expect(fileNames.filter(isHarmless)).toEqual(['$(reboot).png', '`reboot`.png'])
  })
})
