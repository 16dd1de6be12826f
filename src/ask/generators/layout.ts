import fc from 'fast-check'
import type { Drawn, Source } from './generator.ts'
import type { Layout } from './value.ts'

const reversed = fc.constant<Layout['order']>('reversed')
const listed = fc.constant<Layout['order']>('listed')
const interleaved = fc.constant<Layout['order']>('interleaved')
const shuffled: fc.Arbitrary<Layout['order']> = fc.array(fc.nat(99), { minLength: 8, maxLength: 8 })

/**
 * By the number of the case. What is listed has counts that come round every three or four cases:
 * no order may come round with them, or one count would only ever be seen in one order.
 */
const orders = [
  reversed,
  interleaved,
  listed,
  listed,
  listed,
  reversed,
  interleaved,
  shuffled,
  interleaved,
  shuffled,
]

/** Ways of writing a list: order, spaces around separators, separators repeated or at the ends, a part repeated. */
export function layout(source: Source, separator: string): Drawn {
  const s = separator
  const styles: readonly Style[] = [
    { gaps: [s], before: '', after: '' },
    { gaps: [`${s} `], before: '', after: '' },
    { gaps: [` ${s} `], before: '', after: '' },
    { gaps: [s + s], before: '', after: '' },
    { gaps: [s, ` ${s}`], before: s, after: s },
    { gaps: [`${s} ${s}`], before: ' ', after: ' ' },
    { gaps: [s], before: '', after: '', repeats: true },
  ]
  const open = hasPaddedValue(source) ? styles.filter(isTight) : styles
  const style = open[source.index % open.length] ?? { gaps: [s], before: '', after: '' }
  const order = orders[source.index % orders.length] ?? shuffled
  return {
    ok: true,
    arbitrary: order.map((drawn): Layout => ({ kind: 'layout', order: drawn, ...style })),
    size: Infinity,
  }
}

type Style = Omit<Layout, 'kind' | 'order'>

const isTight = ({ gaps, before, after }: Style): boolean =>
  !/\s/.test([...gaps, before, after].join(''))

/** Whether a space around a separator could belong to a value: some value of the listing has one. */
function hasPaddedValue({ account }: Source): boolean {
  return account.instances.some(({ values }) =>
    [...values.values()].some((value) => value !== null && value !== value.trim()),
  )
}

/** The parts as the layout writes them. */
export function laidOut(parts: readonly string[], by: string, plan: Layout | null): string {
  if (!plan || parts.length === 0) return parts.join(by)
  const arrangement = arranged(parts, plan.order)
  const ordered = [...arrangement, ...(plan.repeats ? arrangement.slice(0, 1) : [])]
  const text = ordered
    .slice(1)
    .reduce(
      (written, part, index) => written + (plan.gaps[index % plan.gaps.length] ?? by) + part,
      ordered[0] ?? '',
    )
  return plan.before + text + plan.after
}

function arranged(parts: readonly string[], order: Layout['order']): string[] {
  if (order === 'listed') return [...parts]
  if (order === 'reversed') return [...parts].reverse()
  if (order === 'interleaved') return interleave(parts)
  const keyed = parts.map((part, index) => ({ part, key: order[index % order.length] ?? 0 }))
  return keyed.sort((a, b) => a.key - b.key).map(({ part }) => part)
}

/** From both ends in turns: what comes last is then between others. */
function interleave(parts: readonly string[]): string[] {
  const half = Math.ceil(parts.length / 2)
  const ends = [...parts.slice(half)].reverse()
  return parts.slice(0, half).flatMap((part, index) => [part, ...ends.slice(index, index + 1)])
}
