import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { addDays } from '../../../../shared/domain/calendar'
import { todayIn } from '../../../../renderer/features/supervise/dutyDays'
import type { DeskDouble } from '../deskDouble'
import { offline } from '../findingDouble'
import { expectAccessible, mountDesk } from '../mountDesk'
import { supervisedDesk } from './boss'

const row = (name: string) => page.getByTestId('workload-row').filter({ hasText: name })
const today = () => todayIn('Asia/Makassar', Date.now())

async function openBoard(desk: DeskDouble = supervisedDesk()): Promise<DeskDouble> {
  await mountDesk(desk)
  await page.getByTestId('view-workload').click()
  await expect.element(page.getByTestId('workload-row').first()).toBeVisible()
  return desk
}
async function openUnits(desk?: DeskDouble): Promise<DeskDouble> {
  const opened = await openBoard(desk)
  await page.getByTestId('workload-tab-units').click()
  return opened
}

describe('setting an officer away', () => {
  it('is sent at once up to and including a day, told as received, and marked', async () => {
    const desk = await openBoard()
    await row('Sari').getByTestId('set-duty').click()
    await page.getByTestId('away-through').fill(addDays(today(), 3))
    await expectAccessible()
    await page.getByTestId('away-save').click()
    await expect
      .element(page.getByTestId('duty-done'))
      .toHaveTextContent('Sari Wulandari tidak di tempat sampai')
    expect(desk.workload.away.map(({ until }) => until)).toEqual([`${addDays(today(), 3)}T15:59:59.999Z`])
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  })

  it('is taken back when they have returned', async () => {
    const desk = await openBoard()
    await row('Tuti').getByTestId('set-duty').click()
    await expect
      .element(page.getByRole('dialog'))
      .toHaveTextContent('tercatat tidak di tempat sampai 27 November')
    await page.getByTestId('away-back').click()
    await expect.element(page.getByTestId('duty-done')).toHaveTextContent('Tuti Alawiyah sudah kembali')
    expect(desk.workload.away.map(({ until }) => until)).toEqual([null])
    await expect.element(row('Tuti').getByTestId('mark-away')).not.toBeInTheDocument()
  })

  it('without the network says so and what to do, keeps what was filled in, and leaves nothing to be sent', async () => {
    const desk = supervisedDesk()
    desk.workload.dutyFails = offline()
    await openBoard(desk)
    await row('Sari').getByTestId('set-duty').click()
    await page.getByTestId('away-through').fill(addDays(today(), 3))
    await page.getByTestId('away-save').click()
    await expect
      .element(page.getByTestId('duty-failure'))
      .toHaveTextContent(/tidak terjangkau.*setelah tersambung/)
    await expect.element(page.getByTestId('away-through')).toHaveValue(addDays(today(), 3))
    await expectAccessible()
    expect(desk.decided).toEqual([])
    desk.workload.dutyFails = null
    await page.getByTestId('away-save').click()
    await expect.element(page.getByTestId('duty-done')).toBeVisible()
  })

  it('asks for a day that is not over', async () => {
    const desk = await openBoard()
    await row('Sari').getByTestId('set-duty').click()
    await page.getByTestId('away-save').click()
    await expect.element(page.getByText('Pilih hari ini atau hari sesudahnya.')).toBeVisible()
    expect(desk.workload.away).toEqual([])
  })
})

describe('setting who is on duty', () => {
  it('offers those who see the unit, and sends them with their days', async () => {
    const desk = await openUnits()
    await row('Seksi Pengukuran').getByTestId('set-duty').click()
    await page.getByTestId('duty-filter').fill('tuti')
    await page.getByText('Tuti Alawiyah').last().click()
    await page.getByTestId('duty-save').click()
    await expect.element(page.getByText('Isi kedua tanggal', { exact: false })).toBeVisible()
    await page.getByTestId('duty-last').fill(addDays(today(), 1))
    await expectAccessible()
    await page.getByTestId('duty-save').click()
    await expect.element(page.getByTestId('duty-done')).toHaveTextContent('piket Seksi Pengukuran dari')
    expect(desk.workload.duties).toEqual([
      {
        unitId: 'u-ukur',
        duty: {
          officerIds: ['o-tuti'],
          from: `${addDays(today(), -1)}T16:00:00.000Z`,
          until: `${addDays(today(), 1)}T16:00:00.000Z`,
        },
      },
    ])
    await expect
      .element(row('Seksi Pengukuran').getByTestId('mark-duty'))
      .toHaveTextContent('Piket: Tuti Alawiyah')
  })

  it('is refused in the words of the national system, and what was chosen stays', async () => {
    const desk = supervisedDesk()
    desk.workload.dutyFails = { outcome: 'failed', problem: 'refused', detail: 'does not see this unit' }
    await openUnits(desk)
    await row('Layanan Darurat').getByTestId('set-duty').click()
    await page.getByTestId('duty-last').fill(addDays(today(), 1))
    await page.getByTestId('duty-save').click()
    await expect
      .element(page.getByTestId('duty-failure'))
      .toHaveTextContent(/menolak.*does not see this unit/)
    await expect.element(page.getByText('1 petugas piket dipilih')).toBeVisible()
  })

  it('is not for auditors, who are told why', async () => {
    await openBoard(supervisedDesk('auditor'))
    await expect.element(page.getByTestId('only-looking')).toHaveTextContent('diatur oleh supervisor')
    await expect.element(page.getByTestId('set-duty')).not.toBeInTheDocument()
    await expectAccessible()
  })
})
