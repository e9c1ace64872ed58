/**
 * How a command's key stands in the menu: shown, and left to the page to take. On macOS a menu takes every key that
 * it shows, so a letter alone, which must stay a letter while one types, is not shown there.
 */
export function shownAccelerator(
  accelerator: string | null,
  platform: NodeJS.Platform,
): { readonly accelerator?: string; readonly registerAccelerator?: false } {
  if (accelerator === null) return {}
  if (platform === 'darwin') return /^([A-Z0-9,/]|Enter|Esc|Delete)$/.test(accelerator) ? {} : { accelerator }
  return { accelerator, registerAccelerator: false }
}
