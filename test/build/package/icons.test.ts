import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { icnsOf, icoOf } from '../../../build/package/icons/containers'
import { projectRoot } from '../../../build/run/deskProcess'

const icons = join(projectRoot, 'build/package/icons')
const pngOf = (size: number) => ({ size, png: readFileSync(join(icons, `linux/${size}x${size}.png`)) })

describe('the icon files', () => {
  it('hold for Windows a directory whose entries point to whole PNG images', () => {
    const ico = icoOf([pngOf(16), pngOf(256)])
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 2])
    for (const [index, size] of [16, 256].entries()) {
      const entry = 6 + 16 * index
      expect(ico.readUInt8(entry)).toBe(size % 256)
      const [length, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)]
      expect(ico.subarray(offset, offset + length)).toEqual(pngOf(size).png)
    }
  })

  it('hold for macOS blocks whose lengths lead from one to the next', () => {
    const icns = icnsOf([pngOf(16), pngOf(32)])
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const types: string[] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      types.push(icns.toString('latin1', at, at + 4))
    expect(types).toEqual(['icp4', 'icp5', 'ic11'])
  })

  it.each(['icon.ico', 'icon.icns'])('%s is the one that packages take, and no empty one', (name) => {
    expect(readFileSync(join(icons, name)).length).toBeGreaterThan(10_000)
  })
})
