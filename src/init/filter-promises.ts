import type { RawExpectation, RawGenerator } from '../contract/raw.ts'
import { errorsOf, refusalsOfFilters } from './access.ts'
import { sections } from './draft.ts'
import type { Founding, Promised } from './draft.ts'
import { comparisonOf } from './parameters.ts'
import type { Parameter } from './parameters.ts'
import { role } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** What is known of a filter, put together. */
export interface Filter {
  sketch: Sketch
  parameter: Parameter
  /** Of `listing.fields`. */
  field: string
  /** Of an instance. */
  member: string
  variable: string
  founding: Founding
  id: string
}

/** A filter whose values the document lists. */
export function addEnumerated(filter: Filter): void {
  const {
    parameter: { name, values },
    founding,
    id,
  } = filter
  add(filter, founding, {
    id: `filter.${id}`,
    title: `${name} takes each documented value and lists the instances that have it`,
    generator: { enum: [...values] },
    expect: selected(filter, 'is'),
  })
  const {
    variable,
    sketch: { draft },
  } = filter
  draft.add(
    sections.filters,
    { basis: 'open', lines: [] },
    {
      id: `open.${id}-of-another-value`,
      title: `What a value of ${name} that is not documented answers`,
      'for-all': { [variable]: { 'not-enum': [...values] } },
      request: asking(filter),
      runs: 1,
      alternatives: [
        { words: 'it is refused', expect: { status: '4xx' } },
        { words: 'it lists nothing', expect: { status: status(filter), items: 'none' } },
        { words: 'it is ignored', expect: { status: status(filter), items: 'all' } },
      ],
    },
  )
}

/** A filter that, as the document says, looks for a part of a text. */
export function addPartial(filter: Filter): void {
  const {
    parameter: { name },
    founding,
    id,
    field,
    member,
  } = filter
  add(filter, founding, {
    id: `filter.${id}`,
    title: `${name} lists every instance whose ${member} contains the text`,
    generator: { any: [{ 'part-of': field }, { one: field }] },
    runs: 8,
    expect: selected(filter, 'contains'),
  })
  add(filter, founding, {
    id: `filter.unknown-${id}`,
    title: `${name} lists nothing for a text that is in no ${member}`,
    generator: { unknown: field, near: ['fresh', 'longer'] },
    runs: 4,
    expect: [selected(filter, 'contains'), ...refused(filter, 'documented')],
  })
}

/** A filter that is asked for whole values; where nothing says how it compares, either way is right. */
export function addWhole(filter: Filter, isText: boolean): void {
  const { parameter, founding, id, field, member } = filter
  const isExact = comparisonOf(parameter) === 'exact' || !isText
  const either = isExact
    ? [selected(filter, 'is')]
    : [selected(filter, 'is'), selected(filter, 'contains')]
  add(filter, founding, {
    id: `filter.${id}`,
    title: `${parameter.name} lists the instances whose ${member} is asked for`,
    generator: { one: field },
    runs: 5,
    expect: either,
  })
  const none: RawExpectation = { status: status(filter), items: 'none' }
  add(filter, founding, {
    id: `filter.unknown-${id}`,
    title: `${parameter.name} lists nothing for a ${member} that no instance has`,
    generator: { unknown: field, near: ['fresh', 'sibling'] },
    runs: 4,
    expect: [none, ...refused(filter, 'documented')],
  })
  if (!isExact || !isText) return
  add(filter, founding, {
    id: `filter.part-of-${id}`,
    title: `${parameter.name} lists nothing for a part of a ${member}, for the match is exact`,
    generator: { unknown: field, near: ['prefix', 'suffix', 'inside', 'longer'] },
    runs: 4,
    expect: [none, ...refused(filter, 'any')],
  })
}

interface Asked extends Pick<Promised, 'id' | 'title'> {
  generator: RawGenerator
  runs?: number
  expect: RawExpectation | RawExpectation[]
}

function add(
  filter: Filter,
  founding: Founding,
  { id, title, generator, runs, expect }: Asked,
): void {
  const alternatives = [expect].flat()
  filter.sketch.draft.add(sections.filters, founding, {
    id,
    title,
    'for-all': { [filter.variable]: generator },
    request: asking(filter),
    ...(runs === undefined ? {} : { runs }),
    expect: alternatives.length === 1 && alternatives[0] ? alternatives[0] : alternatives,
  })
}

function asking({ parameter, variable }: Filter): NonNullable<Promised['request']> {
  return { as: role, query: { [parameter.name]: `{${variable}}` } }
}

function status({ sketch }: Filter): number | string {
  return sketch.operation.success.status
}

function selected(filter: Filter, test: 'is' | 'contains'): RawExpectation {
  const { field, variable } = filter
  return { status: status(filter), items: { where: { [field]: { [test]: `{${variable}}` } } } }
}

/** A refusal in place of an empty listing; where none is documented, none is right. */
function refused({ sketch }: Filter, which: 'documented' | 'any'): RawExpectation[] {
  const documented = refusalsOfFilters.filter((one) => errorsOf(sketch).has(one))
  const statuses = which === 'any' ? [...refusalsOfFilters] : documented
  return statuses.length === 0 ? [] : [{ status: statuses, listing: false }]
}
