// Turns published rows into whole numbers of people: bases, numerators and remainders, each named by the set of people that it counts.
import { readAnswers } from './answers.mjs';
import { codesOf, domainOf, groupLeaves, knownLeaves, learnLeaves, normalise } from './codes.mjs';
import { isSensitive } from './findings.mjs';
import { populationOf } from './populations.mjs';
import { rowKey } from './published.mjs';
import { basesOf, numeratorsOf, numeratorsOfWeighted } from './rounding.mjs';

export const keyOf = (feed, universe, period, where) =>
  `${feed}/${universe}/${period}/${Object.keys(where).sort().map((name) => `${name}=${[...where[name]].sort().join('+')}`).join(';')}`;

export const quarterNumber = (quarter) => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(-1)) - 1;
export const quarterName = (number) => `${Math.floor(number / 4)}-${String((Math.floor(number / 4) + 1) % 100).padStart(2, '0')}-Q${(number % 4) + 1}`;

/** All sets of people that the releases say something about; see `set` for the shape of one. */
export class Atoms {
  constructor(extra) {
    this.extra = extra;
    this.sets = new Map();
    this.conflicts = [];
    this.complements = new Set();
    // Numerators with their bases, by the key of both, for the rule of small numerators.
    this.shares = new Map();
    // Sets with the released records that certainly, and that possibly, belong to them.
    this.recordCounts = [];
    this.unread = [];
    this.codes = new Map();
  }

  codesFor(feed) {
    if (!this.codes.has(feed)) this.codes.set(feed, codesOf(feed, this.extra));
    return this.codes.get(feed);
  }

  /** The same set, only if something has been said about it. */
  find(feed, universe, period, where) {
    return this.sets.get(keyOf(feed, universe, period, normalise(this.codesFor(feed), where)));
  }

  /** The set of people with these characteristics: {key, lo, up, published, hidden, rows, base, ...}. */
  set(feed, universe, period, where) {
    const tidy = normalise(this.codesFor(feed), where);
    const key = keyOf(feed, universe, period, tidy);
    let set = this.sets.get(key);
    if (!set) {
      set = { key, feed, universe, period, where: tidy, lo: 0, up: Infinity, published: null, shownAs: new Set(), hidden: false, hiddenAs: new Set(), rows: [], measures: new Set(), numerator: false, base: false };
      this.sets.set(key, set);
    }
    return set;
  }

  publish(set, value, row, numerator = false) {
    this.mention(set, row, numerator);
    if (!row.hidden) set.shownAs.add(roleOf(numerator));
    if (set.published === null) {
      set.published = value;
      set.publishedIn = rowKey(row);
    } else if (set.published !== value) this.conflicts.push({ key: set.key, values: [set.published, value], rows: [set.publishedIn, rowKey(row)] });
  }

  mention(set, row, numerator) {
    set.measures.add(row.measure_id);
    set.numerator ||= numerator;
    set.base ||= !numerator;
  }

  hide(set, row, numerator = false) {
    this.mention(set, row, numerator);
    set.hidden = true;
    set.hiddenAs.add(roleOf(numerator));
    set.rows.push(rowKey(row));
  }

  // Empty groups are shown with z, so a masked base is at least one person. Of a sensitive property it is hidden that nobody has it.
  fillHiddenBases(policy) {
    if (this.extra.zerosShown === false) return;
    for (const set of this.sets.values())
      if (set.hiddenAs.has('base') && !isSensitive(this, policy, set)) set.lo = Math.max(set.lo, 1);
  }

  within(set, lo, up, why) {
    if (lo > set.lo || up < set.up) set.told = why;
    set.lo = Math.max(set.lo, lo);
    set.up = Math.min(set.up, up);
  }
}

const roleOf = (numerator) => (numerator ? 'numerator' : 'base');

/** Reads all rows of all releases (one edition per quarter) into sets of people. */
export function readAtoms(releases, extra, policy) {
  const atoms = new Atoms(extra);
  for (const { rows } of releases) for (const row of rows) if (row.statistic === 'level' || row.statistic === 'index') learnLeaves(atoms.codesFor(row.feed), row.breakdown, row.group);
  setPrecision(releases);
  setWeights(releases);
  const levels = new Map();
  for (const { rows } of releases) for (const row of rows) if (row.statistic === 'level' || row.statistic === 'index') levels.set(rowKey(row), row);
  for (const { rows } of releases) for (const row of rows) readRow(atoms, row, levels);
  atoms.fillHiddenBases(policy);
  return atoms;
}

// 50 may be 50.0000… or a rounded figure. Other figures of the release show how exact it is.
function setPrecision(releases) {
  const most = new Map();
  const nameOf = (row) => `${row.quarter}|${row.feed}|${row.unit}`;
  for (const { rows } of releases) for (const row of rows) if (row.value !== null) most.set(nameOf(row), Math.max(most.get(nameOf(row)) ?? 0, row.decimals));
  for (const { rows } of releases) for (const row of rows) row.decimals = most.get(nameOf(row)) ?? row.decimals;
}

// Where an effective base differs from its base, the feed has weights; a rounded one may equal it by rounding.
function setWeights(releases) {
  const differs = (row) => row.feed !== 'workforce' && row.n !== null && row.n_effective !== null && row.n !== row.n_effective;
  const weighted = new Set(releases.flatMap(({ rows }) => rows.filter(differs).map((row) => row.feed)));
  for (const { rows } of releases) for (const row of rows) row.weighted = weighted.has(row.feed) && (row.decimals < 6 || row.n !== row.n_effective);
}

function readRow(atoms, row, levels) {
  if (row.feed === 'not supplied' || row.feed === '') return;
  const place = placeOf(atoms, row, row.group);
  if (!place) {
    atoms.unread.push(rowKey(row));
    return;
  }
  const { base, counted, population } = place;
  if (counted) note(atoms, row, place);
  if (row.statistic !== 'level' && row.statistic !== 'index') {
    readComparison(atoms, row, levels, place);
    return;
  }
  if (row.n !== null && !population.sumOfEnds) atoms.publish(base, row.n, row);
  if (row.n !== null && population.sumOfEnds) {
    if (row.n_effective !== null && !hasWholeBase(row)) atoms.publish(base, Math.round(row.n_effective * 4), row);
    else atoms.within(base, 4 * row.n - 2, 4 * row.n + 2, 'a mean of four quarter ends');
  }
  // A figure may be on a row that is masked elsewhere. Then it is both hidden and known.
  if (row.hidden) atoms.hide(base, row);
  // A standardised rate may be hidden for having few events where the crude rate, and so their number, is shown.
  if (row.hidden && counted && !population.standard) atoms.hide(counted, row, true);
  if (population.scores && row.statistic === 'level') readAnswers(atoms, row, place);
  if (row.value === null) return;
  if (row.unit === 'count') {
    if (population.fullTimeEquivalent) atoms.within(base, Math.ceil(row.value - 1e-6), Infinity, 'nobody works more than full time');
    else atoms.publish(base, Math.round(row.value), row);
    return;
  }
  if (!counted || population.standard) return;
  readShare(atoms, row, place, row.value);
  const left = complement(atoms, base, counted);
  if (left) atoms.complements.add(keyOf(base.feed, base.universe, base.period, normalise(atoms.codesFor(row.feed), left)));
}

function note(atoms, row, { base, counted, population }) {
  const name = `${counted.key} of ${base.key}`;
  if (!atoms.shares.has(name)) atoms.shares.set(name, { base, counted, measure: row.measure_id, of: population.events ? 'rate' : 'share', shown: false });
  const share = atoms.shares.get(name);
  share.shown ||= row.value !== null;
  if (row.weighted) share.of = 'weighted share';
}

// The people that a row counts: its base, and those in the numerator.
export function placeOf(atoms, row, group) {
  const codes = atoms.codesFor(row.feed);
  const population = populationOf(row.measure_id, row.feed, atoms.extra.measures);
  const leaves = groupLeaves(codes, row.breakdown, group, row.quarter);
  if (!leaves) return null;
  const period = row.window === 'rolling-4q' ? `4q:${row.quarter}` : row.quarter;
  const where = intersect(codes, resolve(codes, population.base), leaves);
  const base = atoms.set(row.feed, population.universe, period, where);
  if (population.events) return { base, population, counted: atoms.set(row.feed, population.events, period, where) };
  if (!population.counted) return { base, population, counted: null };
  return { base, population, counted: atoms.set(row.feed, population.universe, period, intersect(codes, where, resolve(codes, population.counted))) };
}

function resolve(codes, conditions) {
  const where = {};
  for (const [name, leaves] of Object.entries(conditions)) {
    if (name.startsWith('not said: ')) codes.dimensions[name] ??= { leaves: ['counted', 'not counted'], unknown: false };
    where[name] = leaves === 'known' ? knownLeaves(codes, name) : leaves;
  }
  return where;
}

function intersect(codes, a, b) {
  const where = { ...a };
  for (const [name, leaves] of Object.entries(b)) where[name] = where[name] ? where[name].filter((leaf) => leaves.includes(leaf)) : leaves;
  return where;
}

// Where figures are rounded, so is the effective base, to a whole number.
const hasWholeBase = (row) => row.decimals < 6 && Number.isInteger(row.n_effective);
const leastBase = (row) => (hasWholeBase(row) ? Math.max(0.5, row.n_effective - 0.5) : row.n_effective);

const isLow = (row) => row.symbol.split(' ').includes('low');

// An unweighted share of heads reveals a count. Weights blur it: n_effective below n shows that there are weights, and how far they can move a share.
function readShare(atoms, row, { base, counted, population }, value) {
  if (row.unit !== 'percent' && row.statistic !== 'index') return;
  if (population.relative) {
    if (value === 0 && row.n !== null) atoms.publish(counted, 0, row, true);
    return;
  }
  if (row.weighted && row.n !== null && row.n_effective !== null && !population.sumOfEnds) {
    if (value === 0 && isLow(row)) atoms.within(counted, 1, row.n, 'a percentage that is not zero');
    else if (value === 0) atoms.publish(counted, 0, row, true);
    if (value === 100) atoms.publish(counted, row.n, row, true);
    if (value > 0 && value < 100 && row.unit === 'percent') {
      const [least, most] = numeratorsOfWeighted(value, row.decimals, row.n, leastBase(row));
      if (least <= most) atoms.within(counted, least, most, 'a weighted percentage, and how unequal its weights can be');
      counted.weighted = true;
    }
    return;
  }
  const percent = population.over ? value * population.over : value;
  const decimals = population.over ? Math.max(0, row.decimals - 2) : row.decimals;
  const denominator = population.sumOfEnds ? row.n_effective : row.n;
  if (denominator !== null) {
    const half = population.sumOfEnds && hasWholeBase(row) ? 0.5 : 0;
    // A figure that is not zero and rounds to it is marked.
    const isPrinted = value === row.value && value === 0;
    const least = Math.max(isPrinted && isLow(row) ? 1 : 0, numeratorsOf(percent, decimals, Math.max(0, denominator - half))[0]);
    const most = isPrinted && !isLow(row) ? 0 : numeratorsOf(percent, decimals, denominator + half)[1];
    if (least === most) atoms.publish(counted, least, row, true);
    else if (least < most) {
      atoms.mention(counted, row, true);
      atoms.within(counted, least, most, 'a rounded percentage');
    }
    return;
  }
  // The base is hidden but the share is shown. Only some pairs (k, n) give these figures.
  const pairs = basesOf({ percent, decimals, lower: row.lower, upper: row.upper });
  if (pairs.length === 0) return;
  const ns = pairs.map((pair) => pair.n), ks = pairs.map((pair) => pair.k);
  atoms.hide(base, row);
  atoms.hide(counted, row, true);
  atoms.within(base, Math.min(...ns), Math.max(...ns), 'a percentage beside a hidden base');
  atoms.within(counted, Math.min(...ks), Math.max(...ks), 'a percentage beside a hidden base');
}

// A gap, ratio or change reveals the level of a masked side if the other side is shown.
function readComparison(atoms, row, levels, place) {
  const levelOf = (group, quarter = row.quarter) => levels.get(rowKey({ ...row, quarter, group, comparator: '', statistic: 'level' }));
  const yearBefore = quarterName(quarterNumber(row.quarter) - 4);
  const own = levelOf(row.group);
  if (row.n !== null && !place.population.sumOfEnds && !row.comparator.startsWith('Rest')) {
    // A change has the smaller of its two bases.
    const before = row.statistic === 'change' && row.window !== 'wave' ? placeOf(atoms, { ...row, quarter: yearBefore }, row.group) : null;
    if (row.statistic !== 'change' || own?.n === row.n) atoms.publish(place.base, row.n, row);
    else atoms.within(place.base, row.n, Infinity, 'a change on at least as many');
    if (before && own?.n > row.n) atoms.publish(before.base, row.n, row);
    else if (before) atoms.within(before.base, row.n, Infinity, 'a change on at least as many');
  }
  if (row.value === null || !place.counted) return;
  const other = row.statistic === 'change' ? levelOf(row.group, yearBefore) : levelOf(row.comparator);
  if (!own || !other || (own.value === null) === (other.value === null)) return;
  const masked = own.value === null ? own : other;
  if (!masked.hidden) return;
  const value = own.value === null
    ? (row.statistic === 'ratio' ? row.value * other.value : row.value + other.value)
    : (row.statistic === 'ratio' ? own.value / row.value : own.value - row.value);
  const sides = placeOf(atoms, masked, masked.group);
  const decimals = Math.min(row.decimals, own.decimals + other.decimals);
  readShare(atoms, { ...masked, decimals, n: sides.base.published, n_effective: sides.base.published }, sides, value);
}

/** Those of the base who are not in the numerator. */
export function complement(atoms, base, counted) {
  const codes = atoms.codesFor(base.feed);
  for (const name of Object.keys(counted.where)) {
    const rest = { ...base.where };
    delete rest[name];
    const all = base.where[name] ?? domainOf(codes, name, rest);
    const left = all.filter((leaf) => !counted.where[name].includes(leaf));
    if (left.length > 0 && left.length < all.length) return { ...base.where, [name]: left };
  }
  return null;
}
