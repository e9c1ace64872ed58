import type { CaseId } from '../../../shared/domain/identifiers'

/** A case as a line of a chunk: its id, then all of it. JSON has no line breaks of its own. */
export function lineFrom(caseId: CaseId, json: string): string {
  return `${JSON.stringify(caseId)} ${json}`
}

export function chunkTextOf(lines: readonly string[]): string {
  return lines.join('\n')
}

export function linesOf(chunkText: string): string[] {
  return chunkText.split('\n')
}

/** The JSON of one case, without reading the others; null when the chunk does not have it. */
export function jsonOfCase(chunkText: string, caseId: CaseId): string | null {
  const beginning = lineFrom(caseId, '')
  const line = chunkText.startsWith(beginning) ? 0 : chunkText.indexOf(`\n${beginning}`) + 1
  if (line === 0 && !chunkText.startsWith(beginning)) return null
  const end = chunkText.indexOf('\n', line)
  return chunkText.slice(line + beginning.length, end < 0 ? undefined : end)
}

/** The JSON in a line whose id is known. */
export function jsonOfLine(line: string, caseId: CaseId): string {
  return line.slice(lineFrom(caseId, '').length)
}
