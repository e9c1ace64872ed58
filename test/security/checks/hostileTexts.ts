import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Desk } from '../../e2e/desk'
import type { NationalProcess } from '../../e2e/nationalProcess'
import { folderOfTheUser } from '../../e2e/ordinaryUser'
import { views } from '../../e2e/screenshots/views'
import { checkOf, type Finding } from '../check'
import { isHarmless } from '../world/harmless'
import { hostile } from '../world/hostileAnswers'
import type { SecurityWorld } from '../world/securityWorld'
import { markedUp } from '../world/unprotected'
import type { Variant } from '../world/variants'
import { removeFolder } from '../world/removeFolder'

/** Those that need the network to fail, or say nothing of reports. */
const leftOut: ReadonlySet<string> = new Set(['error', 'empty', 'conflict', 'offline', 'outbox'])
/** Behind the lock there is no file to be saved, so it comes last. */
const last = 'lock'
/** The control need not see them all. */
const viewsOfControl = 3

/** 15: what a report says is shown as it was written, and its files are files. */
export const hostileTexts = checkOf(
  15,
  'texts and files of reports are shown and saved as what they are, in every view',
  walkThrough,
  [markedUp],
)

async function walkThrough(world: SecurityWorld, variant?: Variant): Promise<Finding> {
  const [wire, options] = await Promise.all([world.wire(), world.options(variant)])
  wire.interfere({ change: hostile })
  const desk = await Desk.start({ ...options, passphrase: null })
  const watched = await Watch.on(desk)
  const national = { ...(await world.national()), url: wire.url } as NationalProcess // the views ask for its address alone
  const broken: string[] = []
  let shown = 0
  const walk = async (some: typeof views): Promise<void> => {
    for (const view of some) {
      if (variant && shown >= viewsOfControl) break
      try {
        await view.show({ desk, national })
        shown += 1
      } catch (error) {
        // The control's page may not even hold together; the product's must.
        if (!variant) broken.push(`${view.name} was not shown: ${String(error).split('\n')[0] ?? ''}`)
      }
      broken.push(...(await watched.found(view.name)))
    }
  }
  try {
    await walk(views.filter(({ name }) => !leftOut.has(name) && name !== last))
    const saved = variant ? 0 : await saveFiles(desk, broken)
    await walk(views.filter(({ name }) => name === last))
    const detail = `${shown} views with the corpus in every text, nothing became markup or ran; ${saved} files saved harmlessly`
    return { runs: shown + saved, broken, detail }
  } finally {
    await desk.kill()
    wire.close()
    removeFolder(desk.profile)
  }
}

interface Seen {
  readonly elements: number
  readonly ran: boolean
  readonly violations: readonly string[]
}

/** Notices what texts became: elements, scripts, dialogs, or something that the policy had to stop. */
class Watch {
  private readonly dialogs: string[] = []

  static async on(desk: Desk): Promise<Watch> {
    const watch = new Watch(desk)
    desk.page.on('dialog', (dialog) => {
      watch.dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await desk.page.evaluate(`
      window.violations = []
      document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective))`)
    return watch
  }

  private constructor(private readonly desk: Desk) {}

  async found(view: string): Promise<readonly string[]> {
    const seen = await this.desk.page.evaluate<Seen>(`({
      elements: document.querySelectorAll('[data-xss]').length,
      ran: window.__xss !== undefined,
      violations: window.violations.splice(0),
    })`)
    return [
      ...(seen.elements > 0 ? [`${view}: ${seen.elements} texts became elements`] : []),
      ...(seen.ran ? [`${view}: a text ran`] : []),
      ...seen.violations.map((directive) => `${view}: the policy had to stop something (${directive})`),
      ...this.dialogs.splice(0).map(() => `${view}: a dialog appeared`),
    ]
  }
}

/** Files of reports go through the save dialog under names that no system takes for anything but a file. */
async function saveFiles(desk: Desk, broken: string[]): Promise<number> {
  const folder = folderOfTheUser('saved')
  await desk.page.keyboard.press('Escape')
  await desk.page.keyboard.press('Escape')
  await desk.page.keyboard.press('Control+1')
  let saved = 0
  for (let row = 0; row < 40 && saved < 3; row += 1) {
    await desk.page.keyboard.press('j')
    const chip = desk.page.getByTestId('attachment').first()
    if (!(await isShown(chip))) continue
    const path = join(folder, `berkas-${row}`)
    const proposed = await saveThrough(desk, chip, path)
    await desk.page.keyboard.press('Escape')
    if (proposed === null) continue
    saved += 1
    if (!isHarmless(proposed)) broken.push(`proposed as ${JSON.stringify(proposed)}`)
    if ((statSync(path).mode & 0o111) !== 0) broken.push('a saved file can be executed')
  }
  if (saved === 0) broken.push('no file could be saved')
  removeFolder(folder)
  return saved
}

type Shown = ReturnType<Desk['rows']>

async function isShown(locator: Shown): Promise<boolean> {
  return locator.waitFor({ timeout: 700 }).then(
    () => true,
    () => false,
  )
}

/** Answers the dialog; gives the name that was proposed in it, null when the file could not be had. */
async function saveThrough(desk: Desk, chip: Shown, path: string): Promise<string | null> {
  await desk.mainProcess.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as { readonly defaultPath: string } // as saveReportFile.ts gives it
      Object.assign(globalThis, { proposed: defaultPath })
      return { canceled: false, filePath: chosen }
    }
  }, path)
  await chip.click()
  // An image is looked at first; everything else is saved at once.
  const save = desk.page.getByTestId('viewer-save')
  if (await isShown(save)) await save.click()
  for (let time = 0; time < 50 && !existsSync(path); time += 1) await desk.page.waitForTimeout(100)
  if (!existsSync(path)) return null
  return desk.mainProcess.evaluate(() => (globalThis as unknown as { readonly proposed: string }).proposed)
}
