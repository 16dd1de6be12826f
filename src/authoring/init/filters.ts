import type { RawExpectation, RawGenerator } from '../../contract/raw.ts'
import { errorsOf, refusalsOfFilters } from './access.ts'
import { guessed, stated } from './draft.ts'
import type { Founding } from './draft.ts'
import { plainType } from './members.ts'
import { identifier, isPagingName } from './names.ts'
import { comparisonOf, isFilter, matchOf, parametersOf } from './parameters.ts'
import type { Match, Parameter } from './parameters.ts'
import { fieldOf, role } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** A parameter that selects by a field of the listing. */
export interface Filter {
  parameter: Parameter
  field: string
}

/**
 * The behaviors of the parameters.
 * @returns the filters among them
 */
export function addFilters(sketch: Sketch): Filter[] {
  const { operation, draft, credential } = sketch
  const { query, others } = parametersOf(operation)
  for (const part of others) {
    const name = part.text('name') ?? ''
    if (name !== credential.raw.header)
      draft.leaveOut(`what the ${part.text('in') ?? ''} parameter ${name} does`, part.line)
  }
  return query.flatMap((parameter) => {
    const { name, isRequired, part } = parameter
    if (isRequired)
      draft.leaveOut(`the parameter ${name} is required, and a run asks without it`, part.line)
    const match = isPagingName(name) ? null : matchOf(parameter, operation.list.members)
    if (match) return new FilterPromises(sketch, parameter, match).add()
    addUnmatched(sketch, parameter)
    return []
  })
}

/** All filters together open no way around a missing credential. */
export function addUnguarded({ draft, credential }: Sketch, filters: readonly Filter[]): void {
  if (!credential.isRequired || filters.length === 0) return
  const asked = filters.map(({ parameter: { name, values }, field }, index) => {
    const generator: RawGenerator =
      values.length > 0 ? { enum: [...values] } : { any: [{ one: field }, { unknown: field }] }
    return { name, variable: `value${index + 1}`, generator }
  })
  const lines = filters.map(({ parameter }) => parameter.part.line)
  draft.add(stated(...credential.lines, ...lines), {
    id: 'access.missing-credential-with-filters',
    title: 'Filters open no way around the missing credential',
    'for-all': Object.fromEntries(asked.map(({ variable, generator }) => [variable, generator])),
    request: {
      as: 'nobody',
      query: Object.fromEntries(asked.map(({ name, variable }) => [name, `{${variable}}`])),
    },
    runs: 2,
    expect: { listing: false },
  })
}

/** A parameter that no member of an instance is named after: at most its values can be tried. */
function addUnmatched({ draft, operation }: Sketch, parameter: Parameter): void {
  const { name, bare, part, values } = parameter
  if (isPagingName(name) || values.length === 0) {
    draft.leaveOut(`what the parameter ${name} does`, part.line)
    return
  }
  draft.leaveOut(`what the values of ${name} do; only that they are taken is checked`, part.line)
  const variable = identifier(bare)
  draft.add(stated(part.line), {
    id: `filter.${variable}-accepted`,
    title: `${name} takes each documented value`,
    'for-all': { [variable]: { enum: [...values] } },
    request: { as: role, query: { [name]: `{${variable}}` } },
    expect: { status: operation.success.status, listing: true },
  })
}

/** What a filter promises, by how it compares. */
class FilterPromises {
  readonly #sketch: Sketch
  readonly #parameter: Parameter
  readonly #match: Match
  readonly #field: string
  /** Name of the variable, and part of ids. */
  readonly #id: string
  readonly #founding: Founding

  constructor(sketch: Sketch, parameter: Parameter, match: Match) {
    const { name, bare, part } = parameter
    this.#sketch = sketch
    this.#parameter = parameter
    this.#match = match
    this.#field = fieldOf(sketch, match.member)
    this.#id = identifier(bare)
    const guesses = [
      ...(match.isStated ? [] : [`${name} selects by ${match.member.name}`]),
      ...(isFilter(parameter) ? [] : [`${name} is a filter`]),
      ...(sketch.isPaged ? ['the whole account fits on one page'] : []),
    ]
    const lines = [part.line, match.member.line]
    this.#founding = guesses.length > 0 ? guessed(lines, ...guesses) : stated(...lines)
  }

  add(): Filter {
    if (this.#parameter.values.length > 0) this.#addEnumerated()
    else if (comparisonOf(this.#parameter) === 'partial') this.#addPartial()
    else this.#addWhole()
    return { parameter: this.#parameter, field: this.#field }
  }

  /** A filter whose values the document lists. */
  #addEnumerated(): void {
    const { name, values } = this.#parameter
    this.#add(`filter.${this.#id}`, {
      title: `${name} takes each documented value and lists the instances that have it`,
      generator: { enum: [...values] },
      expect: [this.#selected('is')],
    })
    this.#sketch.draft.add(
      { basis: 'open', lines: [], guesses: [] },
      {
        id: `open.${this.#id}-of-another-value`,
        title: `What a value of ${name} that is not documented answers`,
        ...this.#asking({ 'not-enum': [...values] }),
        runs: 1,
        alternatives: [
          { words: 'it is refused', expect: { status: '4xx' } },
          { words: 'it lists nothing', expect: this.#items('none') },
          { words: 'it is ignored', expect: this.#items('all') },
        ],
      },
    )
  }

  /** A filter that, as the document says, looks for a part of a text. */
  #addPartial(): void {
    const { name } = this.#parameter
    const member = this.#match.member.name
    this.#add(`filter.${this.#id}`, {
      title: `${name} lists every instance whose ${member} contains the text`,
      generator: { any: [{ 'part-of': this.#field }, { one: this.#field }] },
      runs: 8,
      expect: [this.#selected('contains')],
    })
    this.#add(`filter.unknown-${this.#id}`, {
      title: `${name} lists nothing for a text that is in no ${member}`,
      generator: { unknown: this.#field, near: ['fresh', 'longer'] },
      runs: 4,
      expect: [this.#selected('contains'), ...this.#refused('documented')],
    })
  }

  /** A filter that is asked for whole values; where nothing says how it compares, either way is right. */
  #addWhole(): void {
    const { name } = this.#parameter
    const { member } = this.#match
    const isText = plainType(member.schema) === 'string'
    const isExact = comparisonOf(this.#parameter) === 'exact' || !isText
    this.#add(`filter.${this.#id}`, {
      title: `${name} lists the instances whose ${member.name} is asked for`,
      generator: { one: this.#field },
      runs: 5,
      expect: [this.#selected('is'), ...(isExact ? [] : [this.#selected('contains')])],
    })
    this.#add(`filter.unknown-${this.#id}`, {
      title: `${name} lists nothing for a ${member.name} that no instance has`,
      generator: { unknown: this.#field, near: ['fresh', 'sibling'] },
      runs: 4,
      expect: [this.#items('none'), ...this.#refused('documented')],
    })
    if (!isExact || !isText) return
    this.#add(`filter.part-of-${this.#id}`, {
      title: `${name} lists nothing for a part of a ${member.name}, for the match is exact`,
      generator: { unknown: this.#field, near: ['prefix', 'suffix', 'inside', 'longer'] },
      runs: 4,
      expect: [this.#items('none'), ...this.#refused('any')],
    })
  }

  #add(
    id: string,
    asked: { title: string; generator: RawGenerator; runs?: number; expect: RawExpectation[] },
  ): void {
    const { title, generator, runs, expect } = asked
    const [only, ...more] = expect
    this.#sketch.draft.add(this.#founding, {
      id,
      title,
      ...this.#asking(generator),
      ...(runs === undefined ? {} : { runs }),
      expect: only && more.length === 0 ? only : expect,
    })
  }

  #asking(generator: RawGenerator) {
    return {
      'for-all': { [this.#id]: generator },
      request: { as: role, query: { [this.#parameter.name]: `{${this.#id}}` } },
    }
  }

  #items(items: 'none' | 'all'): RawExpectation {
    return { status: this.#sketch.operation.success.status, items }
  }

  #selected(test: 'is' | 'contains'): RawExpectation {
    const where = { [this.#field]: { [test]: `{${this.#id}}` } }
    return { status: this.#sketch.operation.success.status, items: { where } }
  }

  /** A refusal in place of an empty listing; where none is documented, none is right. */
  #refused(which: 'documented' | 'any'): RawExpectation[] {
    const errors = errorsOf(this.#sketch.operation)
    const statuses = refusalsOfFilters.filter((one) => which === 'any' || errors.has(one))
    return statuses.length === 0 ? [] : [{ status: statuses, listing: false }]
  }
}
