import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { ContractError } from '../../src/contract/error.ts'
import type { Fact } from '../../src/contract/facts.ts'
import { structureChecker } from '../../src/contract/yaml-structure.ts'
import type { Contract } from '../../src/model/contract.ts'
import { parseContract } from '../support/contract.ts'

/** The text of a file beside the contracts that come with the package. */
export function contractsFile(name: string): string {
  return readFileSync(new URL(`../../contracts/${name}`, import.meta.url), 'utf8')
}

export const checkStructure = structureChecker(
  JSON.parse(contractsFile('contract.schema.json')) as Record<string, unknown>,
)

/** A small contract that nothing is wrong with. */
export const example = readFileSync(new URL('example.yaml', import.meta.url), 'utf8')

const levels: Readonly<Record<string, Fact['level']>> = {
  E1: 'must',
  E2: 'must',
  E3: 'observe',
  E4: 'must',
  E5: 'none',
}

/** The catalogue of the example. */
export const exampleFacts: readonly Fact[] = Object.entries(levels).map(([id, level]) => ({
  id,
  level,
  basis: 'stated',
  at: '1',
  fact: `what ${id} says`,
}))

export function parse(text: string, facts: readonly Fact[] | null = exampleFacts): Contract {
  return parseContract('mine.yaml', text, { checkStructure, factsOf: () => facts })
}

/** The error of a contract that must be refused. */
export function refusalOf(text: string, facts?: readonly Fact[] | null): ContractError {
  try {
    parse(text, facts)
  } catch (error) {
    if (error instanceof ContractError) return error
    throw error
  }
  throw new Error('the contract was accepted')
}

/** What is done to the example. `¦` in the new text is where a problem is expected. */
export type Edit = readonly [from: string, to: string]

/** A bad contract: what is done to the example, and a part of each message, in order of the marks. */
export type Row = readonly [name: string, edits: readonly Edit[], messages: readonly string[]]

const marker = '¦'

/** The example with the edits, each of which must find its text. */
export function edited(edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example has no ${from}`)
    return text.replace(from, () => to)
  }, example)
}

interface Problem {
  place: { line: number; column: number; excerpt: string } | null
  message: unknown
}

/** Checks that exactly the marked places are complained about, each with its message. */
export function expectProblems(
  edits: readonly Edit[],
  messages: readonly string[],
  facts?: readonly Fact[] | null,
): void {
  const marked = edited(edits)
  const { problems } = refusalOf(marked.replaceAll(marker, ''), facts)
  const expected = marksOf(marked).map((place, index): Problem => ({
    place,
    message: expect.stringContaining(messages[index] ?? 'a message for each mark'),
  }))
  expect(inOrder(problems)).toEqual(expected)
  expect(messages).toHaveLength(expected.length)
}

function marksOf(marked: string): Exclude<Problem['place'], null>[] {
  return marked.split('\n').flatMap((line, index) => {
    const content = line.replaceAll(marker, '')
    const pieces = line.split(marker).slice(0, -1)
    return pieces.map((_, mark) => {
      const column = pieces.slice(0, mark + 1).join('').length + 1
      return { line: index + 1, column, excerpt: `${content}\n${' '.repeat(column - 1)}^` }
    })
  })
}

function inOrder(problems: readonly Problem[]): Problem[] {
  const weight = ({ place }: Problem) => (place ? place.line * 1000 + place.column : 0)
  return [...problems].sort((a, b) => weight(a) - weight(b))
}
