import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { allChecks } from './allChecks'

const protocol = await readFile(new URL('../../shared/protocol/README.md', import.meta.url), 'utf8')
const domain = await readFile(new URL('../../shared/domain/README.md', import.meta.url), 'utf8')

const covered = new Set(allChecks.map(({ paragraph }) => paragraph))

function section(text: string, heading: string): string {
  const [, after = ''] = text.split(new RegExp(`^## ${heading}.*$`, 'm'))
  return after.split(/^## /m)[0] ?? ''
}

/** The cells of a table's rows, without its head. */
function rows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code)
}

function uncovered(names: readonly string[]): string[] {
  expect(names.length).toBeGreaterThan(0)
  return names.filter((name) => !covered.has(name))
}

describe('the conformance suite has a check for', () => {
  it('every numbered paragraph of PROTOCOL.md, 1 to 8', () => {
    const numbers = [...protocol.matchAll(/^([1-8]\.\d) /gm)].map(([, number = '']) => number)
    expect(numbers).toContain('8.3')
    expect(uncovered([...numbers, '7'].map((number) => `PROTOCOL ${number}`))).toEqual([])
  })

  it('every outcome of PROTOCOL.md 5.4 and every code that it names', () => {
    const sentences = allChecks
      .filter(({ paragraph }) => paragraph === 'PROTOCOL 5.4')
      .map((one) => one.sentence)
    const [, table = ''] = protocol.split('5.4 ')
    const named = rows(table.split('\n5.5 ')[0] ?? '').flatMap(([outcome = '', , meaning = '']) => [
      ...codesIn(outcome),
      ...(outcome === '`rejected`' || outcome === '`retry`' ? codesIn(meaning) : []),
    ])
    expect(named).toContain('upload_missing')
    expect(named.filter((code) => !sentences.some((one) => one.includes(code)))).toEqual([])
  })

  it('every word of DOMAIN.md', () => {
    const words = rows(section(domain, 'Words')).map(([, english = '']) => english.replace(/[ ,]+/g, '-'))
    expect(uncovered(words.map((word) => `DOMAIN words/${word}`))).toEqual([])
  })

  it('every role', () => {
    const roles = ['officer', 'supervisor', 'auditor']
    expect(roles.every((role) => section(domain, 'Roles').includes(`\`${role}\``))).toBe(true)
    expect(uncovered(roles.map((role) => `DOMAIN roles/${role}`))).toEqual([])
  })

  it('every status', () => {
    const statuses = rows(section(domain, 'Status')).flatMap(([status = '']) => codesIn(status))
    expect(uncovered(statuses.map((status) => `DOMAIN status/${status}`))).toEqual([])
  })

  it('every action: from where, its limits, who sees it, and what stands against it', () => {
    const types = rows(section(domain, 'Actions')).flatMap(([action = '']) => codesIn(action))
    expect(types).toHaveLength(13)
    expect(uncovered(types.map((type) => `DOMAIN actions/${type}`))).toEqual([])
    for (const type of types) {
      const sentences = allChecks
        .filter(({ paragraph }) => paragraph === `DOMAIN actions/${type}`)
        .map(({ sentence }) => sentence)
        .join('\n')
      for (const column of [/^from /m, /^seen by: /m, /conflict when others since/m]) {
        expect(`${type}\n${sentences}`).toMatch(column)
      }
    }
  })

  it('every archive reason', () => {
    const [, list = ''] = domain.split('Archive reasons: ')
    const reasons = codesIn(list.split('\n')[0] ?? '')
    expect(reasons).toHaveLength(7)
    expect(uncovered(reasons.map((reason) => `DOMAIN archive-reasons/${reason}`))).toEqual([])
  })

  it('every deadline', () => {
    const kinds = rows(section(domain, 'Deadlines')).flatMap(([kind = '']) => codesIn(kind))
    expect(uncovered(kinds.map((kind) => `DOMAIN deadlines/${kind}`))).toEqual([])
  })

  it('every channel', () => {
    const [, list = ''] = domain.split('Channels: ')
    const names = (list.split('. ')[0] ?? '').split(', ').flatMap((one) => /^[a-z_]+/.exec(one)?.[0] ?? [])
    expect(names).toHaveLength(8)
    expect(uncovered(names.map((channel) => `DOMAIN channels/${channel}`))).toEqual([])
  })
})

describe('the checks', () => {
  it('are each named once, by paragraph and sentence', () => {
    const names = allChecks.map(({ paragraph, sentence }) => `${paragraph}: ${sentence}`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('know neither the rules of shared/domain nor anything of the sandbox: only the contract', async () => {
    const folder = new URL('./', import.meta.url)
    const files = (await readdir(folder, { recursive: true })).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('mutants'),
    )
    expect(files.length).toBeGreaterThan(30)
    for (const file of files) {
      const source = await readFile(new URL(file, folder), 'utf8')
      const imported = [...source.matchAll(/from '([^']+)'/g)].map(([, from = '']) => from)
      const foreign = imported.filter((from) => /shared\/(?!protocol\/)|national/.test(from))
      expect({ file, foreign }).toEqual({ file, foreign: [] })
    }
  })
})
