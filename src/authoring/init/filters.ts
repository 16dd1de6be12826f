import type { RawBehavior, RawExpectation, RawGenerator } from '../../contract/raw.ts'
import type { RawRelation } from '../../contract/raw.ts'
import { guessed, stated } from './draft.ts'
import type { Founding } from './draft.ts'
import { isPagingName, plainName } from './names.ts'
import { errorsOf } from './operation.ts'
import { comparisonOf, headersOf, isFilter, memberFor, queryOf } from './parameters.ts'
import type { Parameter } from './parameters.ts'
import { plainType } from './schemas.ts'
import type { Member } from './schemas.ts'
import { fieldOf, role } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** A parameter that selects by a member of an instance. */
export interface Filter {
  parameter: Parameter
  member: Member
  /** Field of the listing. */
  field: string
}

/** With what a value of a filter that selects nothing may be refused, where that is documented. */
export const refusalsOfFilters = [400, 404, 422]

/**
 * The behaviors of the parameters.
 * @returns the filters among them
 */
export function addFilters(sketch: Sketch): Filter[] {
  const { operation, draft, credential } = sketch
  for (const part of headersOf(operation)) {
    const name = part.text('name') ?? ''
    if (name !== credential.raw.header)
      draft.leaveOut(`what the ${part.text('in') ?? ''} parameter ${name} does`, part.line)
  }
  return queryOf(operation).flatMap((parameter) => {
    const { name, part } = parameter
    if (part.is('required'))
      draft.leaveOut(`the parameter ${name} is required, and a run asks without it`, part.line)
    const member = isPagingName(name) ? null : memberFor(parameter, operation.list.members)
    if (!member) {
      addUnmatched(sketch, parameter)
      return []
    }
    const filter = { parameter, member, field: fieldOf(sketch, member) }
    addFilter(sketch, filter)
    return [filter]
  })
}

/** A parameter that no member of an instance is named after: at most its values can be tried. */
function addUnmatched({ draft, operation }: Sketch, parameter: Parameter): void {
  const { name, part, values, variable } = parameter
  if (isPagingName(name) || values.length === 0) {
    draft.leaveOut(`what the parameter ${name} does`, part.line)
    return
  }
  draft.leaveOut(`what the values of ${name} do; only that they are taken is checked`, part.line)
  draft.add(stated(part.line), {
    id: `filter.${variable}-accepted`,
    title: `${name} takes each documented value`,
    ...asking(parameter, { enum: values }),
    expect: { status: operation.success.status, listing: true },
  })
}

function asking({ name, variable }: Parameter, generator: RawGenerator) {
  return {
    'for-all': { [variable]: generator },
    request: { as: role, query: { [name]: `{${variable}}` } },
  }
}

interface Promised extends Pick<RawBehavior, 'id' | 'title' | 'runs' | 'alternatives' | 'expect'> {
  generator: RawGenerator
}

function addFilter(sketch: Sketch, filter: Filter): void {
  const { parameter } = filter
  const isPartial = comparisonOf(parameter) === 'partial'
  const promises = parameter.values.length > 0 ? enumerated : isPartial ? partial : whole
  const founding = foundingOf(sketch, filter)
  for (const { id, title, generator, ...rest } of promises(sketch, filter)) {
    const basis: Founding = rest.alternatives ? { basis: 'open', lines: [], guesses: [] } : founding
    sketch.draft.add(basis, { id, title, ...asking(parameter, generator), ...rest })
  }
}

function foundingOf({ isPaged }: Sketch, { parameter, member }: Filter): Founding {
  const { name, bare, part } = parameter
  const isStated = plainName(bare) === plainName(member.name)
  const guesses = [
    ...(isStated ? [] : [`${name} selects by ${member.name}`]),
    ...(isFilter(parameter) ? [] : [`${name} is a filter`]),
    ...(isPaged ? ['the whole account fits on one page'] : []),
  ]
  const lines = [part.line, member.schema.line]
  return guesses.length > 0 ? guessed(lines, ...guesses) : stated(...lines)
}

/** A filter whose values the document lists. */
function enumerated(sketch: Sketch, filter: Filter): Promised[] {
  const { name, values, variable } = filter.parameter
  return [
    {
      id: `filter.${variable}`,
      title: `${name} takes each documented value and lists the instances that have it`,
      generator: { enum: values },
      expect: selected(sketch, filter, 'is'),
    },
    {
      id: `open.${variable}-of-another-value`,
      title: `What a value of ${name} that is not documented answers`,
      generator: { 'not-enum': values },
      runs: 1,
      alternatives: [
        { words: 'it is refused', expect: { status: '4xx' } },
        { words: 'it lists nothing', expect: listing(sketch, 'none') },
        { words: 'it is ignored', expect: listing(sketch, 'all') },
      ],
    },
  ]
}

/** A filter that, as the document says, looks for a part of a text. */
function partial(sketch: Sketch, filter: Filter): Promised[] {
  const { parameter, member, field } = filter
  const { name, variable } = parameter
  const contains = selected(sketch, filter, 'contains')
  return [
    {
      id: `filter.${variable}`,
      title: `${name} lists every instance whose ${member.name} contains the text`,
      generator: { any: [{ 'part-of': field }, { one: field }] },
      runs: 8,
      expect: contains,
    },
    {
      id: `filter.unknown-${variable}`,
      title: `${name} lists nothing for a text that is in no ${member.name}`,
      generator: { unknown: field, near: ['fresh', 'longer'] },
      runs: 4,
      expect: orRefused(sketch, contains),
    },
  ]
}

/** A filter that is asked for whole values; where nothing says how it compares, either way is right. */
function whole(sketch: Sketch, filter: Filter): Promised[] {
  const { parameter, member, field } = filter
  const { name, variable } = parameter
  const isText = plainType(member.schema) === 'string'
  const isExact = comparisonOf(parameter) === 'exact'
  const is = selected(sketch, filter, 'is')
  const none = listing(sketch, 'none')
  const exact: Promised = {
    id: `filter.part-of-${variable}`,
    title: `${name} lists nothing for a part of a ${member.name}, for the match is exact`,
    generator: { unknown: field, near: ['prefix', 'suffix', 'inside', 'longer'] },
    runs: 4,
    expect: [none, { status: refusalsOfFilters, listing: false }],
  }
  return [
    {
      id: `filter.${variable}`,
      title: `${name} lists the instances whose ${member.name} is asked for`,
      generator: { one: field },
      runs: 5,
      expect: isText && !isExact ? [is, selected(sketch, filter, 'contains')] : is,
    },
    {
      id: `filter.unknown-${variable}`,
      title: `${name} lists nothing for a ${member.name} that no instance has`,
      generator: { unknown: field, near: ['fresh', 'sibling'] },
      runs: 4,
      expect: orRefused(sketch, none),
    },
    ...(isText && isExact ? [exact] : []),
  ]
}

function listing({ operation }: Sketch, items: RawRelation): RawExpectation {
  return { status: operation.success.status, items }
}

function selected(sketch: Sketch, { parameter, field }: Filter, test: string): RawExpectation {
  return listing(sketch, { where: { [field]: { [test]: `{${parameter.variable}}` } } })
}

/** A refusal may stand in place of an empty listing, where one is documented. */
function orRefused({ operation }: Sketch, expected: RawExpectation) {
  const errors = errorsOf(operation)
  const status = refusalsOfFilters.filter((one) => errors.has(one))
  return status.length === 0 ? expected : [expected, { status, listing: false }]
}
