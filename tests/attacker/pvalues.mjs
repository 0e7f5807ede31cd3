// Adjusted p-values (L3; disclosure.md 9). Benjamini and Hochberg: p_adjusted = the least p·m/rank over this and all later ranks. Adjusted before rows are
// hidden, a shown row repeats the p-value of a hidden one, and m tells how many are hidden. Adjusted over shown rows alone, every value is explained by them.
import { decimalsOf, rowKey } from './published.mjs';

const half = (decimals) => (decimals >= 6 ? 0 : 0.5 * 10 ** -decimals);
const near = (a, b) => Math.abs(a - b) <= 1e-11 * Math.max(a, b);

/** Families of the comparisons of a quarter: those in their longest window, and discrete quarters that are shown over four quarters, too. */
function familiesOf(rows) {
  const tested = rows.filter((row) => row.p_adjusted !== null && row.p_value !== null);
  const longer = new Set(tested.filter((row) => row.window !== 'quarter').map((row) => rowKey({ ...row, window: 'quarter' })));
  const families = [tested.filter((row) => !longer.has(rowKey(row))), tested.filter((row) => longer.has(rowKey(row)))];
  return families.filter((family) => family.length > 0).map((family) => [...family].sort((a, b) => a.p_value - b.p_value || (rowKey(a) < rowKey(b) ? -1 : 1)));
}

function adjusted(values, m = values.length) {
  const result = [];
  let least = 1;
  for (let i = values.length - 1; i >= 0; i--) result[i] = least = Math.min(least, (values[i] * m) / (i + 1));
  return result;
}

const isExplained = (family, decimals) => {
  const slack = half(decimals);
  const low = adjusted(family.map((row) => Math.max(0, row.p_value - slack))),
    high = adjusted(family.map((row) => Math.min(1, row.p_value + slack)));
  return family.every((row, i) => row.p_adjusted >= low[i] * (1 - 1e-9) - slack - 1e-12 && row.p_adjusted <= high[i] * (1 + 1e-9) + slack + 1e-12);
};

/** The ranks of the shown rows among all rows, where one number of tests explains them; null otherwise. */
function ranksOf(family, mostHidden) {
  let best = null;
  // A pack may show only part of the family.
  for (let m = family.length; m <= family.length + mostHidden + 3000; m++) {
    const ranks = family.map((row) => {
      const rank = (row.p_value * m) / row.p_adjusted;
      return row.p_adjusted < 1 && Math.abs(rank - Math.round(rank)) < 1e-7 && rank > 0.5 ? Math.round(rank) : null;
    });
    const count = ranks.filter((rank) => rank !== null).length;
    if (best === null || count > best.count) best = { m, ranks, count };
  }
  return best !== null && best.count >= 2 ? best : null;
}

/** Hidden p-values of a quarter, as [{p, of: [possible values], rank, m, family}]. */
export function hiddenPValues(rows) {
  const found = [];
  const masked = rows.filter((row) => row.hidden && row.statistic !== 'level').length;
  for (const family of familiesOf(rows)) {
    const decimals = Math.max(...family.map((row) => decimalsOf(row.p_adjusted)));
    if (isExplained(family, decimals)) continue;
    const order = decimals >= 6 ? ranksOf(family, masked) : null;
    if (order === null) {
      found.push({ p: null, of: [], rank: null, m: null, family });
      continue;
    }
    found.push(...tied(family, order));
  }
  return found;
}

// Rows with one adjusted value that none of their own p-values explains: the last of them stands before a hidden row.
function tied(family, { m, ranks }) {
  const found = [];
  for (let i = 0; i < family.length; i++) {
    let last = i;
    while (last + 1 < family.length && near(family[last + 1].p_adjusted, family[i].p_adjusted)) last++;
    const own = Array.from({ length: last - i + 1 }, (_, j) => ranks[i + j]);
    if (own.every((rank) => rank === null) && family[i].p_adjusted < 1 && family[i].p_adjusted > 0) {
      let before = i - 1,
        after = last + 1;
      while (before >= 0 && ranks[before] === null) before--;
      while (after < family.length && ranks[after] === null) after++;
      const from = (before < 0 ? 0 : ranks[before]) + (last - before) + 1,
        to = after < family.length ? ranks[after] - (after - last) : m;
      const of = [];
      for (let rank = from; rank <= to; rank++) {
        const p = (family[i].p_adjusted * rank) / m;
        if (p >= family[last].p_value && (after >= family.length || p <= family[after].p_value)) of.push({ p, rank });
      }
      if (of.length > 0)
        found.push({ p: of.length === 1 ? of[0].p : null, of, rank: of.length === 1 ? of[0].rank : null, m, family: family.slice(i, last + 1) });
    }
    i = last;
  }
  return found;
}

/** Findings: p-values of hidden rows, and the count behind one where the other side of its comparison is shown. */
export function multipleTests(releases, atoms, system, placeOf, find) {
  for (const { quarter, rows } of releases) {
    const hidden = hiddenPValues(rows);
    for (const { p, rank, m, family } of hidden) {
      const key = `${quarter}: beside ${rowKey(family[0])}`;
      if (p === null) find('hidden statistic', 'adjusted over hidden rows', key, { why: 'the shown p-values do not give the adjusted ones' });
      else find('hidden statistic', 'p-value', key, { lo: p, up: p, why: `rank ${rank} of ${m}` });
    }
    const scores = hidden.filter(({ p }) => p !== null).map(({ p }) => scoreOf(p));
    for (const sides of sidesOf(scores, rows, atoms, system, placeOf)) {
      // Two comparisons, or two counts, that fit one p-value tell neither.
      if (sides.length === 1)
        find('hidden statistic', 'count behind a p-value', rowKey(sides[0].row), { lo: sides[0].k, up: sides[0].k, why: `${sides[0].k} of ${sides[0].n}` });
    }
  }
}

/** Of each |z|: the hidden rows, with k of n, that give it. A gap of unweighted shares is tested by z with the pooled share. */
function sidesOf(scores, rows, atoms, system, placeOf) {
  const levels = new Map(rows.filter((row) => row.statistic === 'level').map((row) => [rowKey(row), row]));
  const found = scores.map(() => []);
  if (scores.length === 0) return found;
  for (const row of rows) {
    if (!row.hidden || row.statistic !== 'gap' || row.comparator === '' || row.comparator.startsWith('Rest') || row.unit !== 'percentage points') continue;
    const level = (group) => levels.get(rowKey({ ...row, statistic: 'level', comparator: '', group }));
    const [own, other] = [level(row.group), level(row.comparator)];
    if (!own || !other || own.hidden === other.hidden) continue;
    const [masked, shown] = own.hidden ? [own, other] : [other, own];
    if (shown.value === null || shown.n === null || shown.n !== shown.n_effective) continue;
    const place = placeOf(atoms, masked, masked.group);
    const i = place?.counted ? system.index.get(place.base.key) : undefined;
    if (i === undefined || !(system.up[i] <= 400)) continue;
    const k2 = Math.round((shown.value * shown.n) / 100);
    for (let n = Math.max(1, system.lo[i]); n <= system.up[i]; n++) {
      for (let k = 0; k <= n; k++) {
        const z = pooledZ(k, n, k2, shown.n);
        scores.forEach((score, j) => {
          if (Math.abs(score - z) < 1e-9) found[j].push({ row: masked, k, n });
        });
      }
    }
  }
  return found;
}

function pooledZ(k, n, k2, n2) {
  const p = (k + k2) / (n + n2),
    error = Math.sqrt(p * (1 - p) * (1 / n + 1 / n2));
  return error === 0 ? 0 : Math.abs(k / n - k2 / n2) / error;
}

export const pooledP = (k, n, k2, n2) => erfc(pooledZ(k, n, k2, n2) / Math.SQRT2);

/** The |z| of a two-sided p-value, by bisection. */
function scoreOf(p) {
  let low = 0,
    high = 40;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (erfc(middle / Math.SQRT2) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The complementary error function: a series near zero, a continued fraction beyond. */
export function erfc(x) {
  if (x < 2) {
    let term = x,
      sum = x;
    for (let i = 1; Math.abs(term) > 1e-17 * Math.abs(sum); i++) {
      term *= (-x * x) / i;
      sum += term / (2 * i + 1);
      if (i > 200) break;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = x;
  for (let i = 120; i >= 1; i--) fraction = x + i / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
