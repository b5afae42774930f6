// The style sheet of the brief's page, and its SHA-256 in base64 for the page's content security policy. A test
// compares the two.
#pragma once

#include <string_view>

namespace entente::show {

inline constexpr std::string_view brief_style = R"css(
:root { --ink: #1c2026; --paper: #fbfaf7; --rule: #d8d4ca; --soft: #6a6a66; --for: #17603d; --for-bg: #e2f1e7;
  --against: #8e2418; --against-bg: #fae5e1; --neither: #4a4a46; --neither-bg: #eeece6; --accent: #27508f; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0 auto; max-width: 82rem; padding: 1.2rem; font: 16px/1.5 Charter, "Bitstream Charter", Georgia, "DejaVu Serif", serif;
  color: var(--ink); background: var(--paper); }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; border-bottom: 2px solid var(--ink); padding-bottom: .2rem; }
h3 { font-size: 1.02rem; margin: 1.2rem 0 .3rem; }
p { margin: .3rem 0 .7rem; max-width: 60rem; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.facts, .soft, .legend { color: var(--soft); font-size: .9rem; }
nav ul { list-style: none; padding: 0; margin: .6rem 0; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.3; }
caption { text-align: left; color: var(--soft); padding: .2rem 0 .5rem; }
th, td { border: 1px solid var(--rule); padding: .35rem .45rem; vertical-align: top; text-align: left; }
thead th { background: #efece4; font-weight: 600; overflow-wrap: break-word; min-width: 6.6rem; }
tbody th { background: #f4f1ea; font-weight: 600; min-width: 6.5rem; }
td.for { background: var(--for-bg); }
td.against { background: var(--against-bg); }
td.neither { background: var(--neither-bg); }
td.none { color: #a5a29a; text-align: center; }
td a { text-decoration: none; display: block; color: inherit; }
td a:hover .act, td a:focus .act { text-decoration: underline; }
.for .act { color: var(--for); } .against .act { color: var(--against); } .neither .act { color: var(--neither); }
.act { font-weight: 700; }
.small { display: block; font-size: .78rem; color: var(--soft); }
.tag { display: inline-block; font-size: .74rem; border: 1px solid currentColor; border-radius: .2rem; padding: 0 .25rem; margin-right: .2rem; }
.red-line { color: #fff; background: var(--against); border-color: var(--against); }
article { border: 1px solid var(--rule); background: #fff; padding: .6rem .9rem; margin: .7rem 0; }
article:target { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
blockquote { margin: .5rem 0 .8rem; padding: .1rem 0 .1rem .8rem; border-left: 3px solid var(--rule); }
blockquote p { margin: .1rem 0; }
.where { font-size: .84rem; color: var(--soft); }
mark { background: none; color: inherit; }
mark.source { border-bottom: 2px solid #b07a12; }
mark.cue { border-bottom: 2px dotted #555; font-style: italic; }
mark.content { background: #fff3cd; }
mark.what { background: #ffe08a; font-weight: 600; }
mark.condition { background: #dbe9ff; }
ins, del, .beside mark { text-decoration: none; background: #ffe08a; }
.beside { margin: .5rem 0; table-layout: fixed; overflow-wrap: anywhere; }
.beside tbody th { font-weight: 400; } .beside .kind { width: 8rem; } .beside p { margin: 0; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.2rem; }
svg, img { max-width: 100%; height: auto; }
pre { font: .8rem/1.35 "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: #fff;
  border: 1px solid var(--rule); padding: .6rem .8rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: .6rem; font-size: .85rem; color: var(--soft); }
@media (max-width: 720px) {
  body { padding: .8rem; }
  .two { grid-template-columns: 1fr; }
  .scroll img { max-width: none; width: 44rem; }
  .matrix thead { position: absolute; left: -99rem; }
  .matrix caption, .matrix, .matrix tbody, .matrix tr, .matrix th, .matrix td { display: block; width: 100%; }
  .matrix tr { margin-bottom: 1rem; border: 1px solid var(--rule); }
  .matrix td.none { display: none; }
  .beside thead { display: none; }
  .beside, .beside tbody, .beside tr, .beside th, .beside td { display: block; width: 100%; }
  .beside td[data-issue]::before, .matrix td::before { content: attr(data-issue); display: block; font-size: .78rem; color: var(--soft); }
}
@media print {
  body { font-size: 10pt; padding: 0; background: #fff; }
  nav, .skip, .back { display: none; }
  article, tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
td.unsure { background: #fdf3d0; }
.unsure .act { color: #6b4700; }
details { margin: .4rem 0; }
summary { cursor: pointer; font-weight: 600; }
.why, .why ul { margin: .2rem 0 .4rem; padding-left: 1.2rem; }
)css";

inline constexpr std::string_view brief_style_sha256 = "ZdGGz4IE3Np/Fk8m22kVh9t8e0gk6YZo4rI/4rNkiL8=";

}  // namespace entente::show
