import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from '@playwright/test'
import { projectRoot } from '../../../build/run/deskProcess'
import { languages, type DeskBridge, type Language, type Theme } from '../../../shared/bridge/desk'
import { Desk } from '../desk'
import { NationalProcess } from '../nationalProcess'
import { views } from './views'

/**
 * `npm run screenshots`: drives the real program against the sandbox and writes every view, in both languages, light
 * and dark, with a list of what was written. Where to: MEJA_ADUAN_SCREENSHOTS, or test-results/screenshots.
 */
const folder = resolve(projectRoot, process.env['MEJA_ADUAN_SCREENSHOTS'] ?? 'test-results/screenshots')
const usual = { width: 1366, height: 768 } as const
const large = { width: 1920, height: 1080 } as const
type Size = typeof usual | typeof large
const themes = ['light', 'dark'] as const satisfies readonly Theme[]

interface Picture {
  readonly view: string
  readonly locale: Language
  readonly theme: Theme
  readonly size: string
  readonly file: string
}

test('screenshots', async () => {
  test.setTimeout(900_000)
  mkdirSync(folder, { recursive: true })
  const national = new NationalProcess({ cases: 2000 })
  await national.start()
  const desk = await Desk.start({ server: national.url, passphrase: null })
  const pictures: Picture[] = []
  for (const view of views) {
    await view.show({ desk, national })
    for (const size of view.large ? [usual, large] : [usual]) {
      await desk.page.setViewportSize(size)
      for (const locale of languages) {
        for (const theme of themes) {
          await choose(desk, theme, locale)
          pictures.push(await picture(desk, { view: view.name, locale, theme, size }))
        }
      }
    }
    await desk.page.setViewportSize(usual)
    await choose(desk, 'light', 'id')
  }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(pictures, null, 2)}\n`)
  console.log(`${pictures.length} pictures in ${folder}`)
  await desk.close()
  await national.stop()
})

interface Subject {
  readonly view: string
  readonly locale: Language
  readonly theme: Theme
  readonly size: Size
}

async function picture(desk: Desk, { view, locale, theme, size }: Subject): Promise<Picture> {
  // Movement is at most 150 ms long (DESIGN); a picture in the middle of it shows nothing.
  await desk.page.waitForTimeout(250)
  const measures = `${size.width}x${size.height}`
  const file = `${view}-${locale}-${theme}-${measures}.png`
  await desk.page.screenshot({ path: join(folder, file) })
  return { view, locale, theme, size: measures, file }
}

async function choose(desk: Desk, theme: Theme, language: Language): Promise<void> {
  await desk.page.evaluate(
    async ([chosenTheme, chosenLanguage]) => {
      // The bridge that the preload puts there; the tests' own window type does not know it.
      const { desk: bridge } = window as unknown as { readonly desk: DeskBridge }
      await bridge.chooseTheme(chosenTheme)
      await bridge.chooseLanguage(chosenLanguage)
    },
    [theme, language] as const,
  )
}
