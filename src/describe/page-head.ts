import { markdownCode } from '../../reporters/escape.ts'
import type { Contract, Credential, Field } from '../model/contract.ts'
import { usualRuns } from '../run/cases.ts'
import { markdownLink, markdownTable, markdownText } from './markdown.ts'
import { pointerWords } from './phrase.ts'

/** What comes before the behaviors: the operation, who may call it, and how to read the page. */
export function markdownHead(contract: Contract, file: string): string[] {
  const { title, docs, revision, operation, listing } = contract
  return [
    `# ${markdownText(title)}`,
    '',
    `Written by ${markdownCode('npm run docs')} from ${markdownLink(markdownCode(file.replace(/^(\.\.\/)+/, '')), file)}.`,
    '',
    ...markdownTable(
      ['', ''],
      [
        ['Documentation', markdownLink(markdownText(docs), docs)],
        ['Revision', `the documentation as it was on ${revision}`],
        ['Operation', markdownCode(`${operation.method} ${operation.path}`)],
        ['Servers', codes(contract.servers, 'none is documented')],
        ['Rate limit', rateWords(contract)],
        ['Instances', instancesWords(contract)],
        ['Secrets, never shown', codes(contract.secrets, 'none')],
        ['Personal data, never shown', codes(contract.personal.map(memberWords), 'none')],
      ],
    ),
    '',
    '## Credentials',
    '',
    ...markdownTable(
      ['role', 'header', 'environment variable', 'where it comes from'],
      contract.credentials.map(credentialRow),
    ),
    ...fieldLines([...listing.fields.values()]),
    '',
    '## How to read this page',
    '',
    ...reading,
  ]
}

const reading = [
  '- A **must** that an answer contradicts fails, a **should** warns, and **observe** only reports what the server does.',
  `- What is expected, and of which answers and instances, stands as in the contract, with the number of its line; below it stand the anchors and schemas that it refers to. ${markdownLink('The language', '../contracts.md')} says what the words mean.`,
  '- “Judged on” means that no request is sent for it: answers to the requests of other behaviors show it.',
  `- “Cases” counts the values that are drawn with ${markdownCode(`--runs=${usualRuns}`)}, the usual number. ${markdownCode('{name}')} in a request is a value that is drawn for each case.`,
  '- Lines are counted in the text of the documentation page.',
]

function codes(values: readonly string[], none: string): string {
  return values.length === 0 ? none : values.map(markdownCode).join(', ')
}

/** A member by its name, wherever it is, or one place in an instance. */
function memberWords(member: string): string {
  return member.startsWith('/') ? pointerWords(member) : member
}

function rateWords({ rateLimit }: Contract): string {
  if (rateLimit === null) return 'none is documented'
  const { requests, seconds, per } = rateLimit
  const whose = per === 'account' ? 'all credentials together' : 'each credential for itself'
  return `${requests} requests in ${seconds} seconds, ${whose}`
}

function instancesWords({ listing: { items, id, drawnId, query } }: Contract): string {
  const where =
    items === '' ? 'the body, an array' : `the array ${markdownCode(pointerWords(items))}`
  const asked = new URLSearchParams(query.map(([name, value]) => [name, value])).toString()
  const whole = asked === '' ? '' : `; all of them are listed with ${markdownCode(`?${asked}`)}`
  const drawn = drawnId ? ', which the server draws' : ''
  return `${where}; told apart by ${markdownCode(pointerWords(id))}${drawn}${whole}`
}

function credentialRow(
  { role, header, scheme, env, discover, inferred }: Credential,
  index: number,
) {
  const value = scheme === null ? '…' : `${scheme} …`
  const listed =
    discover === null
      ? ''
      : `; where it is not set, from ${markdownCode(pointerWords(discover.pointer))} of an instance of the listing${discover.when ? ' that is of the right shape' : ''}`
  const doubt = inferred ? ', though the page does not say that it is this credential' : ''
  return [
    markdownCode(role),
    markdownCode(`${header}: ${value}`),
    markdownCode(env),
    `${index === 0 ? 'needed' : 'may be given'}${listed}${doubt}`,
  ]
}

function fieldLines(fields: readonly Field[]): string[] {
  if (fields.length === 0) return []
  return [
    '',
    '## Fields',
    '',
    'What requests and expectations call by a short name.',
    '',
    ...markdownTable(
      ['field', 'member of an instance', 'and'],
      fields.map((field) => [
        markdownCode(field.name),
        markdownCode(pointerWords(field.pointer)),
        fieldNotes(field),
      ]),
    ),
  ]
}

function fieldNotes({ take, unless, example, moves }: Field): string {
  return [
    ...(example === null ? [] : [`such as ${markdownCode(example)}`]),
    ...(take === null ? [] : [`of it the first group of ${markdownCode(take.source)}`]),
    ...(unless === null ? [] : [`not asked for where it matches ${markdownCode(unless.source)}`]),
    ...(moves ? ['may change while an instance lives'] : []),
  ].join('; ')
}
