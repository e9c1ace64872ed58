/** Markup that is safe to send: made by `html`, which escapes whatever is put into it. */
export class Html {
  constructor(readonly text: string) {}
}

const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => replacements[character] ?? character)
}

function piece(value: string | number | Html | readonly Html[]): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return value.map((one) => one.text).join('')
}

/** A template whose values are escaped unless they are themselves `Html` (PROTOCOL.md 6.3: texts are plain). */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  let text = ''
  for (const [index, part] of parts.entries()) {
    const value = values[index]
    text += part + (value === undefined ? '' : piece(value))
  }
  return new Html(text)
}
