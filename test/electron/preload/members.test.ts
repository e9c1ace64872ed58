import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../build/run/deskProcess'
import { deskArguments, deskNotices } from '../../../shared/bridge/desk'
import { deskMembers } from '../../security/deskMembers'

it('the recorded members of window.desk are the calls and the notices of the contract, and no others', () => {
  const listeners = deskNotices.map((notice) => `on${notice[0]?.toUpperCase() ?? ''}${notice.slice(1)}`)
  expect([...deskMembers].sort()).toEqual([...Object.keys(deskArguments), ...listeners].sort())
})

it('the preload shows the page nothing but window.desk', () => {
  const source = readFileSync(join(projectRoot, 'electron/preload/index.ts'), 'utf8')
  expect(source.match(/exposeInMainWorld\('(\w+)'/g)).toEqual(["exposeInMainWorld('desk'"])
})
