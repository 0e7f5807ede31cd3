// A directly standardised rate is v = Σ x_i S_i / (n_i ΣS): one equation with known coefficients for the events of every stratum, where the
// bases of the strata are known. With the sum of the events, few whole numbers give a figure of many digits (disclosure.md 9).

const most = 200000;

/** The least and greatest number of events in each stratum, or null where nothing follows. `rate` is per person. */
export function stratumEvents({ rate, slack, events, bases, standard, lo, up }) {
  const total = standard.reduce((sum, each) => sum + each, 0);
  const factors = bases.map((n, i) => standard[i] / n / total);
  const found = bases.map(() => [Infinity, -Infinity]);
  // What the strata from i on can add at least and at most.
  const rest = (list) => list.map((_, i) => list.slice(i).reduce((sum, each) => sum + each, 0)).concat(0);
  const least = rest(lo.map((each, i) => each * factors[i])),
    greatest = rest(up.map((each, i) => each * factors[i])),
    fewest = rest(lo),
    maximum = rest(up);
  let tried = 0;
  const fill = (i, left, sum, counts) => {
    if (++tried > most || sum + least[i] > rate + slack || sum + greatest[i] < rate - slack) return;
    if (left !== null && (left < fewest[i] || left > maximum[i])) return;
    if (i === bases.length) {
      counts.forEach((count, j) => {
        found[j] = [Math.min(found[j][0], count), Math.max(found[j][1], count)];
      });
      return;
    }
    for (let count = lo[i]; count <= up[i] && (left === null || count <= left); count++)
      fill(i + 1, left === null ? null : left - count, sum + count * factors[i], [...counts, count]);
  };
  fill(0, events, 0, []);
  return tried > most || found[0][0] > found[0][1] ? null : found;
}

/** Bounds events by stratum from the standardised rates of a release; true where something was learned. */
export function readStandardised(atoms, system, rows, placeOf) {
  let learned = false;
  const known = (set) => {
    const i = set === undefined ? undefined : system.index.get(set.key);
    return i !== undefined && system.fixed(i) ? system.lo[i] : null;
  };
  for (const { row, place, strata } of rows) {
    const parts = strata.map((leaf) => partOf(atoms, place, leaf)),
      all = strata.map((leaf) => partOf(atoms, placeOf(atoms, { ...row, breakdown: 'all' }, 'All'), leaf));
    const bases = parts.map(({ base }) => known(base)),
      standard = all.map(({ base }) => known(base));
    const at = parts.map(({ events }) => system.index.get(events?.key));
    if ([...bases, ...standard].some((n) => !(n > 0)) || at.some((i) => i === undefined)) continue;
    const slack = row.decimals >= 6 ? 1e-9 * row.value : 0.5 * 10 ** -row.decimals;
    const events = stratumEvents({
      rate: row.value / 100,
      slack: slack / 100,
      events: known(place.counted),
      bases,
      standard,
      lo: at.map((i) => system.lo[i]),
      up: at.map((i, j) => Math.min(system.up[i], bases[j])),
    });
    events?.forEach(([lo, up], j) => {
      learned = system.tighten(at[j], lo, up) || learned;
    });
    if (events) for (const { events: set } of parts) set.told ??= 'a standardised rate with the bases of its strata';
  }
  return learned;
}

function partOf(atoms, { base, counted }, { name, leaf }) {
  const at = (set) => set && atoms.find(set.feed, set.universe, set.period, { ...set.where, [name]: [leaf] });
  return { base: at(base), events: at(counted) };
}

/** The rows of standardised rates with their strata. */
export function standardisedRows(atoms, releases, placeOf) {
  const found = [];
  for (const row of releases.flatMap((release) => release.rows)) {
    const place = row.statistic === 'level' && row.value !== null ? placeOf(atoms, row, row.group) : null;
    if (!place?.population.standard || !place.counted) continue;
    const { leaves } = atoms.codesFor(row.feed).dimensions[place.population.standard] ?? {};
    if (leaves) found.push({ row, place, strata: leaves.map((leaf) => ({ name: place.population.standard, leaf })) });
  }
  return found;
}
