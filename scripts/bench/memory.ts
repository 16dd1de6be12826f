/** Bytes in mebibytes, for people; says so where the system did not tell. */
export function shownMemory(bytes: number | null): string {
  return bytes === null ? 'not told by the system' : `${(bytes / 2 ** 20).toFixed(0)} MB`
}
