import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'

/** docs/contracts.md. */
export const page = readFileSync(new URL('../../docs/contracts.md', import.meta.url), 'utf8')

type Block = { kind: string; value: unknown }

/** A contract as blocks of the page make it: a plain value. */
export type Draft = Readonly<Record<string, unknown>> & { behaviors: readonly unknown[] }

/** The blocks of YAML that are marked as steps or as examples, in the order of the page. */
export const blocks: readonly Block[] = [
  ...page.matchAll(/^```yaml (step|example)\n([^]*?)^```$/gm),
].map(([, kind = '', text = '']) => ({ kind, value: parse(text) as unknown }))

/** A block that is a list adds behaviors; one that is a map adds keys, or replaces them. */
function withBlock(draft: Draft, { value }: Block): Draft {
  if (Array.isArray(value))
    return { ...draft, behaviors: [...draft.behaviors, ...(value as unknown[])] }
  return { ...draft, ...(value as object) }
}

/** The contract after each block of the tutorial, from the first one that has a behavior. */
export const steps: readonly Draft[] = blocks
  .filter(({ kind }) => kind === 'step')
  .reduce<Draft[]>(
    (drafts, block) => [...drafts, withBlock(drafts.at(-1) ?? { behaviors: [] }, block)],
    [],
  )
  .filter(({ behaviors }) => behaviors.length > 0)

/** The finished contract, and the same with the examples of the reference. */
export const finished: Draft = steps.at(-1) ?? { behaviors: [] }
export const withExamples: Draft = blocks
  .filter(({ kind }) => kind === 'example')
  .reduce(withBlock, finished)

/** The text of the file that an author would have. */
export const textOf = (draft: Draft): string => stringify(draft)

/** Every inline code of the page. */
export const codes: readonly string[] = [
  ...page.replace(/^```[^]*?^```$/gm, '').matchAll(/(`+)(.+?)\1/g),
].map(([, , code = '']) => code.trim())

/** The examples in the last column of the tables under a heading. */
export function examplesUnder(heading: string): string[] {
  const [, section = ''] = page.split(`\n### ${heading}\n`)
  const [table = ''] = section.split(/\n##/)
  const rows = table.split('\n').filter((row) => row.startsWith('| `'))
  return rows.map((row) => /`([^`]*)` *\|$/.exec(row)?.[1] ?? '')
}
