// The leaf cover (L0 of the outside attack; disclosure.md 9): a published count is a sum of cells that cross several dimensions and quarters at once, so thirty
// figures of four quarters can give what no sum along one dimension does. Cells are built only around masked counts.
import { quarterName, quarterNumber } from './atoms.mjs';
import { System } from './bounds.mjs';
import { marginsOf, tablesOf } from './cliques.mjs';
import { domainOf, typesOfRank } from './codes.mjs';
import { boundTargets } from './solve.mjs';

// Cells of a table: up to so many, tables are joined. A wider one takes only the classes that its own counts tell apart.
const most = 6000;

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
    const isLinked = sets.some((set) => set.period.startsWith('4q:') && isTold(set));
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
  const known = sets.filter(isTold);
  const isLinked = known.some((set) => set.period.startsWith('4q:'));
  const rows = known.map((set) => ({ set, where: leavesOf(atoms, set, isLinked) }));
  const dimensions = new Set(rows.filter(({ set }) => set.hidden).flatMap(({ where }) => Object.keys(where)));
  const near = rows.filter(({ where }) => Object.keys(where).every((name) => dimensions.has(name)));
  const codes = atoms.codesFor(sets[0].feed);
  return rowsOfTables(codes, near).flatMap((rows) => boundTable(codes, system, rows, enough, deadline));
}

// That somebody exists, or more than so many, is no figure of a table.
const isTold = (set) => set.published !== null || set.hidden || (set.measures.size > 0 && set.up < Infinity);

/** The rows of each table of cells. They are solved one table at a time, and tell each other what they found by the counts that they share. */
function rowsOfTables(codes, rows) {
  const namesOf = ({ where }) => Object.keys(where).sort();
  const within = (names) => rows.filter((row) => namesOf(row).every((name) => names.includes(name)));
  const crossings = distinct(rows.map(namesOf));
  const cells = (classes, names) => names.reduce((product, name) => product * classes.get(name).length, 1);
  const all = classesOf(codes, rows);
  const wide = crossings.filter((names) => cells(all, names) > most);
  const tables = tablesOf(
    crossings.filter((names) => names.length > 0 && !wide.includes(names)),
    (names) => cells(all, names),
    most,
  ).map(within);
  const coarse = wide.map((names) => {
    const own = rows.filter((row) => namesOf(row).join() === names.join()),
      classes = classesOf(codes, own);
    const isUnion = ({ where }) =>
      Object.entries(where).every(([name, leaves]) =>
        classes.get(name).every((part) => part.every((leaf) => leaves.includes(leaf) === leaves.includes(part[0]))),
      );
    return within(names).filter(isUnion);
  });
  return [...tables, ...coarse].filter((table) => table.length > 2 && table.some(({ set }) => set.hidden));
}

const distinct = (lists) => [...new Map(lists.map((names) => [names.join('|'), names])).values()];

function boundTable(codes, system, rows, enough, deadline) {
  const at = ({ set }) => system.index.get(set.key);
  const cover = new Cover(
    codes,
    rows.map((row) => ({ ...row, lo: system.lo[at(row)], up: system.up[at(row)] })),
  );
  const inner = cover.system();
  inner.propagate();
  const wanted = new Set(rows.filter(({ set }) => set.hidden).map(({ set }) => inner.index.get(set.key)));
  const late = [];
  for (const component of inner.components()) {
    const targets = component.unknowns.filter((i) => wanted.has(i) && !inner.fixed(i));
    if (targets.length === 0) continue;
    // Whole numbers of people in all cells at once would take too long; the propagation has done what it can.
    late.push(
      ...boundTargets(inner, component, targets, (i, lo, up) => enough(inner.sets[i].original, lo, up), deadline, { whole: false }).map(
        (i) => inner.sets[i].original,
      ),
    );
  }
  inner.propagate();
  for (const { set } of rows) {
    const j = inner.index.get(set.key);
    if (inner.lo[j] <= inner.up[j] && system.tighten(at({ set }), inner.lo[j], inner.up[j])) set.told = `figures that cross ${cover.names.join(' x ')}`;
  }
  return late;
}

/** Leaves by dimension. A rank and a kind of work are one dimension, a window is its quarters, and dimensions that a set does not restrict are left out. */
function leavesOf(atoms, set, isLinked) {
  const codes = atoms.codesFor(set.feed);
  const { rank, worker_type: types, ...where } = set.where;
  if (codes.ranksTellWork && (rank || types)) where.post = postsOf(codes, rank, types);
  else Object.assign(where, rank && { rank }, types && { worker_type: types });
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

/** One table of cells for rows of {set, where, lo, up}. */
class Cover {
  constructor(codes, rows) {
    this.rows = rows;
    this.classes = classesOf(codes, rows);
    const crossings = distinct(rows.map(({ where }) => Object.keys(where).sort()));
    this.names = [...this.classes.keys()].sort();
    this.margins = marginsOf([this.names], [...crossings, []]);
  }

  /** Equations: a set is the sum of its cells in the margin of its dimensions; a cell of a margin is the sum of cells in each margin above it. */
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
