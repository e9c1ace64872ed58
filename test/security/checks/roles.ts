import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import type { Desk } from '../../e2e/desk'
import { password } from '../../e2e/desk'
import { inPage } from '../../faults/app/pageDriver'
import { TestDesk } from '../../national/testDesk'
import { checkOf, type Finding } from '../check'
import { signedIn } from '../world/securedDesk'
import type { SecurityWorld } from '../world/securityWorld'
import { anyRole } from '../world/unprotected'
import type { Variant } from '../world/variants'
import { removeFolder } from '../world/removeFolder'

/** 20: whoever may not do something cannot, here and at the server; what one may not see is not here. */
export const roles = checkOf(
  20,
  'roles are checked where actions are made and by the server; the cache holds what one may see',
  async (world, variant) => {
    const auditor = await auditorActs(world, variant)
    const officer = variant ? null : await officerLooksElsewhere(world)
    const runs = auditor.runs + (officer?.runs ?? 0)
    const broken = [...auditor.broken, ...(officer?.broken ?? [])]
    return { runs, broken, detail: `${auditor.detail}; ${officer?.detail ?? ''}` }
  },
  [anyRole],
)

const note = { type: 'note', payload: { text: 'Catatan yang tidak boleh ada.', uploads: [] } } as const

async function auditorActs(world: SecurityWorld, variant: Variant | undefined): Promise<Finding> {
  const national = await world.national()
  const desk = await signedIn(national.url, 'mardiana', await world.options(variant))
  try {
    const outcomes = await outcomesOf(desk)
    const there = await TestDesk.signIn({ url: national.url, password }, 'mardiana')
    const [subject] = await there.cases()
    if (!subject) throw new Error('The auditor sees no case.')
    const result = await there.act(subject, note)
    const isForbidden = result.outcome === 'rejected' && result.code === 'forbidden'
    const broken = [
      ...outcomes
        .filter((found) => found !== 'not-allowed')
        .map((found) => `the desk said ${found} to an auditor`),
      ...(isForbidden ? [] : [`the server said ${result.outcome} to an auditor`]),
    ]
    const detail = `${outcomes.length} actions of an auditor refused here, 1 there`
    return { runs: outcomes.length + 1, broken, detail }
  } finally {
    await desk.kill()
    removeFolder(desk.profile)
  }
}

/** Asked of the engine itself, past whatever the views do not offer. */
async function outcomesOf(desk: Desk): Promise<readonly string[]> {
  const found = await inPage(
    desk.page,
    `const found = await ready()
     const query = { view: 'all', statuses: null, mine: false, search: '' }
     const { rows } = await found.rows(query, 0, 20)
     const outcomes = []
     for (const { caseId } of rows)
       outcomes.push((await found.act(caseId, ${JSON.stringify(note)})).outcome)
     return outcomes`,
  )
  return z.array(z.string()).min(1).parse(found)
}

async function officerLooksElsewhere(world: SecurityWorld): Promise<Finding> {
  const national = await world.national()
  const { desk } = await world.desk()
  const [sari, supervisor] = await Promise.all(
    ['sari', 'rahmawati'].map((name) => TestDesk.signIn({ url: national.url, password }, name)),
  )
  if (!sari || !supervisor) throw new Error('Nobody could sign in.')
  const mine = new Set((await sari.cases()).map(({ id }) => id))
  const others = (await supervisor.cases()).filter(({ id }) => !mine.has(id))
  if (others.length === 0) throw new Error('There is no case that Sari may not see.')
  const held = await heldOf(desk, others)
  const answers = await Promise.all(others.slice(0, 20).map(({ id }) => sari.get(`/v1/cases/${id}`)))
  const results = await sari.push(others.slice(0, 20).map((subject) => sari.actionOn(subject, note)))
  const given = answers.filter(({ status }) => status === 200).length
  const taken = results.filter(({ outcome }) => outcome !== 'rejected').length
  const broken = [
    ...(held > 0 ? [`the cache holds ${held} cases that she may not see`] : []),
    ...(given > 0 ? [`the server gave ${given} of them`] : []),
    ...(taken > 0 ? [`the server took ${taken} actions on them`] : []),
  ]
  const runs = others.length + answers.length + results.length
  return { runs, broken, detail: `${others.length} cases of other units neither held here nor given there` }
}

async function heldOf(desk: Desk, cases: readonly Case[]): Promise<number> {
  const found = await inPage(
    desk.page,
    `const found = await ready()
     let held = 0
     for (const caseId of ${JSON.stringify(cases.map(({ id }) => id))})
       if (await found.caseView(caseId)) held += 1
     return held`,
  )
  return z.number().parse(found)
}
