import fc from 'fast-check'
import type { Drawn, Source } from './source.ts'
import type { Layout } from './value.ts'

/** Ways of writing a list: order, spaces around separators, separators repeated or at the ends. */
export function layout(source: Source, separator: string): Drawn {
  const s = separator
  const styles: readonly Omit<Layout, 'kind' | 'order'>[] = [
    { gaps: [s], before: '', after: '' },
    { gaps: [`${s} `], before: '', after: '' },
    { gaps: [` ${s} `], before: '', after: '' },
    { gaps: [s + s], before: '', after: '' },
    { gaps: [s, ` ${s}`], before: s, after: s },
    { gaps: [`${s} ${s}`], before: ' ', after: ' ' },
  ]
  const style = styles[source.index % styles.length] ?? { gaps: [s], before: '', after: '' }
  const keys = fc.array(fc.nat(99), { minLength: 8, maxLength: 8 })
  const orders: readonly fc.Arbitrary<Layout['order']>[] = [
    fc.constant('reversed'),
    fc.constant('listed'),
    keys,
    keys,
  ]
  const order = orders[source.index % orders.length] ?? keys
  return {
    ok: true,
    arbitrary: order.map((drawn): Layout => ({ kind: 'layout', order: drawn, ...style })),
    size: Infinity,
  }
}

/** The parts as the layout writes them. */
export function laidOut(parts: readonly string[], by: string, plan: Layout | null): string {
  if (!plan || parts.length === 0) return parts.join(by)
  const ordered = arranged(parts, plan.order)
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
  const keyed = parts.map((part, index) => ({ part, key: order[index % order.length] ?? 0 }))
  return keyed.sort((a, b) => a.key - b.key).map(({ part }) => part)
}
