import type { Exchange } from '../model/exchange.ts'
import type {
  BehaviorReport,
  Failure,
  Header,
  KnownNote,
  ShownExchange,
  TargetReport,
} from '../model/report.ts'
import { clipped } from '../http/printable.ts'
import { mapTexts, mask, Redactor } from '../http/redact.ts'
import type { Environment } from './options.ts'
import { ownWords, vocabulary } from './own-words.ts'
import { learnSecrets, namedMasking } from './secrets.ts'
import type { Target } from './target.ts'

type Known = Pick<Target, 'contract' | 'credentials'>

/** Longest text of a report, in characters; a server may put a megabyte into a name. */
const longestText = 2000

/** As {@link longestText}, for requests: they are of use only as a whole. */
const longestRequest = 8000

/** As {@link longestText}, for bodies: their length is bounded where they are taken over. */
const longestBody = Infinity

type Show = (text: string, longest?: number) => string

/**
 * Masks all that a server or a user put into a report: credentials, and the values of the contract's
 * secret and personal members as any answer showed them. What is left is clipped and printable.
 */
export function redactReport(
  report: TargetReport,
  known: Known,
  log: readonly Exchange[],
): TargetReport {
  const texts = new Set<string>()
  const withoutNamed = remembering(namedMasking(known.contract))
  const prepared = (text: string, longest = longestText): string =>
    withoutNamed(clipped(text, longest))
  shownReport(report, (text, longest) => {
    texts.add(prepared(text, longest))
    return text
  })
  const masked = remembering(redactorOf(known, log).masking([...texts]))
  return shownReport(report, (text, longest) => masked(prepared(text, longest)))
}

/** Half of the answers of a run are equal to another. */
function remembering(map: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const mapped = known.get(text) ?? map(text)
    known.set(text, mapped)
    return mapped
  }
}

/** Variables that hold credentials, ours and those of others. */
const credentialName = /TOKEN|API_?KEY|SECRET|PASSW|CREDENTIAL/

/** Knows the credentials in the environment: people paste them into the wrong place. */
export function environmentRedactor(env: Environment): Redactor {
  const credentials = Object.entries(env).filter(([name]) => credentialName.test(name))
  // Many a token begins with the name of whoever gave it out, and so does its variable.
  const names = credentials.flatMap(([name]) => [name, ...name.toLowerCase().split('_')])
  const redactor = new Redactor([...vocabulary, ...names.filter(({ length }) => length > 2)])
  for (const [, value = ''] of credentials) redactor.addSecret(value.trim())
  return redactor
}

/** Takes the values of credentials out of an error. */
export function hideCredentials(error: unknown, env: Environment): void {
  if (!(error instanceof Error)) return
  const { message, stack = '' } = error
  const hidden = environmentRedactor(env).masking([message, stack])
  const lines = (text: string): string =>
    text.replaceAll('\t', ' ').split('\n').map(hidden).join('\n')
  error.message = lines(message)
  error.stack = lines(stack)
}

function redactorOf({ contract, credentials }: Known, log: readonly Exchange[]): Redactor {
  const redactor = new Redactor(ownWords(contract, credentials))
  for (const { secret } of credentials.values()) redactor.addSecret(secret)
  learnSecrets(redactor, contract, log)
  return redactor
}

function shownReport(report: TargetReport, show: Show): TargetReport {
  return {
    ...report,
    baseUrl: show(report.baseUrl),
    reason: report.reason === null ? null : show(report.reason),
    behaviors: report.behaviors.map((behavior) => shownBehavior(behavior, show)),
    exchanges: report.exchanges.map((exchange) => shownExchange(exchange, show)),
  }
}

function shownBehavior(behavior: BehaviorReport, show: Show): BehaviorReport {
  switch (behavior.verdict) {
    case 'pass':
      return behavior
    case 'fail':
    case 'warn': {
      const { known } = behavior
      return {
        ...behavior,
        reason: show(behavior.reason),
        failures: behavior.failures.map((failure) => shownFailure(failure, show)),
        ...(known ? { known: shownNote(known, show) } : {}),
      }
    }
    default:
      return { ...behavior, reason: show(behavior.reason) }
  }
}

function shownNote({ reason, link }: KnownNote, show: Show): KnownNote {
  return { reason: show(reason), link: link === null ? null : show(link) }
}

function shownFailure(failure: Failure, show: Show): Failure {
  return {
    ...failure,
    expected: show(failure.expected),
    actual: show(failure.actual),
    pointer: failure.pointer === null ? null : show(failure.pointer),
    request: show(failure.request, longestRequest),
    curl: show(failure.curl, longestRequest),
    excerpt: failure.excerpt && {
      ...failure.excerpt,
      lines: failure.excerpt.lines.map((line) => show(line)),
    },
    counterexample: mapTexts(failure.counterexample, show) as Failure['counterexample'],
  }
}

function shownExchange(exchange: ShownExchange, show: Show): ShownExchange {
  const { request, outcome } = exchange
  return {
    ...exchange,
    request: {
      ...request,
      url: show(request.url, longestRequest),
      query: request.query.map(([name, value]) => [show(name), show(value)] as const),
      headers: request.headers.map(([name, value]) => [show(name), show(value)] as const),
    },
    outcome:
      outcome.kind === 'no-answer'
        ? { ...outcome, reason: show(outcome.reason) }
        : {
            ...outcome,
            headers: outcome.headers.map((header) => answeredHeader(header, show)),
            body: { ...outcome.body, text: shownLines(outcome.body.text, show) },
          },
  }
}

/** Headers of an answer that hold nothing but what lets somebody in. */
const secretHeaders = /^(set-cookie|cookie|.*authori[sz]ation|.*api-?key|.*token|.*secret)$/i

function answeredHeader([name, value]: Header, show: Show): Header {
  return [show(name), secretHeaders.test(name) && value !== '' ? mask : show(value)]
}

/** A body keeps its lines; what else acts in it is made visible. */
function shownLines(text: string, show: Show): string {
  return text
    .split(/\r?\n/)
    .map((line) => show(line, longestBody))
    .join('\n')
}
