// Registers (disclosure.md 9). Of the workforce of two consecutive quarters 94 % are the same people, so each snapshot is an edition of the
// last: one more Disabled constable is one person's declaration. Where a code list changes between the two, old labels are unions of new ones or the other way.
import { keyOf, quarterName, quarterNumber } from './atoms.mjs';
import { rulesOf } from './findings.mjs';

const isRegister = (set) => set.universe === 'stock' && !set.period.startsWith('4q:');

/** Findings of counts that moved by fewer people than the threshold from one quarter to the next. */
export function registerChanges(atoms, system, policy, find) {
  const known = (set) => {
    const i = set === undefined ? undefined : system.index.get(set.key);
    return i !== undefined && system.fixed(i) ? system.lo[i] : null;
  };
  for (const set of atoms.sets.values()) {
    if (
      !isRegister(set) ||
      set.measures.size === 0 ||
      !Object.keys(set.where).some((name) => policy.registerDimensions.includes(name.replace('not said: ', '')))
    )
      continue;
    const next = quarterName(quarterNumber(set.period) + 1);
    const before = known(set),
      after = known(atoms.sets.get(keyOf(set.feed, set.universe, next, set.where)));
    if (before === null || after === null || before === after) continue;
    const change = Math.abs(after - before);
    if (change < rulesOf(policy, set).minimum)
      find('register', 'small change', `${set.key} to ${next}`, { lo: change, up: change, why: `${before} then ${after}` });
  }
  changedCodes(atoms, known, policy, find);
}

/** Old label and new label of a changed list, where one holds the other: what is between them, if nobody moved. */
function changedCodes(atoms, known, policy, find) {
  for (const { dimension, from } of atoms.extra.maps ?? []) {
    const sets = [...atoms.sets.values()].filter((set) => isRegister(set) && set.where[dimension] && set.measures.size > 0);
    const before = quarterName(quarterNumber(from) - 1);
    for (const old of sets.filter((set) => set.period === before)) {
      for (const now of sets.filter((set) => set.period === from && restOf(set, dimension) === restOf(old, dimension))) {
        const a = old.where[dimension],
          b = now.where[dimension];
        const isInside = (a.length > b.length && b.every((leaf) => a.includes(leaf))) || (b.length > a.length && a.every((leaf) => b.includes(leaf)));
        if (isInside) tellDifference(known, policy, old, now, find);
      }
    }
  }
}

const restOf = ({ feed, where }, dimension) => {
  const { [dimension]: own, ...rest } = where;
  return keyOf(feed, '', '', rest);
};

function tellDifference(known, policy, old, now, find) {
  const a = known(old),
    b = known(now);
  if (a === null || b === null) return;
  const between = Math.abs(a - b);
  if (between > 0 && between < rulesOf(policy, old).minimum)
    find('register', 'changed code list', `${old.key} and ${now.key}`, { lo: between, up: between, why: `${a} then ${b}` });
}

/** Free-text labels: one that is gone and one that is new in the same table, of almost the same size, are the same people under another name. */
export function renamedUnits(releases, atoms, policy, find) {
  const tables = new Map();
  for (const { quarter, rows } of releases) {
    for (const row of rows.filter(
      (each) => each.feed === 'workforce' && each.statistic === 'level' && each.window === 'snapshot' && each.breakdown !== 'all',
    )) {
      if (!atoms.codesFor(row.feed).dimensions[row.breakdown]?.open || (atoms.extra.maps ?? []).some(({ dimension }) => dimension === row.breakdown)) continue;
      const name = `${row.measure_id}|${row.breakdown}`;
      if (!tables.has(name)) tables.set(name, new Map());
      if (!tables.get(name).has(quarter)) tables.get(name).set(quarter, new Map());
      tables.get(name).get(quarter).set(row.group, row.n);
    }
  }
  for (const [name, quarters] of tables) {
    for (const [quarter, groups] of quarters) {
      const next = quarterName(quarterNumber(quarter) + 1),
        after = quarters.get(next);
      if (!after) continue;
      const gone = [...groups].filter(([label, n]) => n !== null && !after.has(label)),
        come = [...after].filter(([label, n]) => n !== null && !groups.has(label));
      for (const [old, n] of gone) {
        for (const [label, now] of come) {
          const change = Math.abs(n - now);
          if (change > 0 && change < policy.workforceMinimum && change * 10 < n)
            find('register', 'changed code list', `${name}|${old} to ${label} in ${next}`, { lo: change, up: change, why: `${n} then ${now}` });
        }
      }
    }
  }
}
