// The leaf cover (disclosure.md 9.1, L0, and 9.2, rule 3): a published count is a sum of cells that cross several dimensions and quarters at once, so thirty
// figures of four quarters can give what no sum along one dimension does. Cells are built only around masked counts.
import { quarterName, quarterNumber } from './atoms.mjs';
import { System } from './bounds.mjs';
import { marginsOf, tablesOf } from './cliques.mjs';
import { domainOf, typesOfRank } from './codes.mjs';
import { boundTargets } from './solve.mjs';

const limit = 3000;

/** Narrows the bounds of the system by the covers of all universes with masked counts. Returns the masked sets that no time was left for. */
export function coverBounds(atoms, system, enough, deadline) {
  const universes = new Map();
  for (const set of atoms.sets.values()) {
    const name = `${set.feed}/${set.universe}`;
    if (!universes.has(name)) universes.set(name, []);
    universes.get(name).push(set);
  }
  const late = [];
  for (const sets of universes.values()) {
    const isLinked = sets.some((set) => set.period.startsWith('4q:'));
    for (const group of isLinked ? [sets] : byPeriod(sets)) late.push(...boundGroup(atoms, system, group, enough, deadline));
  }
  return late;
}

function byPeriod(sets) {
  const periods = new Map();
  for (const set of sets) {
    if (!periods.has(set.period)) periods.set(set.period, []);
    periods.get(set.period).push(set);
  }
  return [...periods.values()];
}

function boundGroup(atoms, system, sets, enough, deadline) {
  const at = (set) => system.index.get(set.key);
  const masked = sets.filter((set) => set.hidden && !system.fixed(at(set)));
  if (masked.length === 0) return [];
  const leaves = new Map(sets.map((set) => [set, leavesOf(atoms, set, sets)]));
  const dimensions = new Set(masked.flatMap((set) => Object.keys(leaves.get(set))));
  const told = sets.filter((set) => (set.measures.size > 0 || set.told) && Object.keys(leaves.get(set)).every((name) => dimensions.has(name)));
  if (told.length < 3) return [];
  const cover = new Cover(atoms.codesFor(sets[0].feed), told.map((set) => ({ set, where: leaves.get(set), lo: system.lo[at(set)], up: system.up[at(set)] })));
  const inner = cover.system();
  inner.propagate();
  const wanted = new Set(masked.map((set) => inner.index.get(set.key)).filter((i) => i !== undefined));
  const late = [];
  for (const component of inner.components()) {
    const targets = component.unknowns.filter((i) => wanted.has(i) && !inner.fixed(i));
    if (targets.length === 0) continue;
    // Whole numbers of people in all cells at once would take too long; the propagation has done what it can.
    late.push(...boundTargets(inner, component, targets, (i, lo, up) => enough(inner.sets[i].original, lo, up), deadline, { whole: false }).map((i) => inner.sets[i].original));
  }
  inner.propagate();
  for (const { set } of cover.rows) {
    const i = at(set), j = inner.index.get(set.key);
    if (inner.lo[j] <= inner.up[j] && system.tighten(i, inner.lo[j], inner.up[j])) set.told = `figures that cross ${cover.tables.map((names) => names.join(' x ')).join(', ')}`;
  }
  return late;
}

/** Leaves by dimension. A rank and a kind of work are one dimension, a window is its quarters, and dimensions that a set does not restrict are left out. */
function leavesOf(atoms, set, sets) {
  const codes = atoms.codesFor(set.feed);
  const { rank, worker_type: types, ...where } = set.where;
  if (codes.ranksTellWork && (rank || types)) where.post = postsOf(codes, rank, types);
  else Object.assign(where, rank && { rank }, types && { worker_type: types });
  const isLinked = sets.some((each) => each.period.startsWith('4q:'));
  if (isLinked) {
    const last = quarterNumber(set.period.replace('4q:', ''));
    where.time = set.period.startsWith('4q:') ? [last - 3, last - 2, last - 1, last].map(quarterName) : [quarterName(last)];
  }
  return where;
}

function postsOf(codes, ranks, types) {
  const found = [];
  for (const rank of domainOf(codes, 'rank', {})) {
    for (const type of typesOfRank(rank)) if ((!ranks || ranks.includes(rank)) && (!types || types.includes(type))) found.push(`${rank}, ${type}`);
  }
  return found;
}

/** Tables of cells for rows of {set, where, lo, up}. */
class Cover {
  constructor(codes, rows) {
    this.rows = rows;
    this.classes = classesOf(codes, rows);
    const crossings = [...new Map(rows.map(({ where }) => Object.keys(where).sort()).filter((names) => names.length > 0).map((names) => [names.join('|'), names])).values()];
    this.tables = tablesOf(crossings, (names) => names.reduce((product, name) => product * this.classes.get(name).length, 1), limit);
    this.margins = marginsOf(this.tables, [...crossings, []]);
  }

  /** Equations: a set is the sum of its cells in the margin of its dimensions; a cell of a margin is the sum of cells in each table above it. */
  system() {
    const system = new System();
    const cells = new Map();
    const cell = (names, places) => {
      const key = `${names.join('|')}#${places.join('|')}`;
      if (!cells.has(key)) cells.set(key, { key, published: null, lo: 0, up: Infinity });
      return cells.get(key);
    };
    for (const { set, where, lo, up } of this.rows) {
      const names = Object.keys(where).sort();
      const total = { key: set.key, published: lo === up ? lo : null, lo, up, original: set };
      const inside = names.map((name) => this.classes.get(name).flatMap((leaves, c) => (where[name].includes(leaves[0]) ? [c] : [])));
      system.addEquation({ family: 'leaf cover', terms: [[total, 1], ...product(inside).map((places) => [cell(names, places), -1])] });
    }
    for (const { names, within } of this.margins) {
      for (const above of within) {
        const every = (list) => list.map((name) => this.classes.get(name).map((_, c) => c));
        for (const places of product(every(names))) {
          const fixed = above.map((name) => (names.includes(name) ? [places[names.indexOf(name)]] : this.classes.get(name).map((_, c) => c)));
          system.addEquation({ family: 'leaf cover', terms: [[cell(names, places), 1], ...product(fixed).map((each) => [cell(above, each), -1])] });
        }
      }
    }
    return system;
  }
}

/** Leaves of each dimension that no row tells apart; those that no row mentions, but a set without the dimension holds, are one class. */
function classesOf(codes, rows) {
  const mentioned = new Map();
  for (const { where } of rows) {
    for (const [name, leaves] of Object.entries(where)) {
      const key = [...leaves].sort().join('+');
      if (!mentioned.has(name)) mentioned.set(name, new Map());
      mentioned.get(name).set(key, leaves);
    }
  }
  const classes = new Map();
  for (const [name, lists] of mentioned) {
    const sides = [...lists.values()].map((leaves) => new Set(leaves));
    const parts = new Map();
    for (const leaf of new Set([...lists.values()].flat())) {
      const signature = sides.map((side) => (side.has(leaf) ? '1' : '0')).join('');
      if (!parts.has(signature)) parts.set(signature, []);
      parts.get(signature).push(leaf);
    }
    const domain = name === 'time' ? [] : name === 'post' ? postsOf(codes) : domainOf(codes, name, {});
    const rest = domain.filter((leaf) => ![...parts.values()].some((own) => own.includes(leaf)));
    classes.set(name, rest.length > 0 ? [...parts.values(), rest] : [...parts.values()]);
  }
  return classes;
}

function product(lists) {
  let result = [[]];
  for (const list of lists) result = result.flatMap((head) => list.map((each) => [...head, each]));
  return result;
}
