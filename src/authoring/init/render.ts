import { Document, isCollection, isPair, Pair, YAMLMap, YAMLSeq } from 'yaml'
import type { Node } from 'yaml'
import { printable } from '../../report/disclosure/printable.ts'
import type { Basis, DraftBehavior } from './draft.ts'

/** An entry of the contract, with what the author has to check. */
export interface Entry {
  key: string
  value: unknown
  guesses?: readonly string[]
  /** A blank line stands before it. */
  isApart?: boolean
}

/** Longest collection that stands on one line, in characters of JSON. */
const widest = 88

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

/**
 * A contract in YAML.
 * @param head comment lines before everything
 * @param leftOut what the contract does not say, for a comment at its end
 */
export function renderContract(
  head: readonly string[],
  entries: readonly Entry[],
  behaviors: readonly DraftBehavior[],
  leftOut: readonly string[],
): string {
  const document = new Document(null, { aliasDuplicateObjects: false })
  const map = new YAMLMap()
  for (const { key, value, guesses = [], isApart = false } of entries) {
    const name = document.createNode(key)
    name.commentBefore = commentOf(guesses.map(guessLine))
    name.spaceBefore = isApart
    map.items.push(new Pair(name, nodeOf(document, value)))
  }
  const name = document.createNode('behaviors')
  name.spaceBefore = true
  map.items.push(new Pair(name, behaviorsOf(document, behaviors)))
  document.contents = map
  document.commentBefore = commentOf(head)
  if (leftOut.length > 0) {
    const title = 'Left out, because the document does not say enough of it:'
    document.comment = commentOf([title, ...leftOut.map((words) => `- ${words}`)])
  }
  return document.toString({ lineWidth: 0, singleQuote: true })
}

function behaviorsOf(document: Document, behaviors: readonly DraftBehavior[]): YAMLSeq {
  const list = new YAMLSeq()
  let section: string | undefined
  for (const { behavior, basis, lines, guesses } of behaviors) {
    const node = new YAMLMap()
    for (const [key, value] of Object.entries(behavior))
      node.items.push(new Pair(document.createNode(key), nodeOf(document, value)))
    const own = sections.get(behavior.id.replace(/\..*/, ''))
    node.commentBefore = commentOf([
      ...(own === section ? [] : [`── ${own ?? ''} ──`]),
      bases[basis] + linesWords(lines),
      ...guesses.map(guessLine),
    ])
    node.spaceBefore = list.items.length > 0
    section = own
    list.items.push(node)
  }
  return list
}

const bases: Readonly<Record<Basis, string>> = {
  stated: 'stated',
  shown: 'shown by examples',
  guessed: 'not stated',
  open: 'not stated, only observed',
}

function linesWords(lines: readonly number[]): string {
  const sorted = [...new Set(lines)].sort((a, b) => a - b)
  return sorted.length === 0 ? '' : `, line${sorted.length > 1 ? 's' : ''} ${sorted.join(', ')}`
}

function guessLine(words: string): string {
  return `GUESS: ${words}`
}

/** Short collections stand on one line. */
function nodeOf(document: Document, value: unknown): Node {
  const node = document.createNode(value)
  style(node)
  return node
}

function style(node: unknown): void {
  if (isPair(node)) style(node.value)
  if (!isCollection(node)) return
  if (JSON.stringify(node.toJSON()).length <= widest) node.flow = true
  else for (const item of node.items) style(item)
}

/** A line each, whatever a document's names hold. */
function commentOf(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : ` ${printable(line)}`)).join('\n')
}
