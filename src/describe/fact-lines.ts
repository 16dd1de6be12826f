/**
 * Where a fact stands on its page: `line 28`, `lines 28, 33-45`.
 * @param at lines as the catalogue of facts has them, not empty
 */
export function linesWords(at: string): string {
  return `line${/^\d+$/.test(at) ? '' : 's'} ${at.replaceAll(',', ', ')}`
}
