import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAllowedLink, mapLink } from '../../../../electron/main/links/mapLink'

describe('links that leave the desk', () => {
  it('are maps of one site, with a mark at the point', () => {
    const link = mapLink({ lat: -5.161234567, lon: 119.436 })
    expect(link).toBe(
      'https://www.openstreetmap.org/?mlat=-5.161235&mlon=119.436000#map=17/-5.161235/119.436000',
    )
    expect(isAllowedLink(link)).toBe(true)
  })

  it('are allowed for every point on earth', () => {
    const points = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    fc.assert(fc.property(points, (point) => isAllowedLink(mapLink(point))))
  })

  it.each([
    'http://www.openstreetmap.org/',
    'https://www.openstreetmap.org.contoh.id/',
    'https://www.openstreetmap.org@contoh.id/',
    'https://siapa:apa@www.openstreetmap.org/',
    'https://www.openstreetmap.org:8443/',
    'https://openstreetmap.org.evil/',
    'file:///etc/passwd',
    'smb://server/share',
    '\\\\server\\share',
    'javascript:alert(1)',
    'ms-settings:',
    '',
  ])('refuse %j', (link) => {
    expect(isAllowedLink(link)).toBe(false)
  })
})
