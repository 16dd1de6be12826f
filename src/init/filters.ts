import type { RawGenerator } from '../contract/raw.ts'
import { sections } from './draft.ts'
import { addEnumerated, addPartial, addWhole } from './filter-promises.ts'
import type { Filter } from './filter-promises.ts'
import { plainType } from './members.ts'
import { identifier, isPagingName } from './names.ts'
import { comparisonOf, isFilter, matchOf, parametersOf } from './parameters.ts'
import type { Match, Parameter } from './parameters.ts'
import { fieldNameOf, role } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/**
 * The behaviors of the parameters.
 * @returns the filters among them
 */
export function addFilters(sketch: Sketch): Filter[] {
  const { operation, list, draft, credential } = sketch
  const { query, others } = parametersOf(operation)
  for (const part of others) {
    const name = part.text('name') ?? ''
    if (name === credential.raw.header) continue
    draft.leaveOut(`what the ${part.text('in') ?? ''} parameter ${name} does`, part.line)
  }
  return query.flatMap((parameter) => {
    if (parameter.isRequired) {
      draft.leaveOut(
        `the parameter ${parameter.name} is required, and a run asks without it`,
        parameter.part.line,
      )
    }
    const match = isPagingName(parameter.name) ? null : matchOf(parameter, list.members)
    if (match) return addFilter(sketch, parameter, match)
    addUnmatched(sketch, parameter)
    return []
  })
}

function addFilter(sketch: Sketch, parameter: Parameter, match: Match): Filter {
  const { name, bare, part } = parameter
  const guesses = [
    ...(match.isStated ? [] : [`${name} selects by ${match.member.name}`]),
    ...(isFilter(parameter) ? [] : [`${name} is a filter`]),
    ...(sketch.isPaged ? ['the whole account fits on one page'] : []),
  ]
  const filter: Filter = {
    sketch,
    parameter,
    field: fieldNameOf(sketch, match.member),
    member: match.member.name,
    variable: identifier(bare),
    founding: {
      basis: guesses.length > 0 ? 'guessed' : 'stated',
      lines: [part.line, match.member.line],
      guesses,
    },
    id: identifier(bare),
  }
  if (parameter.values.length > 0) addEnumerated(filter)
  else if (comparisonOf(parameter) === 'partial') addPartial(filter)
  else addWhole(filter, plainType(match.member.schema) === 'string')
  return filter
}

/** All filters together open no way around a missing credential. */
export function addUnguarded({ draft, credential }: Sketch, filters: readonly Filter[]): void {
  if (!credential.isRequired || filters.length === 0) return
  const asked = filters.map(({ parameter: { name, values }, field }, index) => {
    const generator: RawGenerator =
      values.length > 0 ? { enum: [...values] } : { any: [{ one: field }, { unknown: field }] }
    return { name, variable: `value${index + 1}`, generator }
  })
  const lines = [...credential.lines, ...filters.map(({ parameter }) => parameter.part.line)]
  draft.add(
    sections.errors,
    { basis: 'stated', lines },
    {
      id: 'access.missing-credential-with-filters',
      title: 'Filters open no way around the missing credential',
      'for-all': Object.fromEntries(asked.map(({ variable, generator }) => [variable, generator])),
      request: {
        as: 'nobody',
        query: Object.fromEntries(asked.map(({ name, variable }) => [name, `{${variable}}`])),
      },
      runs: 2,
      expect: { listing: false },
    },
  )
}

/** A parameter that no member of an instance is named after: at most its values can be tried. */
function addUnmatched(sketch: Sketch, parameter: Parameter): void {
  const { name, bare, part, values } = parameter
  const { draft, operation } = sketch
  if (isPagingName(name) || values.length === 0) {
    draft.leaveOut(`what the parameter ${name} does`, part.line)
    return
  }
  draft.leaveOut(`what the values of ${name} do; only that they are taken is checked`, part.line)
  const variable = identifier(bare)
  draft.add(
    sections.filters,
    { basis: 'stated', lines: [part.line] },
    {
      id: `filter.${variable}-accepted`,
      title: `${name} takes each documented value`,
      'for-all': { [variable]: { enum: [...values] } },
      request: { as: role, query: { [name]: `{${variable}}` } },
      expect: { status: operation.success.status, listing: true },
    },
  )
}
