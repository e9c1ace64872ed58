import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Locator } from '@playwright/test'
import type { Attachment, Case } from '../../shared/domain/case'
import { TestDesk } from '../national/testDesk'
import { Desk, password } from './desk'
import { NationalProcess } from './nationalProcess'
import { folderOfTheUser } from './ordinaryUser'

const national = new NationalProcess({ cases: 300 })
test.beforeAll(() => national.start())
test.afterAll(() => national.stop())

test('an image that was opened once is there without a network, and is saved through a dialog', async () => {
  const sari = await TestDesk.signIn({ url: national.url, password }, 'sari')
  const subject = caseWithTwoImages(await sari.cases())
  const [opened, unopened] = subject.attachments.filter(({ mime }) => mime === 'image/png')
  if (!opened || !unopened) throw new Error('There are not two images.')
  const bytes = await bytesOf(sari, opened)
  let desk = await Desk.start()

  await test.step('it is fetched when it is opened, and shown', async () => {
    await desk.signIn(national.url, 'sari')
    await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
    await desk.open(subject.trackingId)
    await expect(chip(desk, opened)).toHaveAttribute('data-state', 'absent')
    await chip(desk, opened).click()
    await expectShown(desk)
    await desk.page.keyboard.press('Escape')
    await expect(chip(desk, opened)).toHaveAttribute('data-state', 'kept')
    await expect(chip(desk, opened)).toBeFocused()
  })

  await test.step('after a kill and without the national system it is still there; another is not', async () => {
    await desk.kill()
    await national.stop()
    desk = await Desk.start({ profile: desk.profile })
    await desk.open(subject.trackingId)
    await expect(chip(desk, opened)).toHaveAttribute('data-state', 'kept')
    await chip(desk, opened).click()
    await expectShown(desk)
    await desk.page.keyboard.press('ArrowRight')
    await expect(desk.page.getByTestId('viewer').getByRole('alert')).toContainText('tersambung dulu')
    await desk.page.keyboard.press('ArrowLeft')
    await expectShown(desk)
  })

  await test.step('it is saved where the officer says, whole, and cannot be executed', async () => {
    const path = join(folderOfTheUser('saved'), 'gambar.png')
    const proposed = await stubSaveDialog(desk, path)
    await desk.page.getByTestId('viewer-save').click()
    await expect.poll(() => existsSync(path)).toBe(true)
    expect(sha256(readFileSync(path))).toBe(opened.sha256)
    expect(statSync(path).mode & 0o111).toBe(0)
    expect(await proposed()).toMatch(/^[^/\\]+\.png$/)
  })

  await test.step('nothing of it lies in the profile in clear', async () => {
    await desk.close()
    const middle = bytes.subarray(bytes.length / 2, bytes.length / 2 + 48)
    expect(filesWith(desk.profile, middle)).toEqual([])
    expect(filesWith(desk.profile, Buffer.from(opened.name, 'utf8'))).toEqual([])
    // The control: what was saved outside is found by the same search.
    expect(bytes.includes(middle)).toBe(true)
  })
  await national.start()
})

test('a map is opened outside of the desk with numbers alone, and nowhere else', async () => {
  const sari = await TestDesk.signIn({ url: national.url, password }, 'sari')
  const subject = (await sari.cases()).find(({ location }) => location.lat !== undefined && location.areaCode)
  if (!subject) throw new Error('No case tells where it is.')
  const desk = await Desk.start()
  await desk.signIn(national.url, 'sari')
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  await desk.mainProcess.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (link) => void opened.push(link)
  })
  await desk.open(subject.trackingId)
  await desk.page.getByTestId('fact-place').click()
  // The names come a moment after the first pull; until then the code stands there.
  await expect(desk.page.getByTestId('place-area')).toContainText(/Sulawesi Selatan/, { timeout: 60_000 })
  await desk.page.getByTestId('open-map').click()
  const links = () =>
    desk.mainProcess.evaluate(() => (globalThis as unknown as { readonly opened: string[] }).opened)
  const { lat = 0, lon = 0 } = subject.location
  await expect.poll(links).toHaveLength(1)
  expect(await links()).toEqual([
    expect.stringContaining(`https://www.openstreetmap.org/?mlat=${lat.toFixed(6)}&mlon=${lon.toFixed(6)}`),
  ])
  await desk.close()
})

const chip = (desk: Desk, { name }: Attachment): Locator =>
  desk.page.getByTestId('attachment').filter({ hasText: name }).first()

async function expectShown(desk: Desk): Promise<void> {
  const image = desk.page.getByTestId('viewer-image')
  await expect(image).toBeVisible()
  // Chromium has decoded it.
  await expect
    .poll(() => image.evaluate((element) => (element instanceof HTMLImageElement ? element.naturalWidth : 0)))
    .toBeGreaterThan(0)
}

function caseWithTwoImages(cases: readonly Case[]): Case {
  const found = cases.find(({ attachments }) => {
    const images = attachments.filter(({ mime }) => mime === 'image/png')
    return images.length === 2 && images[0]?.sha256 !== images[1]?.sha256
  })
  if (!found) throw new Error('The sandbox has no report with two images.')
  return found
}

async function bytesOf(sari: TestDesk, { id, sha256: expected }: Attachment): Promise<Buffer> {
  const response = await fetch(`${national.url}/v1/attachments/${id}`, {
    headers: { authorization: `Bearer ${sari.session.accessToken}` },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(sha256(bytes)).toBe(expected)
  return bytes
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Answers the dialog with a path; gives the name that was proposed in it. */
async function stubSaveDialog(desk: Desk, path: string): Promise<() => Promise<string>> {
  await desk.mainProcess.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, {
      showSaveDialog: async (_window: unknown, options: { readonly defaultPath: string }) => {
        Object.assign(globalThis, { proposed: options.defaultPath })
        return { canceled: false, filePath: chosen }
      },
    })
  }, path)
  return () =>
    desk.mainProcess.evaluate(() => (globalThis as unknown as { readonly proposed: string }).proposed)
}

function filesWith(folder: string, bytes: Buffer): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(bytes))
}
