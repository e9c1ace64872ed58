import { expect } from '@playwright/test'
import type { PicturedView, Stage } from './views'

/** What those see who look at the whole agency; pictured before the officer signs in. */
export const superviseViews: readonly PicturedView[] = [
  {
    name: 'workload',
    large: true,
    async show(stage) {
      await signIn(stage, 'rahmawati')
      await stage.desk.page.keyboard.press('Alt+1')
      await expect(stage.desk.page.getByTestId('workload-row').first()).toBeVisible()
    },
  },
  {
    name: 'workload-units',
    async show({ desk }) {
      await desk.page.getByTestId('workload-tab-units').click()
      await expect(desk.page.getByTestId('with-below')).toBeVisible()
    },
  },
  {
    name: 'duty',
    async show({ desk }) {
      await desk.page.getByTestId('set-duty').nth(1).click()
      await expect(desk.page.getByTestId('duty-officer').first()).toBeVisible()
    },
  },
  {
    name: 'figures',
    large: true,
    async show({ desk }) {
      await desk.page.keyboard.press('Escape')
      await expect(desk.page.getByRole('dialog')).toHaveCount(0)
      await desk.page.keyboard.press('Alt+2')
      await expect(desk.page.getByTestId('figure-chart-flow').getByRole('img').first()).toBeVisible()
    },
  },
]

async function signIn({ desk, national }: Stage, username: string): Promise<void> {
  await desk.page.getByTestId('passphrase').fill('kopi pahit tanpa gula')
  await desk.signIn(national.url, username)
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle', { timeout: 60_000 })
}

/** Leaves the desk to the officer. */
export async function signInAfterSupervisor(stage: Stage, username: string): Promise<void> {
  const { page } = stage.desk
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByTestId('officer-menu').click()
  await page.getByTestId('sign-out').click()
  await expect(page.getByTestId('sign-in-submit')).toBeVisible()
  await signIn(stage, username)
}
