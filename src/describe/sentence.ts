import type { Clause, Is } from './clause.ts'
import type { Phrase } from './phrase.ts'
import { code, inTurn, isSame, joined, listed, say } from './phrase.ts'
import { each, placeKey, placeWords } from './place.ts'
import type { Whole } from './place.ts'

/** A sentence for each clause; clauses that say the same of several places share one. */
export function sentences(clauses: readonly Clause[], whole: Whole): Phrase[] {
  return grouped(clauses).map((group) => sentence(group, whole))
}

/** All that the clauses say, in one sentence. */
export function inOne(
  clauses: readonly Clause[],
  whole: Whole,
  last: 'and' | 'or' = 'and',
): Phrase {
  return inTurn(sentences(clauses, whole), last)
}

function grouped(clauses: readonly Clause[]): Clause[][] {
  const groups: Clause[][] = []
  for (const clause of clauses) {
    const group = groups.at(-1)
    const [first] = group ?? []
    if (group && first && isAlike(first, clause)) group.push(clause)
    else groups.push([clause])
  }
  return groups
}

function isAlike(one: Clause, other: Clause): boolean {
  if (one.kind !== 'is' || other.kind !== 'is') return false
  return isSame(one.noun, other.noun) && isOwn(one) === isOwn(other) && isOwn(one) !== null
}

/** Whether the clause waits for its own place; null where it waits for another. */
function isOwn({ given, place }: Is): boolean | null {
  if (given === null) return false
  return placeKey(given) === placeKey(place) ? true : null
}

function sentence(group: readonly Clause[], whole: Whole): Phrase {
  const [clause] = group
  if (!clause) return []
  switch (clause.kind) {
    case 'is':
      return isSentence(group as readonly Is[], whole)
    case 'absent':
      return say`${placeWords(clause.place, whole)} is absent`
    case 'any':
      return anyWords(clause, whole)
    case 'not':
      return say`it does not hold that ${inOne(clause.clauses, whole)}`
    case 'if':
      return ifWords(clause, whole)
    case 'schema': {
      const condition = clause.given === null ? [] : say`, if present,`
      return say`${placeWords(clause.place, whole)}${condition} fits the JSON Schema ${code(JSON.stringify(clause.schema))}`
    }
  }
}

function isSentence(group: readonly Is[], whole: Whole): Phrase {
  const [first] = group
  if (!first) return []
  const many = group.length > 1
  const owner = first.place.lastIndexOf(each)
  if (first.noun === null && owner >= 0 && owner < first.place.length - 1) {
    const names = group.map(({ place }) => placeWords(place.slice(owner + 1), whole))
    return say`${placeWords(first.place.slice(0, owner + 1), whole)} has ${listed(names, 'and')}`
  }
  const subject = listed(
    group.map(({ place }) => placeWords(place, whole)),
    'and',
  )
  const condition =
    first.given === null
      ? []
      : isOwn(first)
        ? say`, if present,`
        : say`, if ${placeWords(first.given, whole)} is present,`
  if (first.noun === null) return say`${subject}${condition} ${many ? 'are' : 'is'} there`
  if (!many) return say`${subject}${condition} is ${first.noun}`
  return say`${subject}${condition} are ${isDenied(first.noun) ? '' : 'each '}${first.noun}`
}

/** "Each not null" reads odd. */
function isDenied([first]: Phrase): boolean {
  return typeof first === 'string' && /^(not|none) /.test(first)
}

function anyWords({ options, exactlyOne }: Extract<Clause, { kind: 'any' }>, whole: Whole): Phrase {
  const flat = options.flatMap((option) => {
    const [only, ...more] = option
    return only?.kind === 'any' && more.length === 0 && !only.exactlyOne ? only.options : [option]
  })
  const words = flat.map((option) => inOne(option, whole))
  if (exactlyOne) return say`exactly one of these holds: ${inTurn(words, 'or')}`
  return joined(words, words.length > 2 ? ', or ' : ' or ')
}

function ifWords({ when, then, otherwise }: Extract<Clause, { kind: 'if' }>, whole: Whole): Phrase {
  const condition = inOne(when, whole)
  const [first, second] = [inOne(then, whole), inOne(otherwise, whole)]
  if (then.length === 0) return say`unless ${condition}, ${second}`
  const rest = otherwise.length === 0 ? [] : say`; everywhere else ${second}`
  return say`where ${condition}, ${first}${rest}`
}
