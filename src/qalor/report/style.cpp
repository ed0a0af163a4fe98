// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/style.hpp"

namespace qalor {

namespace {

// Text reaches a contrast of at least 4.5 : 1 on its ground, lines of plots at least 3 : 1.
constexpr std::string_view style = R"css(
:root {
  color-scheme: light dark;
  --ground: #ffffff; --panel: #f6f7f9; --text: #1c2330; --quiet: #566073; --rule: #d9dde4; --link: #0b57a4;
  --ok: #17663a; --ok-ground: #e5f4ea; --attention: #7a4a00; --attention-ground: #fff2d9;
  --bad: #a01c1c; --bad-ground: #fdeaea;
  --c0: #0b62b0; --c1: #c04a00; --c2: #1c7a4f; --c3: #8440a8; --c4: #8a6a00; --c5: #b0306f;
  --k0: #c9ced6; --k1: #f1f3f6; --k2: #f2a65a; --k3: #5b9bd5; --k4: #c03030;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181f; --panel: #1d232c; --text: #e6e9ef; --quiet: #a3adbd; --rule: #343c49; --link: #8cc0ff;
    --ok: #7fd8a0; --ok-ground: #16301f; --attention: #ffc968; --attention-ground: #33270f;
    --bad: #ff9d9d; --bad-ground: #3a1a1c;
    --c0: #69b1ff; --c1: #ff9a5c; --c2: #63cf9a; --c3: #c79bea; --c4: #dcb94d; --c5: #f08dbb;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 72rem; padding: 1.5rem 1.25rem 3rem; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
}
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.4rem 0 .7rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: 0 0 .6rem; max-width: 46rem; }
a { color: var(--link); }
header p, figcaption, .meaning, footer, .quiet { color: var(--quiet); }
.mark { font-weight: 600; letter-spacing: .04em; margin-bottom: .2rem; }
code, pre, .name { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .88em; }
pre { background: var(--panel); border-radius: .4rem; padding: .8rem 1rem; margin: 0 0 .8rem; overflow-x: auto; }
.verdict { border-left: .3rem solid; border-radius: .25rem; padding: .9rem 1.1rem; margin: 1.4rem 0 0; }
.verdict h2 { margin: 0 0 .2rem; font-size: 1.1rem; }
.verdict p { color: var(--text); margin: .2rem 0 0; }
.ok { color: var(--ok); background: var(--ok-ground); }
.attention { color: var(--attention); background: var(--attention-ground); }
.bad { color: var(--bad); background: var(--bad-ground); }
.badge { border-radius: 1rem; padding: .08rem .6rem; font-size: .85rem; font-weight: 600; white-space: nowrap; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; max-width: 50rem; font-variant-numeric: tabular-nums; }
table.wide { max-width: none; }
th, td { text-align: left; vertical-align: top; padding: .42rem .9rem .42rem 0; border-bottom: 1px solid var(--rule); }
th { font-weight: 600; }
thead th { color: var(--quiet); font-size: .82rem; white-space: nowrap; }
tbody th[scope="row"] { font-weight: 400; min-width: 11rem; width: 45%; }
tbody th[scope="rowgroup"] { padding-top: 1.1rem; font-size: .9rem; }
td.number, th.number { text-align: right; white-space: nowrap; }
th:last-child, td:last-child { padding-right: .2rem; }
td.words { overflow-wrap: anywhere; }
.symbol { color: var(--quiet); white-space: nowrap; }
.meaning { display: block; font-size: .85rem; }
sub, sup { font-size: .72em; line-height: 0; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 27rem), 1fr)); gap: 1.4rem 1.6rem; align-items: end; }
figure { margin: 0; break-inside: avoid; }
svg { width: 100%; height: auto; display: block; font-size: 12px; }
)css";

// What drawings need, in a page and in files of their own.
constexpr std::string_view drawings = R"css(
svg text { fill: var(--text); }
svg .axis, svg .zero { stroke: var(--quiet); fill: none; }
svg .grid { stroke: var(--rule); }
svg [class^="curve-"] { fill: none; stroke-width: 2; stroke-linejoin: round; }
svg .curve-0 { stroke: var(--c0); } svg .dot-0 { fill: var(--c0); }
svg .curve-1 { stroke: var(--c1); stroke-dasharray: 7 3; } svg .dot-1 { fill: var(--c1); }
svg .curve-2 { stroke: var(--c2); stroke-dasharray: 2 3; } svg .dot-2 { fill: var(--c2); }
svg .curve-3 { stroke: var(--c3); stroke-dasharray: 9 3 2 3; } svg .dot-3 { fill: var(--c3); }
svg .curve-4 { stroke: var(--c4); stroke-dasharray: 4 2; } svg .dot-4 { fill: var(--c4); }
svg .curve-5 { stroke: var(--c5); stroke-dasharray: 12 4; } svg .dot-5 { fill: var(--c5); }
svg .outline { stroke: var(--rule); }
svg .event { stroke: var(--quiet); stroke-dasharray: 3 3; }
svg .code-0 { fill: var(--k0); } svg .code-1 { fill: var(--k1); } svg .code-2 { fill: var(--k2); }
svg .code-3 { fill: var(--k3); } svg .code-4 { fill: var(--k4); }
svg [class^="over-"] { fill: none; stroke: #101418; stroke-width: 1.8; }
svg .over-1 { stroke-dasharray: 6 3; } svg .over-2 { stroke-dasharray: 2 3; }
)css";

// After the drawings.
constexpr std::string_view rest = R"css(
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .15rem 1.2rem; margin: 0; font-size: .88rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
ul.plain { margin: 0; padding-left: 1.2rem; }
@media (max-width: 40rem) {
  body { padding: 1rem 1rem 2rem; }
  h1 { font-size: 1.4rem; }
  svg { font-size: 13.5px; }
  h2 { margin-top: 1.9rem; }
  th, td { padding-right: .7rem; }
  tbody th[scope="row"] { min-width: 9rem; }
  .wide thead th:first-child, .wide tbody th[scope="row"] { position: sticky; left: 0; background: var(--ground); max-width: 10.5rem; }
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: .45rem; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  section { break-inside: auto; }
  h2 { break-after: avoid; }
  tr { break-inside: avoid; }
  pre { white-space: pre-wrap; }
  .scroll { overflow: visible; }
  .plots { grid-template-columns: 1fr 1fr; }
}
)css";

}  // namespace

std::string report_style() { return std::string(style) + std::string(drawings) + std::string(rest); }

std::string figure_style() {
  return ":root { --text: #1c2330; --quiet: #566073; --rule: #d9dde4; --c0: #0b62b0; --c1: #c04a00; --c2: #1c7a4f; "
         "--c3: #8440a8; --c4: #8a6a00; --c5: #b0306f; --k0: #c9ced6; --k1: #f1f3f6; --k2: #f2a65a; --k3: #5b9bd5; "
         "--k4: #c03030; }" +
         std::string(drawings);
}

}  // namespace qalor
