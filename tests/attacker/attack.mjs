// Attacks a published folder: node attack.mjs DIR [EARLIER…] [--json FILE] [--truth FILE] [--policy FILE] [--seconds N] [--examples N] [--strict].
// Exit codes: 0 clean, or nothing but what open.json lists as known; 1 leak; 2 wrong usage or nothing to attack.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { insideRecords, readCounts, readReasons, tellCounts, tellReasons } from './artefacts.mjs';
import { placeOf, readAtoms } from './atoms.mjs';
import { recordEditions, recordFiles, tablesLessRecords } from './batches.mjs';
import { System } from './bounds.mjs';
import { now } from './clock.mjs';
import { coverBounds } from './cover.mjs';
import { compareEditions } from './editions.mjs';
import { buildEquations } from './equations.mjs';
import { explain, isOfNobody, isSafe, judge, partOf, rulesOf, smallDifference } from './findings.mjs';
import { insiders } from './insiders.mjs';
import { boundFromMicrodata } from './microdata.mjs';
import { movedRows } from './moves.mjs';
import { nestings } from './populations.mjs';
import { codesBeside, readMicrodata, readReleases } from './published.mjs';
import { multipleTests } from './pvalues.mjs';
import { registerChanges, renamedUnits } from './registers.mjs';
import { sideChannels } from './sidechannels.mjs';
import { smallNumerators } from './smallnumerators.mjs';
import { readStandardised, standardisedRows } from './standardised.mjs';
import { boundTargets, solved } from './solve.mjs';
import { markOpen, screen, summary } from './verdict.mjs';

const policyFile = new URL('policy.json', import.meta.url);
const jointPrograms = 5000;

/** Attacks everything below the folders and returns the verdict as an object. */
export async function attack(folder, earlier = [], { truth = null, policy: chosen = policyFile, seconds = 100, strict = false, open } = {}) {
  const began = now();
  const until = (share) => began + share * seconds * 1000;
  Object.assign(solved, { linear: 0, integer: 0, certified: 0, limited: 0 });
  const policy = { ...JSON.parse(readFileSync(policyFile, 'utf8')), ...JSON.parse(readFileSync(chosen, 'utf8')) };
  if (policy.smallNumerators === 'strict') policy.notStated = 'hidden';
  const folders = [...earlier, folder];
  const extra = codesBeside(folder);
  const all = (await Promise.all(folders.map(readReleases))).flat();
  if (all.length === 0 && folders.flatMap(recordFiles).length === 0) return null;
  const { findings, find } = finder();
  const releases = compareEditions(all, policy, find);
  const notes = [];

  const atoms = readAtoms(releases, extra, policy);
  movedRows(all, atoms, policy, find);
  const equations = buildEquations(atoms, nestings(extra.measures));
  boundFromMicrodata(atoms, (await Promise.all(folders.map(readMicrodata))).flat(), policy);
  const system = new System();
  for (const set of atoms.sets.values()) system.add(set);
  for (const equation of equations) system.addEquation(equation);
  system.propagate();

  // The targets are a masked base, its numerators, and the people in the base who are not in the numerator.
  const targets = new Set([...atoms.sets.values()].filter((set) => set.hidden).map((set) => system.index.get(set.key)));
  const enough = (set, lo, up) => isSafe(policy, set, lo, up);
  if (readStandardised(atoms, system, standardisedRows(atoms, releases, placeOf), placeOf)) system.propagate();
  boundComponents(system, targets, enough, until(0.5), find);
  system.propagate();
  const judged = new Set();
  judgeAll({ system, targets, policy, atoms, find, judged, stage: '' });

  for (const set of coverBounds(atoms, system, enough, until(0.85))) find('unproven', 'out of time in the leaf cover', set.key);
  system.propagate();
  judgeAll({ system, targets, policy, atoms, find, judged, stage: ', across dimensions' });

  readBeside({ folders, atoms, system, targets, policy, releases, enough, find, judged, deadline: until(0.9) });

  // Counts that nobody published, as far as so many programs go. The masked cells themselves have been decided before.
  const last = solved.linear + jointPrograms;
  const skipped = jointlyFixed(system, policy, () => solved.linear > last || now() > until(0.97));
  system.propagate();
  judgeAll({ system, targets, policy, atoms, find, judged, stage: ', jointly' });

  smallNumerators(atoms, system, policy, find);
  registerChanges(atoms, system, policy, find);
  renamedUnits(releases, atoms, policy, find);
  tablesLessRecords(atoms, system, policy, find);
  await recordEditions(folders, policy, find);
  multipleTests(releases, atoms, system, placeOf, find);
  // A row that cannot be read cannot be called safe (disclosure.md 4.6 A1).
  for (const row of atoms.unread) find('not understood', 'row', row);
  groupDisclosure(releases, policy, find);
  insiders(system, targets, policy, truth, find);
  await sideChannels(releases, find);

  if (skipped > 0) notes.push(`${skipped} counts that nobody published were not tried with several equations at once`);
  const broken = [...system.broken];
  if (atoms.conflicts.length > 0) notes.push(`${atoms.conflicts.length} sets were published with two values, e.g. ${JSON.stringify(atoms.conflicts[0])}`);
  if (broken.length > 0)
    notes.push(
      `${broken.length} equations contradict published figures and were set aside, e.g. ${system.equations[broken[0]].terms
        .map(([j, f]) => `${f > 0 ? '+' : '-'}{${system.sets[j].key}}=[${system.lo[j]},${system.up[j]}]`)
        .join(' ')
        .slice(0, 500)}`,
    );
  markOpen(findings, open);
  return {
    folder,
    editions: all.length,
    rows: all.reduce((sum, { rows }) => sum + rows.length, 0),
    hiddenRows: releases.reduce((sum, { rows }) => sum + rows.filter((row) => row.hidden).length, 0),
    hiddenSets: targets.size,
    unknowns: system.sets.filter((_, i) => !system.fixed(i)).length,
    equations: system.equations.length,
    ...summary(findings, strict),
    notes,
    findings,
    solved: { ...solved },
    seconds: Number(((now() - began) / 1000).toFixed(1)),
  };
}

function finder() {
  const findings = [],
    found = new Set();
  const find = (kind, part, key, more = {}) => {
    // The same row is in several files of an edition.
    if (found.has(`${kind}|${part}|${key}`)) return;
    found.add(`${kind}|${part}|${key}`);
    findings.push({ kind, part, key, ...more });
  };
  return { findings, find };
}

function boundComponents(system, targets, enough, deadline, find) {
  for (const component of system.components()) {
    const wanted = component.unknowns.filter((i) => targets.has(i) && !system.fixed(i));
    if (wanted.length === 0) continue;
    const unsettled = boundTargets(system, component, wanted, (i, lo, up) => enough(system.sets[i], lo, up), deadline);
    for (const i of unsettled) find('unproven', now() > deadline ? 'out of time' : 'contradicting equations', system.sets[i].key);
  }
}

// What a later stage finds bears its name, so that it is seen which knowledge a leak needs.
function judgeAll({ system, targets, policy, atoms, find, judged, stage }) {
  for (const i of targets) {
    const set = system.sets[i];
    const kind = judge(policy, set, system.lo[i], system.up[i]);
    if (!kind || judged.has(`${kind}|${i}`) || (system.up[i] === 0 && isOfNobody(atoms, policy, system, set))) continue;
    judged.add(`${kind}|${i}`);
    find(kind, `${partOf(set)}${stage}`, set.key, { lo: system.lo[i], up: bound(system.up[i]), rows: set.rows.slice(0, 4), why: explain(system, i) });
  }
  system.sets.forEach((set, i) => {
    if (!system.fixed(i) || judged.has(i)) return;
    const part = smallDifference(policy, set, system.lo[i], system, i, atoms);
    if (!part) return;
    judged.add(i);
    find('derived small difference', `${part}${stage}`, set.key, { lo: system.lo[i], up: system.up[i], why: explain(system, i) });
  });
}

// Counts beside the figures, then reasons why rows are masked. Only the masked cells that they touch are solved again.
function readBeside({ folders, atoms, system, targets, policy, releases, enough, find, judged, deadline }) {
  const again = (stage, tell) => {
    const before = [system.lo.slice(), system.up.slice()];
    tell();
    system.propagate();
    const touched = [...targets].filter((i) => system.lo[i] !== before[0][i] || system.up[i] !== before[1][i]);
    if (touched.length > 0) boundComponents(system, new Set(touched), enough, deadline, find);
    system.propagate();
    judgeAll({ system, targets, policy, atoms, find, judged, stage });
  };
  again(', with counts beside the figures', () => {
    tellCounts(atoms, folders.flatMap(readCounts), policy, find);
    for (const equation of buildEquations(atoms, insideRecords(atoms), 'records')) system.addEquation(equation);
  });
  again(', with the evidence', () => {
    tellReasons(atoms, releases, folders.flatMap(readReasons), policy, find);
    for (const i of targets) system.tighten(i, system.sets[i].lo, system.sets[i].up);
  });
}

// Unpublished counts: several equations together may determine one that none determines alone. Counts that must be small come first.
function jointlyFixed(system, policy, deadline) {
  let skipped = 0;
  for (const isSmall of [true, false]) {
    for (const component of system.components()) {
      const rest = component.unknowns.filter((i) => {
        const { minimum } = rulesOf(policy, system.sets[i]);
        return !system.sets[i].hidden && !system.fixed(i) && system.lo[i] < minimum && system.up[i] < 5 * minimum === isSmall;
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
      if (
        row.statistic === 'level' &&
        row.unit === 'percent' &&
        row.n !== null &&
        row.n > 0 &&
        row.n < policy.groupMinimum &&
        (row.value === 0 || row.value === 100)
      ) {
        find('group disclosure', row.feed, [row.quarter, row.window, row.measure_id, row.breakdown, row.group].join('|'), { lo: row.value, up: row.value });
      }
    }
  }
}

const usage = 'Usage: run.sh DIR [EARLIER…] [--json FILE] [--truth FILE] [--policy FILE] [--seconds N] [--examples N] [--strict]';
const options = {
  json: { type: 'string' },
  truth: { type: 'string' },
  policy: { type: 'string' },
  seconds: { type: 'string', default: '100' },
  examples: { type: 'string', default: '3' },
  strict: { type: 'boolean', default: false },
};

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [folder, ...earlier] = positionals;
  if (!folder || ![folder, ...earlier].every((path) => existsSync(path))) {
    console.error(usage);
    return 2;
  }
  const { truth = null, strict } = values;
  const verdict = await attack(folder, earlier, { truth, strict, seconds: Number(values.seconds), ...(values.policy ? { policy: values.policy } : {}) });
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
