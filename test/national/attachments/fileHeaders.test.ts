import { describe, expect, it } from 'vitest'
import { fileHeaders } from './fileHeaders'

describe('the headers of a file (PROTOCOL.md 6.3)', () => {
  it('say the type of what a viewer only shows', () => {
    for (const mime of [
      'image/png',
      'image/jpeg',
      'application/pdf',
      'text/plain',
      'video/mp4',
      'audio/ogg',
    ]) {
      expect(fileHeaders({ name: 'a', mime })['content-type']).toBe(mime)
    }
    expect(fileHeaders({ name: 'a', mime: 'Image/PNG' })['content-type']).toBe('image/png')
  })

  it('call everything that could run only bytes', () => {
    const running = [
      'text/html',
      'TEXT/HTML',
      'image/svg+xml',
      'application/xhtml+xml',
      'text/javascript',
      'text/xml',
    ]
    for (const mime of [
      ...running,
      'application/pdf; x=text/html',
      'application/x-msdownload',
      '',
      'image/png\r\nx: y',
    ]) {
      expect(fileHeaders({ name: 'a', mime })['content-type'], mime).toBe('application/octet-stream')
    }
  })

  it('have it saved under its name, whatever letters that has, and shown nowhere', () => {
    const headers = fileHeaders({ name: 'Foto "jalan" – 100%\\(rusak)\'s.png', mime: 'image/png' })
    expect(headers['content-disposition']).toBe(
      `attachment; filename="Foto _jalan_ _ 100__(rusak)'s.png"; ` +
        `filename*=UTF-8''Foto%20%22jalan%22%20%E2%80%93%20100%25%5C%28rusak%29%27s.png`,
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain('sandbox')
  })
})
