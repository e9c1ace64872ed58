import { expect, test, type Locator } from '@playwright/test'
import { z } from 'zod'
import { caseSchema } from '../../shared/protocol/case'
import { sessionResponseSchema } from '../../shared/protocol/session'
import { Desk, password } from './desk'
import { NationalProcess } from './nationalProcess'

const supervisor = 'rahmawati'
/** What a camera would have written into a photograph. */
const secret = 'LINTANG -5.147665 BUJUR 119.432732'

test('an officer forwards, assigns, asks, archives and answers with photographs offline; all of it arrives, the place of the photographs does not', async () => {
  const national = new NationalProcess({ cases: 200 })
  await national.start()
  const desk = await Desk.start()
  await desk.signIn(national.url, supervisor)
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle')
  const [forwarded, assigned, asked, archived, answered] = await newReports(desk, 5)
  await national.stop()

  await test.step('four reports are decided about in the forms of their actions', async () => {
    await desk.open(forwarded)
    await desk.page.getByTestId('action-forward').click()
    await pick(desk, 'pick-unit', 'perhubungan')
    await desk.page.getByTestId('composer-text').fill('Mohon ditangani bersama.')
    await send(desk, 'forward')

    await desk.open(assigned)
    await more(desk, 'assign')
    await pick(desk, 'pick-officer', 'Anda')
    await send(desk, 'assign')

    await desk.open(asked)
    await desk.page.getByTestId('action-request_info').click()
    await desk.page.keyboard.press('Alt+t')
    await desk.page.keyboard.type('pendukung')
    await desk.page.keyboard.press('Enter')
    await expect(desk.page.getByTestId('composer-text')).toHaveValue(new RegExp(asked))
    await desk.page.getByTestId('composer-text').fill('Mohon melengkapi alamat dan foto.')
    await send(desk, 'request_info')

    await desk.open(archived)
    await more(desk, 'archive')
    await pick(desk, 'pick-archive-reason', 'pengadilan')
    await send(desk, 'archive')
  })

  await test.step('an answer takes along a photograph that was dropped and one that was pasted', async () => {
    await desk.open(answered)
    await give(desk.page.getByRole('main'), 'drop', 'image/jpeg')
    await give(desk.page.getByTestId('composer-text'), 'paste', 'image/png')
    await expect(desk.page.getByTestId('attached-file')).toHaveCount(2)
    await desk.page.getByTestId('composer-text').fill('Sudah diperbaiki, foto terlampir.')
    await send(desk, 'respond')
    await expect(desk.page.getByTestId('attached-file')).toHaveCount(0)
  })

  await test.step('with the network back all is delivered, in the order in which it was done', async () => {
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '5')
    await national.start()
    await desk.page.getByTestId('sync-now').click()
    await expect(desk.syncStatus()).toHaveAttribute('data-unsent', '0', { timeout: 90_000 })
    const taken = (await national.ledger()).map(({ trackingId, type }) => `${type} ${trackingId}`)
    expect(taken.slice(-5).sort()).toEqual(
      [
        `forward ${forwarded}`,
        `assign ${assigned}`,
        `request_info ${asked}`,
        `archive ${archived}`,
        `respond ${answered}`,
      ].sort(),
    )
  })

  await test.step('the national system has the photographs whole, without the place where they were taken', async () => {
    const files = await attachmentsOf(national, answered)
    expect(files).toHaveLength(2)
    for (const bytes of files) {
      expect(bytes.byteLength).toBeGreaterThan(200)
      expect(bytes.includes(secret)).toBe(false)
    }
  })
  await desk.close()
  await national.stop()
})

async function newReports(desk: Desk, count: 5): Promise<[string, string, string, string, string]> {
  await desk.page.getByRole('button', { name: /^Perlu tindakan/ }).click()
  const texts = await desk.rows('dispositioned').filter({ hasNotText: 'Rahasia' }).allInnerTexts()
  const found = texts.map((text) => /#(\w+)/.exec(text)?.[1] ?? '').slice(0, count)
  return z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]).parse(found)
}

async function more(desk: Desk, type: string): Promise<void> {
  await desk.page.getByTestId('action-more').click()
  await desk.page.getByTestId(`action-${type}`).click()
}

async function pick(desk: Desk, field: string, typed: string): Promise<void> {
  await desk.page.getByTestId(field).click()
  await desk.page.getByTestId('pick-search').fill(typed)
  await desk.page.keyboard.press('Enter')
}

async function send(desk: Desk, type: string): Promise<void> {
  await desk.page.getByTestId('composer-send').click()
  await expect(desk.timeline(type).last()).toHaveAttribute('data-state', /held|saved/)
}

/** A picture drawn in the page, with the secret written into it as its form allows, dropped or pasted as a file. */
async function give(target: Locator, way: 'drop' | 'paste', mime: 'image/jpeg' | 'image/png'): Promise<void> {
  await target.evaluate(
    async (element, [kind, type, words]) => {
      const canvas = document.createElement('canvas')
      canvas.width = 320
      canvas.height = 240
      canvas.getContext('2d')?.fillRect(40, 40, 200, 100)
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type))
      const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))
      const text = new TextEncoder().encode(words)
      // A comment of a JPEG after its first marker; in a PNG a text chunk after the head, whose sum nobody checks.
      const isJpeg = type === 'image/jpeg'
      const at = isJpeg ? 2 : 33
      const written = isJpeg
        ? [0xff, 0xfe, 0, text.length + 2, ...text]
        : [0, 0, 0, text.length, 0x74, 0x45, 0x58, 0x74, ...text, 0, 0, 0, 0]
      const whole = new Uint8Array([...bytes.subarray(0, at), ...written, ...bytes.subarray(at)])
      const data = new DataTransfer()
      data.items.add(new File([whole], isJpeg ? 'lokasi.jpg' : 'layar.png', { type }))
      const event =
        kind === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      element.dispatchEvent(event)
    },
    [way, mime, secret] as const,
  )
}

/** The files of the last answer to a report, as the national system gives them to another desk. */
async function attachmentsOf(national: NationalProcess, trackingId: string): Promise<Buffer[]> {
  const signIn = { username: supervisor, password, deviceId: 'another-desk', deviceName: 'Test' }
  const { accessToken } = sessionResponseSchema.parse(await national.request('POST', '/v1/sessions', signIn))
  const ask = (path: string) =>
    fetch(new URL(path, national.url), {
      headers: {
        authorization: `Bearer ${accessToken}`,
        'x-device-id': 'another-desk',
        'x-desk-version': '0.1.0',
      },
    })
  const { caseId } = z
    .object({ caseId: z.string() })
    .parse((await national.ledger()).find((entry) => entry.trackingId === trackingId))
  const answer = caseSchema.parse(await (await ask(`/v1/cases/${caseId}`)).json())
  const attachments = answer.events.flatMap((event) => event.attachments ?? [])
  return await Promise.all(
    attachments.map(async ({ id }) => Buffer.from(await (await ask(`/v1/attachments/${id}`)).arrayBuffer())),
  )
}
