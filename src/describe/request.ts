import type { ActiveBehavior, Contract, Sender, Template } from '../model/contract.ts'
import { variable } from './generator.ts'
import { code, listed, say } from './phrase.ts'
import type { Phrase } from './phrase.ts'

/** The request of a behavior, with its variables in braces. */
export function requestWords(
  { request }: ActiveBehavior,
  { operation }: Pick<Contract, 'operation'>,
): Phrase {
  const { as, query, headers, repeat } = request
  const names = query.map(([name, template]) => `${name}=${templateText(template)}`)
  const url = `${operation.method} ${operation.path}${names.length > 0 ? `?${names.join('&')}` : ''}`
  const layouts = query.flatMap(([, template]) =>
    template.kind === 'join' && template.layout !== null ? [variable(template.layout)] : [],
  )
  const laidOut = layouts.length === 0 ? [] : say`, written as ${listed(layouts, 'and')} says`
  const sent = headers.map(([name, value]) => code(`${name}: ${value}`))
  const extra = sent.length === 0 ? [] : say`, with the header ${listed(sent, 'and')}`
  const often = repeat > 1 ? `, sent ${repeat} times` : ''
  return say`${code(url)}${laidOut}, ${senderWords(as)}${extra}${often}`
}

function templateText(template: Template): string {
  if (template.kind === 'text') return template.text
  return template.variables.map((name) => `{${name}}`).join(template.by)
}

/** Who asks. */
export function senderWords(sender: Sender): Phrase {
  switch (sender.kind) {
    case 'role':
      return say`as ${code(sender.role)}`
    case 'nobody':
      return ['without a credential']
    case 'holder':
      return say`as the holder of ${variable(sender.variable)}`
    case 'impostor':
      return say`with ${variable(sender.variable)} in place of the credential ${code(sender.role)}`
  }
}
