import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Counts, Report } from '../src/model/report.ts'
import type { ReportContext } from './context.ts'
import { escapeMarkup, scriptJson } from './escape.ts'
import { brokenLine } from './findings.ts'
import { howManyTargets, verdictCounts, worstFirst } from './headline.ts'
import { findingsSection } from './html/cards.ts'
import { shownOnPage } from './html/exchanges.ts'
import type { TargetExchanges } from './html/exchanges.ts'
import { runStrips } from './html/strips.ts'
import { viewOf } from './html/view.ts'
import type { View } from './html/view.ts'

const modules = [
  ...[
    'element',
    'filter',
    'trend',
    'data',
    'copy',
    'history',
    'indent',
    'exchange',
    'failure',
    'evidence',
  ],
  ...['matrix', 'controls', 'targets', 'changes', 'unverified', 'list', 'address', 'page'],
]

const script = modules
  .map((name) => sourceOf(`client/${name}.js`))
  .map(withoutModules)
  .join('\n')

const style = sourceOf('style.css')

/** Only the style and the script of this page, and no request to anywhere. */
const policy = [
  "default-src 'none'",
  `style-src '${hashOf(style)}'`,
  `script-src '${hashOf(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/**
 * report.html: one file that works offline. The report is in it as JSON, and the script renders
 * what is looked at, as text; without the script there is a summary.
 */
export function renderHtml(report: Report, context: ReportContext): string {
  const view = viewOf(report, context)
  const targets = worstFirst(report.targets)
  const [first, ...others] = targets
  const only = first && others.length === 0 ? brokenLine(first) : null
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(only ? `${only.where}: ${only.what}` : `Conformance of ${view.headline}`)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip scripted" href="#behaviors">Skip to the behaviors</a>
<header>
<h1>${
    only
      ? `${escapeMarkup(only.where)}: <span class="fail">${escapeMarkup(only.what)}</span>`
      : `Conformance of ${howManyTargets(targets)}`
  }</h1>
${verdictChips(report)}
<p>${escapeMarkup(view.facts)}</p>
${runStrips(targets, context.history)}
</header>
<main>
${findingsSection(targets, context.factsOf)}
<noscript>
${summary(view)}
</noscript>
</main>
<script type="application/json" id="view">${scriptJson(view)}</script>
${shownOnPage(report).map(exchangesElement).join('\n')}
<script type="module">${script}</script>
</body>
</html>
`
}

function verdictChips({ targets }: Report): string {
  const chips = verdictCounts(targets).map(
    ({ verdict, count }) => `<span class="chip ${verdict}">${count} ${verdict}</span>`,
  )
  return `<p class="verdicts">${chips.join(' ')}</p>`
}

/** Apart from the rest: most of them are never looked at, and what is not parsed takes no time. */
function exchangesElement(one: TargetExchanges): string {
  const target = escapeMarkup(one.target)
  const json = scriptJson(one.exchanges)
  return `<script type="application/json" data-exchanges="${target}">${json}</script>`
}

/** For who has no script: the targets, and where the rest is. */
function summary({ targets }: View): string {
  const counts = (Object.keys(targets[0]?.counts ?? {}) as (keyof Counts)[]).filter((verdict) =>
    targets.some((one) => one.counts[verdict] > 0),
  )
  const rows = targets.map((target) => {
    const { name, provider, verdict, reason } = target
    const numbers = counts.map((one) => String(target.counts[one]))
    return rowOf('td', [name, provider, verdict, ...numbers, reason ?? ''])
  })
  return `<section>
<h2>Targets</h2>
<p>With JavaScript, this page shows every behavior and its evidence; report.json has them, too.</p>
<div class="frame"><table>
${rowOf('th', ['target', 'provider', 'verdict', ...counts, 'reason'])}
${rows.join('\n')}
</table></div>
</section>`
}

function rowOf(cell: 'td' | 'th', texts: readonly string[]): string {
  return `<tr>${texts.map((text) => `<${cell}>${escapeMarkup(text)}</${cell}>`).join('')}</tr>`
}

function sourceOf(name: string): string {
  return readFileSync(new URL(`html/${name}`, import.meta.url), 'utf8')
}

/** The modules become one script: a page that works from an attachment cannot import. */
function withoutModules(source: string): string {
  return source.replace(/^import [^']*'[^']*'\n/gm, '').replace(/^export /gm, '')
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
