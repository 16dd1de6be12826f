/** The page's style. Colors keep a contrast of 4.5 to 1 in both schemes (WCAG 2.2 AA). */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1c1e21; --soft: #5a6068; --line: #d5d9de; --shade: #f4f5f7; --link: #0b57b5;
  --pass: #1a6e2e; --fail: #b3261e; --warn: #7d5700; --note: #0b57b5; --open: #5a6068;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --ink: #e8eaed; --soft: #a4abb3; --line: #3a3f45; --shade: #22252a; --link: #8ab8ff;
    --pass: #6fcf85; --fail: #ff8a80; --warn: #f0b94a; --note: #8ab8ff; --open: #a4abb3;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 90rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.2rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .25rem 0; }
header p, small, [role=status], .legend { color: var(--soft); font-size: .875rem; }
a { color: var(--link); }
code { font: .875em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap;
  unicode-bidi: isolate; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.unseen, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.skip:focus { position: absolute; left: 1rem; top: .5rem; padding: .25rem .5rem; background: var(--paper);
  z-index: 3; }
[hidden] { display: none !important; }

form { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; }
label span { display: block; font-size: .8125rem; color: var(--soft); }
label:has(input) { flex: 1 1 12rem; }
select, input, button { font: inherit; color: inherit; background: var(--paper); padding: .25rem .5rem;
  border: 1px solid var(--soft); border-radius: .25rem; min-height: 2.25rem; max-width: 100%; }
input { width: 100%; }
.more { display: block; margin: 1rem auto; }
summary { cursor: pointer; padding: .125rem 0; }

table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; }
.frame { overflow: auto; }
.targets th, .targets td { border-bottom: 1px solid var(--line); }
.targets thead th { white-space: nowrap; }
.targets tbody th { min-width: 12rem; }
.targets small { display: block; font-weight: normal; }
.targets .note { color: var(--fail); }
.targets .number { text-align: right; font-variant-numeric: tabular-nums; }

.matrix { table-layout: fixed; }
.matrix tbody { border-bottom: 1px solid var(--line); scroll-margin-top: 1rem; }
.matrix summary { scroll-margin-top: 4rem; }
.matrix tbody:focus-within { background: var(--shade); }
.matrix thead th { font-size: .8125rem; color: var(--soft); }
.matrix .name { font-weight: 600; }
.matrix .name a { color: inherit; text-decoration: none; }
.matrix .name a:hover { text-decoration: underline; }
.level { color: var(--soft); font-weight: normal; font-size: .8125rem; }
.words th:not(.name), .words td:not(.rule) { width: 7.5rem; }
.rule { padding-top: 0; }
.rule > div { position: sticky; left: .5rem; max-width: calc(min(100vw, 90rem) - 4rem); }

.signs { border-collapse: separate; border-spacing: 0; }
.frame:has(> .signs) { max-height: 90vh; }
.signs thead th { position: sticky; top: 0; background: var(--paper); z-index: 1; vertical-align: bottom; }
.signs thead th:not(.name) span { writing-mode: vertical-rl; display: inline-block; max-height: 7.5rem;
  overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.signs .name { position: sticky; left: 0; background: var(--paper); }
.signs thead .name { z-index: 2; }
.signs tbody { scroll-margin-top: 9rem; }
.signs summary { scroll-margin-top: 12rem; }
.signs tbody:focus-within .name { background: var(--shade); }
.signs th:not(.name), .signs td:not(.rule) { width: 2rem; padding: .25rem 0; text-align: center; }
.signs tbody > tr:last-child td { border-bottom: 1px solid var(--line); }
.signs td:not(.rule) span { display: block; position: relative; overflow: hidden; height: 1.5rem;
  text-indent: -99rem; }
.signs td:not(.rule) span::before { content: "\\b7" / ""; position: absolute; inset: 0; text-indent: 0;
  font-weight: 700; }
.signs td.pass span::before { content: "\\2713" / ""; }
.signs td.fail span::before { content: "\\2717" / ""; }
.signs td.warn span::before { content: "!" / ""; }
.signs td.known span::before { content: "K" / ""; }
.signs td.observed span::before { content: "i" / ""; }
.signs td.unverified span::before { content: "?" / ""; }
.signs td.error span::before { content: "E" / ""; }

.chip, .words td:not(.rule) span { font-weight: 600; font-size: .875rem; white-space: nowrap; }
.targets td { white-space: nowrap; }
.pass, .conformant { color: var(--pass); }
.fail, .error, .non-conformant { color: var(--fail); }
.warn, .known, .known-deviations, .incomplete { color: var(--warn); }
.observed { color: var(--note); }
.unverified, .absent { color: var(--open); }
td.fail, td.error { background: color-mix(in srgb, var(--fail) 12%, transparent); }

.result, .line { margin: .5rem 0; }
.failure { border-left: 3px solid var(--fail); padding-left: .75rem; margin: .5rem 0 1rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: .5rem; }
.pair dl { background: var(--shade); padding: .5rem; margin: 0; }
.pair dd { max-height: 24rem; overflow: auto; }
dt { color: var(--soft); font-size: .8125rem; }
dd { margin: 0; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .125rem .75rem; margin: .5rem 0; }
@media (max-width: 40rem) {
  .facts { grid-template-columns: minmax(0, 1fr); }
  .words th:not(.name), .words td:not(.rule) { width: 6rem; }
}

@media print {
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; }
  form, .more, .skip { display: none; }
  .frame, .frame:has(> .signs), .pair dd { overflow: visible; max-height: none; }
  .signs thead th, .signs .name, .rule > div { position: static; max-width: none; }
  .failure, tr { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
}
`
