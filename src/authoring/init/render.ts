import { Document, isCollection, isPair } from 'yaml'
import type { Node, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { RawContract } from '../../contract/raw.ts'
import { printable } from '../../report/disclosure/printable.ts'
import type { Basis, Draft, DraftBehavior } from './draft.ts'

/** Longest collection that stands on one line, in characters of JSON. */
const widest = 88

/** Keys of a contract that a blank line stands before. */
const apart = ['credentials', 'listing', 'secrets', 'behaviors']

/** The headings of behaviors, by the first part of their ids. */
const sections = new Map([
  ['envelope', 'The answer as a whole'],
  ['item', 'One instance'],
  ['scope', 'Who sees what'],
  ['filter', 'The filters'],
  ['open', 'The filters'],
  ['access', 'Refusals and errors'],
  ['error', 'Refusals and errors'],
])

const bases: Readonly<Record<Basis, string>> = {
  stated: 'stated',
  shown: 'shown by examples',
  guessed: 'not stated',
  open: 'not stated, only observed',
}

/**
 * A contract in YAML.
 * @param head comment lines before everything
 */
export function renderContract(
  head: readonly string[],
  contract: Omit<RawContract, 'behaviors'>,
  { behaviors, guesses, leftOut }: Draft,
): string {
  const whole: RawContract = { ...contract, behaviors: behaviors.map(({ behavior }) => behavior) }
  const document = new Document<YAMLMap<Scalar<string>, Node>, false>(whole, {
    aliasDuplicateObjects: false,
  })
  for (const { key, value } of document.contents.items) {
    key.commentBefore = commentOf((guesses.get(key.value) ?? []).map(guessLine))
    key.spaceBefore = apart.includes(key.value)
    if (key.value !== 'behaviors') shorten(value)
  }
  layOut(document.get('behaviors') as YAMLSeq<YAMLMap>, behaviors)
  document.commentBefore = commentOf(head)
  if (leftOut.length > 0) {
    const title = 'Left out, because the document does not say enough of it:'
    document.comment = commentOf([title, ...leftOut.map((words) => `- ${words}`)])
  }
  return document.toString({ lineWidth: 0, singleQuote: true })
}

/** Each behavior stands below what it is founded on, the first one of a section below its heading. */
function layOut({ items }: YAMLSeq<YAMLMap>, behaviors: readonly DraftBehavior[]): void {
  const headings = behaviors.map(({ behavior }) => sections.get(behavior.id.replace(/\..*/, '')))
  for (const [index, { basis, lines, guesses }] of behaviors.entries()) {
    const node = items[index]
    if (!node) continue
    const heading = headings[index] ?? ''
    node.commentBefore = commentOf([
      ...(heading === headings[index - 1] ? [] : [`── ${heading} ──`]),
      bases[basis] + linesWords(lines),
      ...guesses.map(guessLine),
    ])
    node.spaceBefore = index > 0
    node.items.forEach(shorten)
  }
}

function linesWords(lines: readonly number[]): string {
  const sorted = [...new Set(lines)].sort((a, b) => a - b)
  return sorted.length === 0 ? '' : `, line${sorted.length > 1 ? 's' : ''} ${sorted.join(', ')}`
}

function guessLine(words: string): string {
  return `GUESS: ${words}`
}

/** Puts short collections on one line. */
function shorten(node: unknown): void {
  if (isPair(node)) shorten(node.value)
  if (!isCollection(node)) return
  if (JSON.stringify(node.toJSON()).length <= widest) node.flow = true
  else node.items.forEach(shorten)
}

/** A line each, whatever a document's names hold. */
function commentOf(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : ` ${printable(line)}`)).join('\n')
}
