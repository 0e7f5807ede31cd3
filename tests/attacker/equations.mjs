// Derives the equations between sets of people: a whole is the sum of its disjoint parts, in every dimension and over time.
// Unpublished parts become unknowns ('the rest'), so that every statement is an equation over counts >= 0.
import { domainOf, normalise } from './codes.mjs';
import { keyOf, quarterName, quarterNumber } from './atoms.mjs';

/** Equations as {family, terms: [[set, factor]]}, each summing to zero. New sets for the rest are added to `atoms`. `only`: those of one universe. */
export function buildEquations(atoms, populations, only = null) {
  const equations = [];
  const seen = new Set();
  const add = (family, terms) => {
    if (terms.length < 2) return;
    const name = terms.map(([set, factor]) => `${factor}*${set.key}`).sort().join(' ');
    if (!seen.has(name)) {
      seen.add(name);
      equations.push({ family, terms });
    }
  };
  nested(atoms, populations, add);
  if (only === null) {
    windows(atoms, add);
    stockFlow(atoms, add);
  }
  // Twice, because the rest of one dimension (White = known - BME) is in turn a sum along another (ranks).
  for (let pass = 0; pass < 2; pass++) for (const sets of tablesOf(atoms)) if (only === null || sets[0].universe === only) alongDimensions(atoms, sets, pass, add);
  return equations;
}

function tablesOf(atoms) {
  const tables = new Map();
  for (const set of atoms.sets.values()) {
    const name = `${set.feed}/${set.universe}/${set.period}`;
    if (!tables.has(name)) tables.set(name, []);
    tables.get(name).push(set);
  }
  return tables.values();
}

const without = (where, ...names) => Object.fromEntries(Object.entries(where).filter(([name]) => !names.includes(name)));
const nameOf = (where) => keyOf('', '', '', where);

function alongDimensions(atoms, sets, pass, add) {
  const codes = atoms.codesFor(sets[0].feed);
  const linked = codes.ranksTellWork ? ['rank', 'worker_type'] : [];
  const dimensions = new Set(sets.flatMap((set) => Object.keys(set.where)));
  for (const dimension of dimensions) {
    const other = dimension === 'rank' ? 'worker_type' : 'rank';
    const isLinked = linked.includes(dimension);
    const groups = new Map();
    for (const set of sets) {
      const name = nameOf(isLinked ? without(set.where, ...linked) : without(set.where, dimension));
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(set);
    }
    for (const group of groups.values()) {
      if (!isLinked) {
        bucket(atoms, codes, dimension, without(group[0].where, dimension), group.map((set) => [set, set.where[dimension]]), pass, add);
        continue;
      }
      // A rank implies the worker type, so one set may be in tables of several worker types.
      const bases = new Map(group.map((set) => [JSON.stringify(set.where[other] ?? null), set.where[other]]));
      for (const value of bases.values()) {
        const rest = { ...without(group[0].where, ...linked), ...(value ? { [other]: value } : {}) };
        const members = group.filter((set) => nameOf(normalise(codes, { ...rest, ...(set.where[dimension] ? { [dimension]: set.where[dimension] } : {}) })) === nameOf(set.where));
        bucket(atoms, codes, dimension, rest, members.map((set) => [set, set.where[dimension]]), pass, add);
      }
    }
  }
}

// Sets that differ in one dimension only. Leaves that no published set distinguishes form one part.
function bucket(atoms, codes, dimension, rest, members, pass, add) {
  if (members.length < 2) return;
  const domain = domainOf(codes, dimension, rest);
  const covered = members.map(([set, leaves]) => [set, new Set(leaves ?? domain)]);
  const parts = new Map();
  for (const leaf of domain) {
    const name = covered.map(([, leaves]) => (leaves.has(leaf) ? '1' : '0')).join('');
    if (!name.includes('1')) continue;
    if (!parts.has(name)) parts.set(name, []);
    parts.get(name).push(leaf);
  }
  const first = covered[0][0];
  const partSets = [...parts].map(([name, leaves]) => {
    const same = covered.find(([, own], i) => name[i] === '1' && own.size === leaves.length && leaves.every((leaf) => own.has(leaf)));
    return { leaves, set: same ? same[0] : null };
  });
  const unnamed = partSets.filter((part) => part.set === null);
  // In the second pass, rests of rests would never end, so they are added only where something is hidden.
  if (pass > 0 && unnamed.length > 2) return;
  for (const part of unnamed) {
    part.set = atoms.set(first.feed, first.universe, first.period, { ...rest, [dimension]: part.leaves });
    part.set.rest ??= part.set.measures.size === 0;
  }
  const memberSets = new Set(covered.map(([set]) => set));
  for (const whole of memberSets) {
    const leaves = covered.find(([set]) => set === whole)[1];
    const inside = partSets.filter((part) => part.leaves.every((leaf) => leaves.has(leaf)));
    if (inside.length > 1) add(`parts of ${dimension}`, [[whole, 1], ...inside.map((part) => [part.set, -1])]);
  }
}

// People who answered all five items answered each of them, and people who answered all twelve answered all five.
function nested(atoms, populations, add) {
  for (const { feed, inner, outers } of populations) {
    for (const set of [...atoms.sets.values()].filter((each) => each.feed === feed && each.universe === inner)) {
      for (const universe of outers) {
        const outer = atoms.sets.get(keyOf(feed, universe, set.period, set.where));
        if (!outer) continue;
        const left = atoms.set(feed, `${universe} but not ${inner}`, set.period, set.where);
        left.rest = true;
        add('nested bases', [[outer, 1], [set, -1], [left, -1]]);
      }
    }
  }
}

// Four quarters are the sum of their quarters. Quarters before the first edition form one rest.
function windows(atoms, add) {
  const rolling = [...atoms.sets.values()].filter((set) => set.period.startsWith('4q:'));
  const byPlace = new Map();
  for (const set of rolling) {
    const place = keyOf(set.feed, set.universe, '', set.where);
    if (!byPlace.has(place)) byPlace.set(place, []);
    byPlace.get(place).push(set);
  }
  for (const sets of byPlace.values()) {
    for (const set of sets) {
      const last = quarterNumber(set.period.slice(3));
      const quarters = [last - 3, last - 2, last - 1, last].map(quarterName);
      const existing = quarters.map((quarter) => atoms.sets.get(keyOf(set.feed, set.universe, quarter, set.where)));
      // Overlapping windows share quarters even if no single quarter was published.
      if (existing.every((each) => !each) && sets.length < 2) continue;
      add('four quarters', [[set, 1], ...quarters.map((quarter, i) => {
        const part = existing[i] ?? atoms.set(set.feed, set.universe, quarter, set.where);
        part.rest ??= part.measures.size === 0;
        return [part, -1];
      })]);
    }
  }
}

// Stock at the end = stock at the beginning + joined - left, if the release's code lists say that all three are published.
function stockFlow(atoms, add) {
  for (const link of atoms.extra.links ?? []) {
    for (const set of [...atoms.sets.values()].filter((each) => each.universe === link.stock)) {
      const at = (universe, period) => atoms.sets.get(keyOf(set.feed, universe, period, set.where));
      const before = at(link.stock, quarterName(quarterNumber(set.period) - 1)), joined = at(link.joined, set.period);
      if (!before || !joined) continue;
      // Whoever was there, and is not among those who are there and did not join, has left.
      const left = at(link.left, set.period) ?? Object.assign(atoms.set(set.feed, link.left, set.period, set.where), { rest: true });
      add('stock and flow', [[set, 1], [before, -1], [joined, -1], [left, 1]]);
    }
  }
}
