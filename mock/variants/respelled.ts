import type { Provider } from '../provider.ts'

/** What some software makes of a name before it compares: no space around it, one form of each letter. */
export const plainName = (name: string): string => name.trim().normalize('NFKC')

/** A number as its digits, without what is dialled before it and without the ninth digit of Brazil. */
export const plainNumber = (number: string): string =>
  number
    .trim()
    .replace(/^(\+|00)/, '')
    .replace(/^(55\d\d)9(\d{8})$/, '$1$2')

/**
 * Finds what is written otherwise, where nothing is written so: a page that leaves open what equals what
 * allows it.
 * @param values what instances hold
 */
export const respelled =
  <Account>(
    parameter: string,
    values: (account: Account) => readonly string[],
    plain: (value: string) => string,
  ) =>
  (right: Provider<Account>): Provider<Account> => ({
    ...right,
    handle: (request, account) => {
      const wanted = request.query.get(parameter)
      const known = values(account).filter((value) => value !== '')
      if (!wanted || known.includes(wanted)) return right.handle(request, account)
      const same = known.find((value) => plain(value) === plain(wanted))
      const query = new URLSearchParams(request.query)
      query.set(parameter, same ?? wanted)
      return right.handle({ ...request, query }, account)
    },
  })

/** Answers parameters whose names say that they are lists, or how they compare, in a way of its own. */
export const otherParameters =
  <Account>(parameter: string, status: number, body: object) =>
  (right: Provider<Account>): Provider<Account> => ({
    ...right,
    handle: (request, account) => {
      const given = right.handle(request, account)
      const isOther = [...request.query.keys()].some((name) => name.startsWith(`${parameter}[`))
      return isOther && given.status === 200 ? { status, body } : given
    },
  })
