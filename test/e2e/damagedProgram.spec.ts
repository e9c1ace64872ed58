import { cpSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Desk } from './desk'
import { NationalProcess } from './nationalProcess'
import { installed } from './ordinaryUser'

const sentence = /Berkas program Meja Aduan di komputer ini rusak atau tidak lengkap/
const text = 'Regu sudah di lokasi; saluran dibuka sore ini.'

test('a program of which a file is cut short, garbled or missing says so, and what was saved is there afterwards', async () => {
  const national = new NationalProcess({ cases: 200 })
  await national.start()
  let desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  await national.request('POST', '/sandbox/faults', { faults: [{ kind: 'down' }] })
  await desk.rows('dispositioned').first().click()
  await desk.respond(text)
  const { profile } = desk
  await desk.close()

  const page = 'out/renderer/assets/index-'
  for (const [name, damage] of [
    ['the document is missing', (program) => rmSync(join(program, 'out/renderer/index.html'))],
    ['the page’s script is cut short', (program) => cutShort(fileLike(program, page))],
    ['the page’s script is garbled', (program) => garble(fileLike(program, page))],
    [
      'a view that nobody has opened is garbled',
      (program) => garble(fileLike(program, 'out/renderer/assets/TrailBoard-')),
    ],
    ['the preload is cut short', (program) => cutShort(join(program, 'out/preload/index.cjs'))],
  ] satisfies readonly (readonly [string, (program: string) => void])[]) {
    await test.step(name, async () => {
      const program = await programCopy()
      damage(program)
      const damaged = await Desk.start({ program, profile })
      await expect(damaged.page.getByText(sentence)).toBeVisible()
      await expect(damaged.page.getByText(text)).toHaveCount(0)
      await damaged.close()
      rmSync(program, { recursive: true })
    })
  }

  await test.step('installed again, it goes on where it was', async () => {
    desk = await Desk.start({ profile })
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '1')
    await national.request('POST', '/sandbox/faults', { faults: [] })
    await desk.page.getByTestId('sync-now').click()
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 60_000 })
    expect((await national.ledger()).filter((taken) => taken.text === text)).toHaveLength(1)
  })
  await desk.close()
  await national.stop()
})

async function programCopy(): Promise<string> {
  const { program } = await installed()
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-damaged-'))
  chmodSync(folder, 0o755)
  for (const part of ['package.json', 'out'])
    cpSync(join(program, part), join(folder, part), { recursive: true })
  return folder
}

/** The one script that begins so. */
function fileLike(program: string, begins: string): string {
  const folder = join(program, begins, '..')
  const start = begins.slice(begins.lastIndexOf('/') + 1)
  const [name, ...others] = readdirSync(folder).filter(
    (file) => file.startsWith(start) && file.endsWith('.js'),
  )
  if (name === undefined || others.length > 0) throw new Error(`${begins} is not one file.`)
  return join(folder, name)
}

function cutShort(path: string): void {
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)))
}

/** Of the same length, as a bad block leaves it. */
function garble(path: string): void {
  const bytes = readFileSync(path)
  const middle = Math.floor(bytes.length / 2)
  writeFileSync(path, bytes.fill(0, middle, middle + 512))
}
