import axe from 'axe-core'
import { afterAll, expect, it } from 'vitest'
import type { Density } from '../../../shared/bridge/panes'
import { everyView } from './everyView'

/*
 * axe-core on every view, light and dark, comfortable and compact, against WCAG 2.2 AA. Everything that it finds is
 * counted, and nothing is allowed.
 */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Each theme and each density once: colours do not depend on the density, nor sizes on the theme. */
const looks = [
  { theme: 'light', density: 'comfortable' },
  { theme: 'dark', density: 'compact' },
] as const satisfies readonly { theme: string; density: Density }[]
const table: string[] = []

async function findings(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    runOnly: { type: 'tag', values: tags },
    rules: {
      // axe leaves it out unless it is asked for.
      'target-size': { enabled: true },
      // A program's window has no page around it that one would want to skip.
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
}

it.each(everyView)(
  'axe finds nothing in $name',
  async ({ name, show }) => {
    const desk = await show()
    const all: string[] = []
    const counts: string[] = []
    for (const { theme, density } of looks) {
      desk.become({ ...desk.state, theme, density })
      await expect.poll(() => document.documentElement.classList.contains('dark')).toBe(theme === 'dark')
      await settled()
      const found = await findings()
      counts.push(`${theme} ${density} ${found.length}`)
      all.push(...found.map((finding) => `${theme}, ${density}: ${finding}`))
    }
    table.push(`  ${name.padEnd(16)} ${counts.join(', ')}`)
    expect(all).toEqual([])
  },
  120_000,
)

/** Colours on their way from one theme to the other are neither's. */
async function settled(): Promise<void> {
  const running = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
  await Promise.allSettled(running.map(({ finished }) => finished))
}

afterAll(() => console.log(`axe findings by view\n${table.join('\n')}`))
