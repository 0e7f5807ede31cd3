// Which dimensions a cover must cross at once: vertices are dimensions, and every told count joins those that it crosses.

/** Maximal cliques of the chordal completion by minimum fill (ties in ordinal order), of edges given as lists of names. */
export function cliquesOf(crossings) {
  const near = new Map();
  for (const names of crossings) {
    for (const a of names) {
      if (!near.has(a)) near.set(a, new Set());
      for (const b of names) if (a !== b) near.get(a).add(b);
    }
  }
  const cliques = [];
  while (near.size > 0) {
    const vertex = [...near.keys()]
      .sort()
      .map((name) => ({ name, fill: missing(near, name).length }))
      .sort((a, b) => a.fill - b.fill)[0].name;
    for (const [a, b] of missing(near, vertex)) {
      near.get(a).add(b);
      near.get(b).add(a);
    }
    const clique = [vertex, ...near.get(vertex)].sort();
    if (!cliques.some((other) => isInside(clique, other))) cliques.push(clique);
    for (const other of near.get(vertex)) near.get(other).delete(vertex);
    near.delete(vertex);
  }
  return cliques;
}

const isInside = (names, others) => names.every((name) => others.includes(name));

function missing(near, vertex) {
  const others = [...near.get(vertex)].sort();
  return others.flatMap((a, i) =>
    others
      .slice(i + 1)
      .filter((b) => !near.get(a).has(b))
      .map((b) => [a, b]),
  );
}

/**
 * The tables of a cover: cliques of at most `limit` cells. A larger clique is replaced by the crossings within it, joined while they stay
 * below the limit; such bounds are valid, but a little wider than those of the whole clique.
 */
export function tablesOf(crossings, cellsOf, limit) {
  const tables = [];
  for (const clique of cliquesOf(crossings)) {
    if (cellsOf(clique) <= limit) {
      tables.push(clique);
      continue;
    }
    const inside = maximal(crossings.filter((names) => isInside(names, clique)));
    for (let joined = closest(inside, cellsOf, limit); joined !== null; joined = closest(inside, cellsOf, limit)) {
      inside.splice(0, inside.length, ...maximal([...inside, joined]));
    }
    tables.push(...inside);
  }
  return maximal(tables);
}

/** The smallest table that would hold two of the given ones; null where none is small enough. */
function closest(tables, cellsOf, limit) {
  let best = null;
  tables.forEach((a, i) => {
    for (const b of tables.slice(i + 1)) {
      const both = [...new Set([...a, ...b])].sort();
      if (cellsOf(both) <= limit && (best === null || cellsOf(both) < cellsOf(best))) best = both;
    }
  });
  return best;
}

function maximal(tables) {
  const distinct = [...new Map(tables.map((names) => [names.join('|'), names])).values()];
  return distinct.filter((names) => !distinct.some((other) => other !== names && isInside(names, other)));
}

/** What the tables must also agree on: the given crossings and the pairwise intersections, each with the least tables that hold it. */
export function marginsOf(tables, crossings) {
  const all = new Map([...tables, ...crossings].map((names) => [names.join('|'), names]));
  tables.forEach((a, i) => {
    for (const b of tables.slice(i + 1)) {
      const both = a.filter((name) => b.includes(name));
      if (both.length > 0) all.set(both.join('|'), both);
    }
  });
  const list = [...all.values()];
  return list.map((names) => {
    const above = list.filter((other) => other.length > names.length && isInside(names, other));
    return { names, within: above.filter((other) => !above.some((less) => less.length < other.length && isInside(less, other))) };
  });
}
