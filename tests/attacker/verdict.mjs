// The verdict: findings by kind, those that the product is known not to have closed yet apart (open.json), and one screen for people.
import { readFileSync } from 'node:fs';

export const kinds = [
  'exact',
  'narrow',
  'provably small',
  'derived small difference',
  'small numerator',
  'group disclosure',
  'insider',
  'revision',
  'edition',
  'register',
  'microdata',
  'hidden statistic',
  'artefact',
  'side channel',
  'not understood',
  'unproven',
];

/** Marks each finding that an entry {kind, part, feed?, leak, why} of the known-open list covers. */
export function markOpen(findings, list = JSON.parse(readFileSync(new URL('open.json', import.meta.url), 'utf8'))) {
  for (const finding of findings) {
    const entry = list.find(({ kind, part, feed }) => kind === finding.kind && part === finding.part && (feed === undefined || finding.key.includes(feed)));
    if (entry) finding.open = entry.leak;
  }
}

const tally = (findings, nameOf) => findings.reduce((counts, finding) => ({ ...counts, [nameOf(finding)]: (counts[nameOf(finding)] ?? 0) + 1 }), {});

/** Counts by kind and part of the findings that count, and by entry of those that are known to be open. */
export function summary(findings, strict) {
  const counted = findings.filter(({ open }) => strict || !open);
  const parts = {};
  for (const { kind, part } of counted) (parts[kind] ??= {})[part] = (parts[kind][part] ?? 0) + 1;
  return {
    counts: Object.fromEntries(kinds.map((kind) => [kind, counted.filter((each) => each.kind === kind).length])),
    parts,
    open: tally(
      findings.filter(({ open }) => open && !strict),
      ({ open, kind, part }) => `${open}: ${kind}, ${part}`,
    ),
    leak: counted.length > 0,
    strict,
  };
}

export function screen(verdict, examples = 3) {
  const { folder, editions, rows, hiddenRows, unknowns, equations, solved, seconds } = verdict;
  const lines = [`Attack on ${folder}: ${editions} editions, ${rows} rows, ${hiddenRows} masked rows, ${unknowns} unknowns, ${equations} equations`];
  const { linear, integer, certified, limited } = solved;
  lines.push(`Programs: ${linear} linear, ${integer} integer, ${certified} spared by witnesses, ${limited} hit a limit; ${seconds} s of computing`);
  for (const note of verdict.notes) lines.push(`Note: ${note}`);
  lines.push('');
  for (const [kind, count] of Object.entries(verdict.counts)) {
    lines.push(`${String(count).padStart(7)}  ${kind}`);
    for (const [part, n] of Object.entries(verdict.parts[kind] ?? {})) {
      lines.push(`           of which ${n} ${part}`);
      for (const finding of verdict.findings.filter((each) => each.kind === kind && each.part === part && (verdict.strict || !each.open)).slice(0, examples)) {
        lines.push(`             ${finding.key}${finding.lo === undefined ? '' : ` in [${finding.lo}, ${finding.up ?? 'open'}]`}`);
        if (finding.why) lines.push(`               ${finding.why.slice(0, 400)}`);
      }
    }
  }
  const open = Object.entries(verdict.open).sort(([a], [b]) => (a < b ? -1 : 1));
  if (open.length > 0) lines.push('', 'Known open (open.json; --strict counts them):', ...open.map(([name, n]) => `${String(n).padStart(7)}  ${name}`));
  lines.push('', verdict.leak ? 'LEAK' : 'clean');
  return lines.join('\n');
}
