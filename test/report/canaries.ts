import { ryzeapi } from '../../mock/ryzeapi.ts'
import type { RyzeApiAccount, RyzeApiInstance } from '../../mock/ryzeapi-instance.ts'
import { formats } from '../../reporters/formats.ts'
import { renderConsole } from '../../reporters/console.ts'
import { renderJson } from '../../reporters/json.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { noContext, reportOf } from '../reporters/fixture.ts'

/** What an instance holds that must not be shown. */
export interface Private {
  token: string
  password: string
  phone: string
  jid: string
  person: string
  business: string
  picture: string
  /** In a member that the contract does not name. */
  unnamed: string
}

/** The same for each instance, told apart by its number. */
export function privateOf(number: number): Private {
  const phone = `55119876500${String(number).padStart(2, '0')}`
  return {
    token: `rz${number}KqX7wLm4Zp9TvB2sHd8`,
    password: `hunter-Brückenzoll-${number}`,
    phone,
    jid: `${phone}@s.whatsapp.net`,
    person: `Quirina Zwölfer ${number}`,
    business: `Bäckerei Wurzelsepp ${number}`,
    picture: `https://pps.whatsapp.net/v/quirina-zw-${number}.jpg`,
    unnamed: `Bagheera und Balu ${number}`,
  }
}

/** The parts of them by which they are known, whatever stands around them. */
const traces: readonly RegExp[] = [
  /kqx7wlm4zp/i,
  /br(ü|u\u0308|ue)ckenzoll/i,
  /9\D{0,3}8\D{0,3}7\D{0,3}6\D{0,3}5\D{0,3}0\D{0,3}0/,
  /quirina/i,
  /zw(ö|o\u0308|oe)lfer/i,
  /wurzelsepp/i,
  /bagheera/i,
]

/** An account with private values in every place that a contract calls so, and in one that it does not name. */
export function privateAccount(size = 4): RyzeApiAccount {
  const account = ryzeapi.account(1, size)
  return {
    token: 'rzAcc0untKqX7wLm4Zp9TvB2sHd8',
    instances: account.instances.map((one, index): RyzeApiInstance => {
      const { token, password, jid, person, business, picture, unnamed } = privateOf(index + 1)
      const proxy = one.proxy.enabled ? { ...one.proxy, username: person, password } : one.proxy
      return {
        ...one,
        token,
        connection: { ...one.connection, numberJid: jid },
        profile: { ...one.profile, name: person, pictureUrl: picture, businessName: business },
        proxy,
        ...{ internalNote: unnamed },
      }
    }),
  }
}

/** Everything that can be written or printed about a target, by where it would stand. */
export function allTexts(target: TargetReport): Map<string, string> {
  const report = reportOf(target)
  const context = { comparison: null, history: null, factsOf: () => new Map() }
  const look = { width: 100, paint: (_style: unknown, text: string) => text }
  return new Map([
    ['report.json', renderJson(report)],
    [
      'console',
      renderConsole(report, {
        look,
        comparison: null,
        factsOf: noContext.factsOf,
        dir: 'x',
        files: [],
      }),
    ],
    ...Object.values(formats).map(
      (format) => [format.file, format.render(report, context)] as const,
    ),
  ])
}

/** What a reader of a text learns of private values, however the text is written. */
export function tracesIn(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/(%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
    .replace(/&#x?[0-9a-f]+;/gi, '')
    .replace(/[\p{Default_Ignorable_Code_Point}]/gu, '')
  const embedded = [...plain.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g)].flatMap(([run]) => [
    Buffer.from(run, 'base64').toString(),
    Buffer.from(run, 'hex').toString(),
  ])
  return [plain, plain.normalize('NFC'), ...embedded].flatMap((form) =>
    traces.flatMap((trace) => trace.exec(form)?.[0] ?? []),
  )
}
