import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instance } from '../../src/model/account.ts'
import type { Condition, Relation } from '../../src/model/relation.ts'
import { judgeIn, listing } from './support.ts'

interface Row {
  [field: string]: string
  id: string
  name: string
  status: string
}

type Filter = Readonly<Record<'name' | 'status', string>>

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B'), minLength: 1, maxLength: 3 })
const row = fc.record({ name: text, status: fc.constantFrom('open', 'close') })
const accountOf = (minLength: number) =>
  fc
    .array(row, { minLength, maxLength: 8 })
    .map((rows): Row[] => rows.map((fields, index) => ({ id: `i${index}`, ...fields })))
const filter = fc.record({ name: text, status: fc.constantFrom('open', 'close', 'none') })
const tests = fc.record({
  name: fc.constantFrom<Condition['test']>('is', 'contains'),
  combine: fc.constantFrom<'and' | 'or'>('and', 'or'),
})

interface Tests {
  name: Condition['test']
  combine: 'and' | 'or'
}

function relationOf({ name, combine }: Tests): Relation {
  const conditions: Condition[] = [
    { field: 'name', test: name, wanted: { kind: 'variable', variable: 'name' } },
    { field: 'status', test: 'is', wanted: { kind: 'variable', variable: 'status' } },
  ]
  return { kind: 'where', conditions, combine }
}

/** What a server that reads the documentation to the letter would select. */
function fits({ name, combine }: Tests, wanted: Filter, row: Row): boolean {
  const byName = name === 'is' ? row.name === wanted.name : row.name.includes(wanted.name)
  const byStatus = row.status === wanted.status
  return combine === 'and' ? byName && byStatus : byName || byStatus
}

/** Neither selected nor clearly left out: the documentation says nothing of case. */
function isOpen({ name }: Tests, wanted: Filter, row: Row): boolean {
  return name === 'contains' && row.name.toLowerCase().includes(wanted.name.toLowerCase())
}

const judge = (tests: Tests, wanted: Filter, readings: readonly Instance[][], rows: Row[]) =>
  judgeIn(readings, relationOf(tests), listing(...rows), { ...wanted }).kind

test('the answer of a right server is never called broken', () => {
  fc.assert(
    fc.property(accountOf(0), filter, tests, (account, wanted, how) => {
      const right = account.filter((one) => fits(how, wanted, one))
      expect(['held', 'vacuous']).toContain(judge(how, wanted, [listing(...account)], right))
    }),
  )
})

test('the answer of a right server holds where there is something to leave out', () => {
  fc.assert(
    fc.property(accountOf(1), filter, tests, (account, wanted, how) => {
      const right = account.filter((one) => fits(how, wanted, one))
      const out = account.filter((one) => !fits(how, wanted, one) && !isOpen(how, wanted, one))
      fc.pre(out.length > 0)
      expect(judge(how, wanted, [listing(...account)], right)).toBe('held')
    }),
  )
})

test('an answer without an instance that is selected is broken', () => {
  fc.assert(
    fc.property(accountOf(1), filter, tests, fc.nat(), (account, wanted, how, which) => {
      const right = account.filter((one) => fits(how, wanted, one))
      fc.pre(right.length > 0)
      const short = right.toSpliced(which % right.length, 1)
      expect(judge(how, wanted, [listing(...account)], short)).toBe('broken')
    }),
  )
})

test('an answer with an instance that is not selected is broken', () => {
  fc.assert(
    fc.property(accountOf(1), filter, tests, fc.nat(), (account, wanted, how, which) => {
      const right = account.filter((one) => fits(how, wanted, one))
      const out = account.filter((one) => !fits(how, wanted, one) && !isOpen(how, wanted, one))
      const stranger = out[which % Math.max(out.length, 1)]
      fc.pre(stranger !== undefined)
      const answered = right.toSpliced(which % (right.length + 1), 0, stranger)
      expect(judge(how, wanted, [listing(...account)], answered)).toBe('broken')
    }),
  )
})

test('an answer with an instance twice is broken', () => {
  fc.assert(
    fc.property(accountOf(1), filter, tests, fc.nat(), (account, wanted, how, which) => {
      const right = account.filter((one) => fits(how, wanted, one))
      const again = right[which % Math.max(right.length, 1)]
      fc.pre(again !== undefined)
      expect(judge(how, wanted, [listing(...account)], [...right, again])).toBe('broken')
    }),
  )
})

/** An instance's state at each reading; null while it is not there. */
type History = readonly (Omit<Row, 'id'> | null)[]

const readings = 3
const state = fc.record({ name: text, status: fc.constantFrom('open', 'close') })
const still = state.map((one): History => Array.from({ length: readings }, () => one))
const moving = fc.array(fc.option(state), { minLength: readings, maxLength: readings })
const histories = fc.array(fc.oneof(still, moving), { minLength: 1, maxLength: 7 })

function rowsAt(all: readonly History[], momentOf: (index: number) => number): Row[] {
  return all.flatMap((history, index) => {
    const found = history[momentOf(index)]
    return found ? [{ id: `i${index}`, ...found } as Row] : []
  })
}

const readingsOf = (all: readonly History[]) =>
  Array.from({ length: readings }, (_, moment) => listing(...rowsAt(all, () => moment)))

/** Which of its states each instance is in while the answer is made. */
const moments = fc.array(fc.nat(readings - 1), { minLength: 7, maxLength: 7 })

test('an answer that was taken between the readings of a moving account is never broken', () => {
  fc.assert(
    fc.property(histories, moments, filter, tests, (all, chosen, wanted, how) => {
      const now = rowsAt(all, (index) => chosen[index] ?? 0)
      const right = now.filter((one) => fits(how, wanted, one))
      expect(judge(how, wanted, readingsOf(all), right)).not.toBe('broken')
    }),
    { numRuns: 500 },
  )
})

test('an answer of a moving account without an instance that never moved is broken', () => {
  fc.assert(
    fc.property(histories, still, moments, fc.nat(6), (all, settled, chosen, place) => {
      const whole = all.toSpliced(place % (all.length + 1), 0, settled)
      const own = settled[0]
      fc.pre(own !== undefined && own !== null)
      const how: Tests = { name: 'is', combine: 'and' }
      const wanted: Filter = { name: own.name ?? '', status: own.status ?? '' }
      const now = rowsAt(whole, (index) => chosen[index] ?? 0)
      const short = now.filter(
        (one) => fits(how, wanted, one) && one.id !== `i${place % (all.length + 1)}`,
      )
      expect(judge(how, wanted, readingsOf(whole), short)).toBe('broken')
    }),
  )
})

test('a filter that is ignored is broken on a moving account too', () => {
  fc.assert(
    fc.property(histories, still, moments, (all, settled, chosen) => {
      const whole = [...all, settled]
      const how: Tests = { name: 'is', combine: 'and' }
      const now = rowsAt(whole, (index) => chosen[index] ?? 0)
      expect(judge(how, { name: 'z', status: 'open' }, readingsOf(whole), now)).toBe('broken')
    }),
  )
})
