import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Report } from '../src/model/report.ts'
import { escapeMarkup, scriptJson } from './escape.ts'
import { htmlStyle } from './html-style.ts'
import { viewOf } from './html-view.ts'
import type { View } from './html-view.ts'

const script = ['filter', 'element', 'evidence', 'matrix', 'controls', 'overview', 'page']
  .map((name) => readFileSync(new URL(`html-client-${name}.js`, import.meta.url), 'utf8'))
  .map(withoutModules)
  .join('\n')

/** Only the style and the script of this page, and no request to anywhere. */
const policy = [
  "default-src 'none'",
  `style-src '${hashOf(htmlStyle)}'`,
  `script-src '${hashOf(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/**
 * report.html: one file that works offline. The report is in it as JSON, and the script renders
 * what is looked at, as text; without the script there is a summary.
 */
export function renderHtml(report: Report): string {
  const view = viewOf(report)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Conformance of ${escapeMarkup(view.headline)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<a class="skip" href="#behaviors">Skip to the behaviors</a>
<header>
<h1>Conformance of ${escapeMarkup(view.headline)}</h1>
<p>${escapeMarkup(view.facts)}</p>
</header>
<main>
<noscript>
${summary(view)}
</noscript>
</main>
<script type="application/json" id="view">${scriptJson(view)}</script>
<script type="module">${script}</script>
</body>
</html>
`
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

/** The modules become one script: a page that works from an attachment cannot import. */
function withoutModules(source: string): string {
  return source.replace(/^import [^']*'[^']*'\n/gm, '').replace(/^export /gm, '')
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
