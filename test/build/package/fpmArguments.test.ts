import { describe, expect, it } from 'vitest'
import { readFpmArguments } from '../../../build/package/deb/fpmArguments'

const usual = [
  ...[
    '-s',
    'dir',
    '--force',
    '-t',
    'deb',
    '-d',
    'libnss3',
    '-d',
    'libgbm1',
    '--deb-recommends',
    'gnome-keyring',
  ],
  ...[
    '--deb-compression',
    'xz',
    '--architecture',
    'amd64',
    '--after-install',
    '/tmp/in',
    '--after-remove',
    '/tmp/out',
  ],
  ...[
    '--description',
    'Complaint desk\n Works on reports.\n\n Two.',
    '--version',
    '0.1.0',
    '--package',
    '/dist/a.deb',
  ],
  ...['--name', 'meja-aduan', '--maintainer', 'A', '--vendor', 'A', '--url', 'https://a.invalid'],
  ...['--deb-priority', 'optional', '--license', 'MIT', '/dist/linux=unpacked/=/opt/Meja Aduan'],
]

describe('what electron-builder says to fpm', () => {
  it('is read as a Debian package', () => {
    const described = readFpmArguments(usual)
    expect(described.control).toMatchObject({
      Package: 'meja-aduan',
      Version: '0.1.0',
      Architecture: 'amd64',
      Depends: 'libnss3, libgbm1',
      Recommends: 'gnome-keyring',
      Description: 'Complaint desk\n Works on reports.\n .\n Two.',
    })
    expect(described.content).toEqual([{ from: '/dist/linux=unpacked/', to: '/opt/Meja Aduan' }])
    expect(described).toMatchObject({ path: '/dist/a.deb', afterInstall: '/tmp/in', afterRemove: '/tmp/out' })
  })

  it('is refused when it holds something that would be left out', () => {
    expect(() => readFpmArguments([...usual, '--deb-systemd', '/x'])).toThrow(/deb-systemd/)
    expect(() => readFpmArguments(usual.map((word) => (word === 'deb' ? 'rpm' : word)))).toThrow(/deb/)
  })
})
