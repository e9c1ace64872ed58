import { describe, expect, it } from 'vitest'
import { readOptions } from './options'
import { isChosen } from './runSuite'

const least = ['--url', 'http://127.0.0.1:4510/', '--user', 'sari', '--password', 'lapor-2026']

describe('the command line of the suite', () => {
  it('needs an address, a user and a password', () => {
    expect(readOptions(least)).toMatchObject({ url: 'http://127.0.0.1:4510', user: 'sari', jobs: 4 })
    expect(() => readOptions(least.slice(0, 4))).toThrow('--password')
    expect(() => readOptions(['--url', 'ftp://a', ...least.slice(2)])).toThrow('--url')
  })

  it('refuses words that it does not know', () => {
    expect(() => readOptions([...least, '--supervisr', 'rahmawati'])).toThrow('supervisr')
  })

  it('takes a list of paragraphs', () => {
    expect(readOptions([...least, '--only', '5.6, actions/forward']).only).toEqual(['5.6', 'actions/forward'])
  })
})

describe('--only', () => {
  const chosen = (paragraph: string, ...only: string[]) => isChosen({ paragraph }, only)

  it('names one paragraph, or all of a section or table', () => {
    expect(chosen('PROTOCOL 5.6', '5.6')).toBe(true)
    expect(chosen('PROTOCOL 5.6', 'PROTOCOL 5.6')).toBe(true)
    expect(chosen('PROTOCOL 5.6', '5')).toBe(true)
    expect(chosen('DOMAIN actions/forward', 'actions')).toBe(true)
    expect(chosen('PROTOCOL 5.5', '5.6')).toBe(false)
    expect(chosen('DOMAIN actions/forward', 'actions/for')).toBe(false)
  })

  it('left out, means all', () => {
    expect(isChosen({ paragraph: 'PROTOCOL 5.6' }, undefined)).toBe(true)
  })
})
