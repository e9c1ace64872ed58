/** 412 KB; 1,2 MB. Whole kilobytes, megabytes with one digit behind the comma; `number` writes them. */
export function fileSize(bytes: number, number: (value: number) => string): string {
  const megabytes = bytes / 1_000_000
  return megabytes >= 1
    ? `${number(Math.round(megabytes * 10) / 10)} MB`
    : `${number(Math.max(1, Math.round(bytes / 1000)))} KB`
}
