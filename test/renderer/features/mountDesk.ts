import axe from 'axe-core'
import { render } from 'vitest-browser-vue'
import { expect } from 'vitest'
import App from '../../../renderer/App.vue'
import { deskPlugin } from '../../../renderer/startDesk'
import type { DeskDouble } from './deskDouble'

/** The whole interface on a desk in memory, in a window of 1366 by 768. */
export async function mountDesk(desk: DeskDouble) {
  // What a test before this one mounted is gone; its place would push this one down.
  document.getElementById('app')?.remove()
  const container = document.createElement('div')
  container.id = 'app'
  document.body.append(container)
  return await render(App, {
    container,
    global: { plugins: [deskPlugin(desk.parts(), desk.state.language)] },
  })
}

/** Fails with what axe-core finds against WCAG 2.2 AA on what is shown now. */
export async function expectAccessible(): Promise<void> {
  // A colour on its way into another one has the contrast of neither. What turns for ever ends never.
  const moving = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(moving.map((animation) => animation.finished))
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await axe.run(document.body, { runOnly: { type: 'tag', values: tags } })
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
  )
  expect(found).toEqual([])
}
