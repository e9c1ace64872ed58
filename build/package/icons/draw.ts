import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { icnsOf, icoOf, type DrawnIcon } from './containers'

/**
 * `npm run icons`: draws icon.svg in every size and in the forms of the three systems. What it writes is committed, so
 * that packaging needs no browser.
 */
const folder = import.meta.dirname
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]
const macSizes = [16, 32, 64, 128, 256, 512, 1024]

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage()
const drawn = new Map<number, DrawnIcon>()
for (const size of new Set([...linuxSizes, ...macSizes])) drawn.set(size, await draw(page, size))
await browser.close()

const of = (sizes: readonly number[]): readonly DrawnIcon[] => {
  return sizes.flatMap((size) => drawn.get(size) ?? [])
}
mkdirSync(join(folder, 'linux'), { recursive: true })
for (const { size, png } of of(linuxSizes)) writeFileSync(join(folder, `linux/${size}x${size}.png`), png)
writeFileSync(join(folder, 'icon.ico'), icoOf(of(windowsSizes)))
writeFileSync(join(folder, 'icon.icns'), icnsOf(of(macSizes)))

async function draw(drawing: Page, size: number): Promise<DrawnIcon> {
  const source = readFileSync(join(folder, 'icon.svg'), 'utf8')
  await drawing.setViewportSize({ width: size, height: size })
  await drawing.setContent(
    `<style>html, body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${source}`,
  )
  return { size, png: await drawing.screenshot({ omitBackground: true }) }
}
