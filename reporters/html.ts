import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Report } from '../src/model/report.ts'
import type { ReportContext } from './context.ts'
import { escapeMarkup, scriptJson } from './escape.ts'
import { howManyTargets, verdictCounts } from './headline.ts'
import { shownOnPage } from './html/exchanges.ts'
import type { TargetExchanges } from './html/exchanges.ts'
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
    'findings',
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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Conformance of ${escapeMarkup(view.headline)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#behaviors">Skip to the behaviors</a>
<header>
<h1>Conformance of ${howManyTargets(report.targets)}</h1>
${verdictChips(report)}
<p>${escapeMarkup(view.facts)}</p>
</header>
<main>
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

/** For who has no script: what the reader must know, and where the rest is. */
function summary({ targets, groups }: View): string {
  const rows = targets.map(({ name, provider, verdict, reason, counts }) => {
    const cells = [name, provider, verdict, ...Object.values(counts).map(String), reason ?? '']
    return `<tr>${cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join('')}</tr>`
  })
  const heads = [
    'target',
    'provider',
    'verdict',
    ...Object.keys(targets[0]?.counts ?? {}),
    'reason',
  ]
  const broken = groups
    .flatMap((group) => group.rows)
    .filter((row) => row.results.some((result) => result?.verdict === 'fail'))
    .map(({ id, title }) => `<li><code>${escapeMarkup(id)}</code> ${escapeMarkup(title)}</li>`)
  return `<p>This page needs JavaScript for its details; report.json has them, too.</p>
<table>
<tr>${heads.map((head) => `<th scope="col">${escapeMarkup(head)}</th>`).join('')}</tr>
${rows.join('\n')}
</table>
<h2>Broken musts: ${broken.length}</h2>
<ul>
${broken.join('\n')}
</ul>`
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
