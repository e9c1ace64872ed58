import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { withoutMetadata } from '../../../../renderer/features/case/photographs/withoutMetadata'
import { longestFile } from '../../../../shared/bridge/attachedFiles'
import { DeskDouble, idOf, makeCase } from '../deskDouble'
import { expectAccessible, mountDesk } from '../mountDesk'

const secret = 'LINTANG -5.147665'
const firstCase = idOf<never>('c-1')
const attached = () => page.getByTestId('attached-file')

async function openFirst(desk = new DeskDouble([makeCase(1), makeCase(2)])): Promise<DeskDouble> {
  await mountDesk(desk)
  await page.getByTestId('inbox-row').first().click()
  await expect.element(page.getByTestId('case-title')).toBeVisible()
  return desk
}

function give(way: 'drop' | 'paste', ...files: File[]): void {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  const [target, event] =
    way === 'drop'
      ? [
          page.getByRole('main'),
          new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        ]
      : [
          page.getByTestId('composer-text'),
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        ]
  target.element().dispatchEvent(event)
}

function choose(...files: File[]): void {
  const input = page.getByTestId('file-input').element()
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no field for files')
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  input.files = data.files
  input.dispatchEvent(new Event('change'))
}

async function picture(type: string): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = document.createElement('canvas')
  canvas.width = 64
  canvas.height = 48
  const context = canvas.getContext('2d')
  if (context) context.fillStyle = '#c33'
  context?.fillRect(8, 8, 30, 20)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type))
  return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))
}

/** The same picture with the secret written into it. */
async function photograph(): Promise<File> {
  const bytes = await picture('image/jpeg')
  const words = new TextEncoder().encode(secret)
  const comment = [0xff, 0xfe, 0, words.length + 2, ...words]
  return new File(
    [new Uint8Array([...bytes.subarray(0, 2), ...comment, ...bytes.subarray(2)])],
    'lokasi.jpg',
    {
      type: 'image/jpeg',
    },
  )
}

async function pixelsOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(new Blob([bytes]))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray()
}

describe('a real picture', () => {
  it.each(['image/jpeg', 'image/png', 'image/webp'])(
    '%s is cleaned without a pixel changing',
    async (type) => {
      const bytes = await picture(type)
      const cleaned = withoutMetadata(bytes, type)
      if (cleaned.kind !== 'cleaned') throw new Error(`It is ${cleaned.kind}`)
      expect(await pixelsOf(cleaned.bytes)).toEqual(await pixelsOf(bytes))
    },
  )
})

describe('files for an answer', () => {
  it('come by drop, by paste and from a dialog, and go along in that order', async () => {
    const desk = await openFirst()
    give('drop', new File(['%PDF-1.7'], 'satu.pdf', { type: 'application/pdf' }))
    await expect.element(attached()).toHaveTextContent('satu.pdf')
    give('paste', new File(['dua'], 'dua.txt', { type: 'text/plain' }))
    choose(new File(['tiga'], 'tiga.bin'))
    await expect.poll(() => attached().elements().length).toBe(3)
    await expectAccessible()
    await page.getByTestId('composer-text').fill('Terlampir.')
    const wanted = desk.acting.filesOf(firstCase, 'respond').map(({ fileId }) => fileId)
    expect(desk.acting.filesOf(firstCase, 'respond').map(({ name }) => name)).toEqual([
      'satu.pdf',
      'dua.txt',
      'tiga.bin',
    ])
    await page.getByTestId('composer-send').click()
    await expect.poll(() => desk.decided[0]?.fileIds).toEqual(wanted)
    await expect.poll(() => attached().elements().length).toBe(0)
  })

  it('are kept without what a camera wrote into them, and shown small', async () => {
    const desk = await openFirst()
    give('drop', await photograph())
    await expect.element(attached()).toBeVisible()
    const [file] = desk.acting.filesOf(firstCase, 'respond')
    const kept = file ? desk.acting.bytesOf(file.fileId) : new Uint8Array()
    expect(new TextDecoder('latin1').decode(kept)).not.toContain(secret)
    expect(file?.size).toBe(kept.byteLength)
    expect(await pixelsOf(kept)).toEqual(await pixelsOf(await picture('image/jpeg')))
    await expect.poll(() => attached().element().querySelector('img')).not.toBeNull()
  })

  it('are asked about when they cannot be cleaned', async () => {
    const desk = await openFirst()
    const heic = () => new File(['\0\0\0\x18ftypheic'], 'lokasi.heic', { type: 'image/heic' })
    give('drop', heic())
    await expect.element(page.getByRole('dialog')).toHaveTextContent('lokasi.heic mungkin memuat lokasi')
    await page.getByRole('button', { name: 'Batal' }).click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(desk.acting.filesOf(firstCase, 'respond')).toEqual([])
    give('drop', heic())
    await page.getByTestId('confirm').click()
    await expect.element(attached()).toHaveTextContent('lokasi.heic')
  })

  it('over the limits are refused with a sentence each, and the others still go', async () => {
    const desk = await openFirst()
    const large = new File([new Uint8Array(longestFile + 1)], 'besar.zip')
    const files = Array.from({ length: 11 }, (_, index) => new File(['x'], `${index}.txt`))
    choose(large, new File([], 'kosong.txt'), ...files)
    // One after the other: on a busy machine ten take longer than a poll usually waits.
    await expect.poll(() => attached().elements().length, { timeout: 15_000 }).toBe(10)
    const problems = page.getByTestId('file-problem')
    await expect.element(problems.nth(0)).toHaveTextContent('besar.zipLebih besar dari 26,2 MB')
    await expect.element(problems.nth(1)).toHaveTextContent('kosong')
    await expect.element(problems.nth(2)).toHaveTextContent('paling banyak 10')
    await expectAccessible()
    expect(desk.acting.filesOf(firstCase, 'respond')).toHaveLength(10)
  })

  it('are there again with the draft, and can be taken away', async () => {
    const desk = await openFirst()
    choose(new File(['satu'], 'satu.txt'))
    await expect.element(attached()).toBeVisible()
    await page.getByTestId('inbox-row').nth(1).click()
    await expect.element(page.getByTestId('case-title')).toHaveTextContent('berkas 2')
    await expect.element(attached()).not.toBeInTheDocument()
    await page.getByTestId('inbox-row').nth(0).click()
    await expect.element(attached()).toHaveTextContent('satu.txt')
    await page.getByTestId('remove-file').click()
    await expect.element(attached()).not.toBeInTheDocument()
    expect(desk.acting.filesOf(firstCase, 'respond')).toEqual([])
  })

  it('dropped while something without files is put together go to the answer', async () => {
    await openFirst()
    await page.getByTestId('action-forward').click()
    give('drop', new File(['satu'], 'satu.txt'))
    await expect.element(attached()).toHaveTextContent('satu.txt')
    await expect
      .element(page.getByTestId('composer-text'))
      .toHaveAttribute('aria-label', 'Tulis tanggapan untuk pelapor')
    await userEvent.keyboard('{Escape}')
  })
})
