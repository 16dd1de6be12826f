import { Document, isCollection, isScalar, Pair, YAMLMap, YAMLSeq } from 'yaml'
import type { Node } from 'yaml'
import { printable } from '../report/printable.ts'
import type { DraftBehavior } from './draft.ts'

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
  for (const entry of entries) map.items.push(pairOf(document, entry))
  map.items.push(behaviorsOf(document, behaviors))
  document.contents = map
  document.commentBefore = commentOf(head)
  if (leftOut.length > 0) {
    const title = 'Left out, because the document does not say enough of it:'
    document.comment = commentOf([title, ...leftOut.map((words) => `- ${words}`)])
  }
  return document.toString({ lineWidth: 0, singleQuote: true })
}

function pairOf(document: Document, { key, value, guesses = [], isApart = false }: Entry): Pair {
  const name = document.createNode(key)
  if (guesses.length > 0) name.commentBefore = guessesOf(guesses)
  name.spaceBefore = isApart
  return new Pair(name, nodeOf(document, value))
}

function behaviorsOf(document: Document, behaviors: readonly DraftBehavior[]): Pair {
  const list = new YAMLSeq()
  let section = ''
  for (const { behavior, basis, lines, guesses = [], section: own } of behaviors) {
    const node = new YAMLMap()
    for (const [key, value] of Object.entries(behavior))
      node.items.push(new Pair(document.createNode(key), nodeOf(document, value)))
    const comments = [
      ...(own === section ? [] : [`── ${own} ──`]),
      basisWords(basis, lines),
      ...guesses.map((words) => `GUESS: ${words}`),
    ]
    node.commentBefore = commentOf(comments)
    node.spaceBefore = list.items.length > 0
    section = own
    list.items.push(node)
  }
  const name = document.createNode('behaviors')
  name.spaceBefore = true
  return new Pair(name, list)
}

function basisWords(basis: DraftBehavior['basis'], lines: readonly number[]): string {
  const words = {
    stated: 'stated',
    shown: 'shown by examples',
    guessed: 'not stated',
    open: 'not stated, only observed',
  }
  const sorted = [...new Set(lines)].sort((a, b) => a - b)
  const where =
    sorted.length === 0 ? '' : `, line${sorted.length > 1 ? 's' : ''} ${sorted.join(', ')}`
  return words[basis] + where
}

/** Short collections stand on one line. */
function nodeOf(document: Document, value: unknown): Node {
  const node = document.createNode(value)
  style(node)
  return node
}

function style(node: unknown): void {
  if (!isCollection(node)) return
  if (JSON.stringify(node.toJSON()).length <= widest) {
    node.flow = true
    return
  }
  for (const item of node.items) {
    if (isScalar(item) || isCollection(item)) style(item)
    else style((item as Pair).value)
  }
}

function guessesOf(guesses: readonly string[]): string {
  return commentOf(guesses.map((words) => `GUESS: ${words}`))
}

/** A line each, whatever a document's names hold. */
function commentOf(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : ` ${printable(line)}`)).join('\n')
}
