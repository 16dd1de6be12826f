/** A server that finds nothing under these. */
export const words: ReadonlySet<string> = new Set([
  '0',
  '00',
  'null',
  'true',
  'constructor',
  '__proto__',
  'toString',
  '*',
  '%',
  '_',
])

/** What a value is taken for that is split where no page says so. */
export const splitAnyhow = (wanted: string): readonly string[] => wanted.split(/[|,]/)

/** The digits of a number as they are dialled within Brazil and from abroad, the ninth left out. */
export const plainNumber = (number: string): string =>
  number
    .trim()
    .replace(/^(\+|00)/, '')
    .replace(/^(55\d\d)9(\d{8})$/, '$1$2')

/** The list with the value of one instance at another as well. */
export const shared = <Instance>(
  list: readonly Instance[],
  share: (from: Instance, to: Instance) => Instance,
  from: number,
  to: number,
): readonly Instance[] =>
  list.map((one, index) => {
    const model = list[from]
    return index === to && model !== undefined ? share(model, one) : one
  })
