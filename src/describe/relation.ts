import type { Condition, Relation } from '../model/relation.ts'
import { variable } from './generator.ts'
import { code, joined, say } from './phrase.ts'
import type { Phrase } from './phrase.ts'

/** Which instances an answer lists, to stand behind "it lists". */
export function relationWords(relation: Relation): Phrase {
  switch (relation.kind) {
    case 'all':
      return ['every instance of the account']
    case 'none':
      return ['no instance']
    case 'within':
      return ["only the account's own instances, each once"]
    case 'stable':
      return ['the same instances every time']
    case 'where':
      return say`exactly the instances whose ${joined(
        relation.conditions.map(conditionWords),
        relation.combine === 'and' ? ' and whose ' : ' or whose ',
      )}`
    case 'own':
      return ownWords(relation)
  }
}

function conditionWords({ field, test, wanted }: Condition): Phrase {
  if (wanted.kind === 'variable')
    return say`${code(field)} ${tests[test]} ${variable(wanted.variable)}`
  return say`${code(field)} is one of ${code(wanted.values.join(', '))}`
}

const tests = { is: 'is', in: 'is in', contains: 'contains' } as const

function ownWords({ field, variable: name, count, orNone }: Extract<Relation, { kind: 'own' }>) {
  const whose = say`whose ${code(field)} is ${variable(name)}`
  if (orNone) return say`no instance but those ${whose}, or none at all`
  if (count === null) return say`exactly the instances ${whose}`
  return count === 1 ? say`one instance, the one ${whose}` : say`${count} instances, those ${whose}`
}
