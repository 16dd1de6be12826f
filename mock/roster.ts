import type { Random } from './random.ts'

/** What every provider tells of an instance, before it is put in that provider's words. */
export interface Entry {
  readonly index: number
  readonly name: string
  /** What WhatsApp shows of whoever holds the number. */
  readonly person: string
  /** Country code and number, digits only. */
  readonly phone: string
  readonly createdAt: Date
  /** Never before createdAt. */
  readonly updatedAt: Date
}

/**
 * Chosen to trip a filter that matches too much or too little: prefixes, suffixes and substrings
 * of one another, a pair that differs in case only, inner spaces, a letter beyond ASCII.
 */
const showcase = [
  'sales',
  'sales-2',
  'sales-eu',
  'presales',
  'support',
  'Support',
  'support-night',
  'billing',
  'front desk',
  'jakarta_store',
  'café-lisboa',
  'Marketing',
  'market',
  'warehouse.1',
]

export const showcaseSize = showcase.length

const prefixes = ['62812', '55119', '20100', '44770', '49151']
/** Nothing of a person may be shown; a name of these has nothing in common with an instance's. */
const people = ['Amara Okafor', 'Bruno Lima', 'Chiara Conti', 'Dewi Lestari', 'Emre Yılmaz']

const subscribers = 10_000_000
/** Coprime to `subscribers`, so that no two indexes share a number. */
const stride = 7919

const firstDay = Date.UTC(2025, 0, 6, 8)
const minute = 60_000
const hour = 60 * minute

/** The row of a table that an index falls on, going around it as often as needed. */
export function cycle<T>(table: readonly T[], index: number): T {
  return table[index % table.length] as T
}

function nameAt(index: number): string {
  const name = cycle(showcase, index)
  return index < showcaseSize ? name : `${name}-${String(index).padStart(5, '0')}`
}

/** Lists `size` entries, oldest first, with unique names, phones and creation times. */
export function roster(random: Random, size = showcaseSize): Entry[] {
  const offset = random.int(0, subscribers - 1)
  return Array.from({ length: size }, (_, index) => {
    const subscriber = (offset + index * stride) % subscribers
    const created = firstDay + index * hour + random.int(0, 50) * minute + random.int(0, 59_999)
    // Every fifth one was never touched again.
    const age = index % 5 === 4 ? 0 : random.int(1, 30 * 24) * hour
    return {
      index,
      name: nameAt(index),
      person: cycle(people, index),
      phone: cycle(prefixes, index) + String(subscriber).padStart(7, '0'),
      createdAt: new Date(created),
      updatedAt: new Date(created + age),
    }
  })
}

/** An address such as those of WhatsApp's picture cache. */
export function pictureUrl(random: Random): string {
  return `https://pps.whatsapp.net/v/t61.24694-24/${random.int(1e8, 1e9 - 1)}_n.jpg`
}
