import { isMap, parseDocument } from 'yaml'
import type { YAMLMap, YAMLSeq } from 'yaml'
import type { TargetReport } from '../model/report.ts'

/** The reason of an entry that awaits one from a person. */
export const noReason = 'TODO'

/** Days for which an accepted failure does not count. */
const acceptedDays = 90

/** A failure as an entry of the known deviations. */
interface Accepted {
  behavior: string
  reason: string
  /** `YYYY-MM-DD`, as is `expires`. */
  accepted: string
  /** What was seen. Redacted. */
  evidence: string
  expires: string
}

/** A file of known deviations with today's failures in it. */
export interface AcceptedFile {
  text: string
  added: number
  updated: number
}

/**
 * Adds the failures of a target to its known deviations. An entry that awaits its reason gets today's evidence; one
 * that a person wrote stays as it is, and so do comments.
 * @param text the file, which was checked; null where there is none yet
 */
export function withAccepted(
  text: string | null,
  { behaviors }: TargetReport,
  today: Date,
): AcceptedFile {
  const document = parseDocument(text ?? newFile)
  const list = document.get('deviations') as YAMLSeq
  const entries = new Map(
    list.items.filter(isMap).map((entry) => [String(entry.get('behavior')), entry]),
  )
  const counts = { added: 0, updated: 0 }
  for (const one of behaviors) {
    if (one.verdict !== 'fail') continue
    const evidence = [one.reason, one.failures[0]?.request ?? ''].join('; ')
    const accepted = entryOf(one.id, evidence, today)
    const entry = entries.get(one.id)
    if (!entry) {
      list.add(document.createNode(accepted))
      counts.added++
    } else if (entry.get('reason') === noReason) {
      update(entry, accepted)
      counts.updated++
    }
  }
  // An empty list is written as [], and would keep that form.
  list.flow = list.flow === true && counts.added === 0
  return { text: document.toString({ lineWidth: 0 }), ...counts }
}

const newFile = `# Failures that do not count. Put the reason in place of each ${noReason}.\ndeviations: []\n`

function entryOf(behavior: string, evidence: string, today: Date): Accepted {
  const expires = new Date(today.getTime() + acceptedDays * 86_400_000)
  const day = (date: Date): string => date.toISOString().slice(0, 10)
  return { behavior, reason: noReason, accepted: day(today), evidence, expires: day(expires) }
}

function update(entry: YAMLMap, { accepted, evidence, expires }: Accepted): void {
  for (const [name, value] of Object.entries({ accepted, evidence, expires }))
    entry.set(name, value)
}
