import type { BehaviorReport, Failure, TargetReport } from '../src/model/report.ts'
import { markdownFence } from './escape.ts'
import { exchangeLine, excerptLines } from './evidence.ts'
import type { ReportContext } from './context.ts'
import { documentedWords, isFinding, ledBy, sameCauseWords, whatBroke } from './findings.ts'
import { byBehavior } from './grouping.ts'
import type { BehaviorGroup } from './grouping.ts'
import { code, listed } from './markdown-text.ts'
import type { Block } from './markdown-text.ts'

const longestCurl = 2000

/** One block for each behavior with the verdict that is no known deviation. */
export function findingBlocks(
  targets: readonly TargetReport[],
  verdict: BehaviorReport['verdict'],
  factsOf: ReportContext['factsOf'],
): Block[] {
  const commands = new Set<string>()
  return byBehavior(
    targets,
    (behavior, target) =>
      behavior.verdict === verdict && !('known' in behavior) && isFinding(behavior, target),
  ).map((group) => findingBlock(group, factsOf, commands))
}

function findingBlock(
  { behavior, target, names }: BehaviorGroup,
  factsOf: ReportContext['factsOf'],
  commands: Set<string>,
): Block {
  const documented = documentedWords(behavior, factsOf(target.provider))
  const sameCause = sameCauseWords(ledBy(behavior, target), code)
  const failure = 'failures' in behavior ? behavior.failures[0] : undefined
  const { id, covers, title } = behavior
  const facts = covers.length > 0 ? ` (${covers.map(code).join(' ')})` : ''
  const reason = 'reason' in behavior ? [`- reason: ${code(behavior.reason)}`] : []
  const [, ...others] = names
  const lines = [
    `**${code(id)}** on ${code(target.name)}${facts}`,
    ...(whatBroke(behavior) === title ? [] : [`- broken: ${code(whatBroke(behavior))}`]),
    `- rule: ${code(title)}`,
    ...(documented === null ? [] : [`- documented: ${code(documented)}`]),
    ...(others.length > 0 ? [`- also on: ${listed(others)}`] : []),
    ...(sameCause === null ? [] : [`- ${sameCause}`]),
    ...(failure ? failureLines(failure, target, commands) : reason),
  ]
  const excerpt = failure?.excerpt
  return {
    text: lines.join('\n'),
    more: excerpt ? markdownFence(excerptLines(excerpt), 'text') : null,
  }
}

/** @param commands those that stand above already */
function failureLines(failure: Failure, target: TargetReport, commands: Set<string>): string[] {
  const { expected, actual, pointer, counterexample, seed, path, steps = [failure] } = failure
  const curl = steps.map((step) => step.curl).join('\n')
  const isRepeated = commands.has(curl)
  commands.add(curl)
  const drawn = `seed ${seed}${path === null ? '' : `, path ${path}`}`
  return [
    `- expected: ${code(expected)}`,
    `- actual: ${code(actual)}`,
    ...(pointer === null || pointer === '' ? [] : [`- at: ${code(pointer)}`]),
    ...(counterexample === null
      ? []
      : [`- case: ${code(JSON.stringify(counterexample))}, ${code(drawn)}`]),
    ...steps.map(({ exchange }) => `- exchange: ${code(exchangeLine(target, exchange))}`),
    ...(isRepeated ? ['- again: the same command as above'] : ['', commandBlock(curl)]),
  ]
}

function commandBlock(curl: string): string {
  return curl.length > longestCurl
    ? `The curl line has ${curl.length} characters; report.json holds it.`
    : markdownFence([curl], 'sh')
}
