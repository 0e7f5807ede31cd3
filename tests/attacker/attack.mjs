// Attacks a published folder: node attack.mjs DIR [EARLIER…] [--json FILE] [--truth FILE] [--policy FILE] [--seconds N] [--examples N].
// Exit codes: 0 clean, 1 leak, 2 wrong usage or nothing to attack.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAtoms } from './atoms.mjs';
import { System } from './bounds.mjs';
import { compareEditions } from './editions.mjs';
import { buildEquations } from './equations.mjs';
import { explain, isSafe, judge, rulesOf, screen, smallDifference } from './findings.mjs';
import { insiders } from './insiders.mjs';
import { boundFromMicrodata } from './microdata.mjs';
import { nestings } from './populations.mjs';
import { codesBeside, readMicrodata, readReleases } from './published.mjs';
import { sideChannels } from './sidechannels.mjs';
import { boundTargets, solved } from './solve.mjs';

const kinds = ['exact', 'narrow', 'provably small', 'derived small difference', 'group disclosure', 'insider', 'revision', 'side channel', 'not understood', 'unproven'];

/** Attacks everything below the folders and returns the verdict as an object. */
export async function attack(folder, earlier = [], { truth = null, policy: policyFile = new URL('policy.json', import.meta.url), seconds = 50 } = {}) {
  const began = performance.now();
  Object.assign(solved, { linear: 0, integer: 0, certified: 0, limited: 0 });
  const policy = JSON.parse(readFileSync(policyFile, 'utf8'));
  const extra = codesBeside(folder);
  const all = (await Promise.all([...earlier, folder].map(readReleases))).flat();
  if (all.length === 0) return null;
  const findings = [];
  const found = new Set();
  const find = (kind, part, key, more = {}) => {
    // The same row is in several files of an edition.
    if (found.has(`${kind}|${part}|${key}`)) return;
    found.add(`${kind}|${part}|${key}`);
    findings.push({ kind, part, key, ...more });
  };
  const releases = compareEditions(all, policy, find);
  const notes = [];

  const atoms = readAtoms(releases, extra);
  const microdata = (await Promise.all([...earlier, folder].map(readMicrodata))).flat();
  const equations = buildEquations(atoms, nestings(extra.measures));
  boundFromMicrodata(atoms, microdata, policy);
  const system = new System();
  for (const set of atoms.sets.values()) system.add(set);
  for (const equation of equations) system.addEquation(equation);
  system.propagate();

  // The targets are a masked base, its numerators, and the people in the base who are not in the numerator.
  const targets = new Set([...atoms.sets.values()].filter((set) => set.hidden).map((set) => system.index.get(set.key)));
  const deadline = began + seconds * 1000;
  for (const component of system.components()) {
    const wanted = component.unknowns.filter((i) => targets.has(i) && !system.fixed(i));
    if (wanted.length === 0) continue;
    const unsettled = boundTargets(system, component, wanted, (i, lo, up) => isSafe(policy, system.sets[i], lo, up), deadline);
    for (const i of unsettled) find('unproven', performance.now() > deadline ? 'out of time' : 'contradicting equations', system.sets[i].key);
  }
  system.propagate();
  // Most of the time is reserved for the masked cells, which must be decided even on a slow machine.
  const skipped = jointlyFixed(system, policy, began + Math.max(Math.min(40, seconds - 10), seconds / 5) * 1000);
  system.propagate();

  for (const i of targets) {
    const set = system.sets[i];
    const kind = judge(policy, set, system.lo[i], system.up[i]);
    if (kind) find(kind, set.numerator ? 'numerators' : 'bases', set.key, { lo: system.lo[i], up: bound(system.up[i]), rows: set.rows.slice(0, 4), why: explain(system, i) });
  }
  system.sets.forEach((set, i) => {
    if (!system.fixed(i)) return;
    const part = smallDifference(policy, set, system.lo[i], system, i, atoms.complements);
    if (part) find('derived small difference', part, set.key, { lo: system.lo[i], up: system.up[i], why: explain(system, i) });
  });
  // A row that cannot be read cannot be called safe (disclosure.md 4.6 A1).
  for (const row of atoms.unread) find('not understood', 'row', row);
  groupDisclosure(releases, policy, find);
  insiders(system, targets, policy, truth, find);
  await sideChannels(releases, find);

  if (skipped > 0) notes.push(`time ran out before ${skipped} counts that nobody published were tried with several equations at once`);
  const broken = [...system.broken];
  if (atoms.conflicts.length > 0) notes.push(`${atoms.conflicts.length} sets were published with two values, e.g. ${JSON.stringify(atoms.conflicts[0])}`);
  if (broken.length > 0) notes.push(`${broken.length} equations contradict published figures and were set aside, e.g. ${system.equations[broken[0]].terms.map(([j, f]) => `${f > 0 ? '+' : '-'}{${system.sets[j].key}}=[${system.lo[j]},${system.up[j]}]`).join(' ').slice(0, 500)}`);
  const parts = {};
  for (const { kind, part } of findings) {
    parts[kind] ??= {};
    parts[kind][part] = (parts[kind][part] ?? 0) + 1;
  }
  return {
    folder, editions: all.length, rows: all.reduce((sum, { rows }) => sum + rows.length, 0), hiddenRows: releases.reduce((sum, { rows }) => sum + rows.filter((row) => row.hidden).length, 0),
    hiddenSets: targets.size, unknowns: system.sets.filter((_, i) => !system.fixed(i)).length, equations: equations.length,
    counts: Object.fromEntries(kinds.map((kind) => [kind, findings.filter((each) => each.kind === kind).length])),
    parts, leak: findings.length > 0, notes, findings, solved: { ...solved }, seconds: Number(((performance.now() - began) / 1000).toFixed(1)),
  };
}

// Unpublished counts: several equations together may determine one that none determines alone. Counts that must be small come first. The
// number left at the time limit is only reported, because the masked cells themselves have been decided before.
function jointlyFixed(system, policy, deadline) {
  let skipped = 0;
  for (const isSmall of [true, false]) {
    for (const component of system.components()) {
      const rest = component.unknowns.filter((i) => {
        const { minimum } = rulesOf(policy, system.sets[i]);
        return !system.sets[i].hidden && !system.fixed(i) && system.lo[i] < minimum && (system.up[i] < 5 * minimum) === isSmall;
      });
      if (rest.length > 0) skipped += boundTargets(system, component, rest, (_, lo, up) => up > lo, deadline, { whole: false }).length;
    }
  }
  return skipped;
}

const bound = (value) => (value === Infinity ? null : value);

// All or none of a small group: the answer of every known member is then known (S3c).
function groupDisclosure(releases, policy, find) {
  for (const { rows } of releases) {
    for (const row of rows) {
      if (row.statistic === 'level' && row.unit === 'percent' && row.n !== null && row.n > 0 && row.n < policy.groupMinimum && (row.value === 0 || row.value === 100)) {
        find('group disclosure', row.feed, [row.quarter, row.window, row.measure_id, row.breakdown, row.group].join('|'), { lo: row.value, up: row.value });
      }
    }
  }
}

const usage = 'Usage: run.sh DIR [EARLIER…] [--json FILE] [--truth FILE] [--policy FILE] [--seconds N] [--examples N]';
const options = { json: { type: 'string' }, truth: { type: 'string' }, policy: { type: 'string' }, seconds: { type: 'string', default: '50' }, examples: { type: 'string', default: '3' } };

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [folder, ...earlier] = positionals;
  if (!folder || ![folder, ...earlier].every((path) => existsSync(path))) {
    console.error(usage);
    return 2;
  }
  const verdict = await attack(folder, earlier, { truth: values.truth ?? null, seconds: Number(values.seconds), ...(values.policy ? { policy: values.policy } : {}) });
  if (!verdict) {
    console.error(`No measures table was found below ${folder}.`);
    return 2;
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(verdict, null, 1)}\n`);
  console.log(screen(verdict, Number(values.examples)));
  return verdict.leak ? 1 : 0;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  try {
    process.exitCode = await main();
  } catch (fault) {
    // An attack that was interrupted proves nothing, so it must not be reported as a leak or as safe.
    console.error(fault.code?.startsWith('ERR_PARSE_ARGS') ? `${fault.message}\n${usage}` : fault.stack);
    process.exitCode = 2;
  }
}
