import type { MockOptions } from '../../mock/index.ts'
import type { Deviation } from '../../src/model/target.ts'

/** How a server of the example behaves on some nights. */
export interface Behaving extends Pick<MockOptions, 'fault' | 'variant' | 'instances'> {
  /** Ends the connection where a filter holds a comma. */
  resets?: boolean
}

/** A server of the example: what it does on most nights, and what on the others. */
export interface ExampleTarget {
  name: string
  provider: string
  usual: Behaving
  unusual: Behaving
  /** Nights on which it is unusual, of {@link nights}; the last one is the night of the report. */
  unusualNights: readonly number[]
  deviations?: readonly Deviation[]
}

/** How many nights the example tells of, that of its report included. */
export const nights = 30

/** Between them, every verdict, and every kind of change since the night before. */
export const exampleTargets: readonly ExampleTarget[] = [
  {
    name: 'ryzeapi-eu',
    provider: 'ryzeapi',
    usual: {},
    unusual: { fault: 'filter.prefix' },
    unusualNights: [29],
  },
  {
    name: 'ryzeapi-us',
    provider: 'ryzeapi',
    usual: {},
    unusual: { fault: 'status.always-connected' },
    unusualNights: [21, 22, 23, 24, 25, 26, 27, 28, 29],
  },
  {
    name: 'ryzeapi-asia',
    provider: 'ryzeapi',
    usual: {},
    unusual: { resets: true },
    unusualNights: [3, 4, 11, 17, 18, 24, 29],
  },
  {
    name: 'ryzeapi-staging',
    provider: 'ryzeapi',
    usual: { fault: 'filter.unknown-is-empty' },
    unusual: {},
    unusualNights: [0, 1, 2, 3, 4, 5, 6, 7],
    deviations: [
      {
        behavior: 'ryzeapi.filter.single-unknown-name',
        reason: 'staging answers an unknown name with an empty list until the next release',
        link: 'https://tracker.example/issues/118',
        expires: null,
      },
      {
        behavior: 'ryzeapi.item.createdAt',
        reason: 'staging used to leave out the time zone',
        link: null,
        expires: null,
      },
    ],
  },
  {
    name: 'hypersender',
    provider: 'hypersender',
    usual: {},
    unusual: { instances: 0 },
    unusualNights: [9, 29],
  },
  {
    name: 'evolution',
    provider: 'evolution',
    usual: {},
    unusual: { fault: 'integration.lowercase' },
    unusualNights: [13, 14, 26, 27, 28],
  },
  {
    name: 'wachat',
    provider: 'wachat',
    usual: {},
    unusual: {},
    unusualNights: [],
  },
]
