// Mean, interval and base of an item with few values tell how many people gave each answer (L10; disclosure.md 9): the base is the sum of these counts, the
// mean their first moment and the interval their second. With three values these are three equations for three counts.

const z = 1.959963984540054;
const most = 20000;

/**
 * The least and greatest number of people with each score, lowest score first, or null where nothing follows. `slack` is half a unit of the last printed digit.
 * Scores are equally far apart. The interval is normal: mean ± z s / √n, with s² over n - 1.
 */
export function answerCounts({ scores, mean, lower, upper, n, slack }) {
  if (n < 1 || scores.length < 2 || scores.length > 5) return null;
  const step = scores[1] - scores[0],
    centre = (mean - scores[0]) / step;
  const first = rangeOf((centre - slack / step) * n, (centre + slack / step) * n);
  // Half the width has an error of one slack. The second moment grows with both.
  const second = (half, at) => (n > 1 ? (half / step / z) ** 2 * n * (n - 1) : 0) + n * at * at;
  const half = (upper - lower) / 2;
  const squares = rangeOf(second(Math.max(0, half - slack), Math.max(0, centre - slack / step)), second(half + slack, centre + slack / step));
  const found = scores.map(() => [Infinity, -Infinity]);
  let tried = 0;
  const keep = (counts) =>
    counts.forEach((count, i) => {
      found[i] = [Math.min(found[i][0], count), Math.max(found[i][1], count)];
    });
  // Counts of the highest scores are tried one by one until three are left, which the moments determine.
  const fill = (left, sums, twos, tail) => {
    if (left > 3) {
      for (let count = 0; count <= Math.min(n, sums[1] / (left - 1)) && tried <= most; count++) {
        fill(
          left - 1,
          sums.map((sum) => sum - count * (left - 1)),
          twos.map((two) => two - count * (left - 1) ** 2),
          [count, ...tail],
        );
      }
      return;
    }
    const people = n - tail.reduce((sum, count) => sum + count, 0);
    for (let sum = Math.max(0, sums[0]); sum <= sums[1]; sum++) {
      for (let two = Math.max(0, twos[0]); two <= twos[1]; two++) {
        if (++tried > most) return;
        const high = left === 3 ? (two - sum) / 2 : 0,
          middle = sum - 2 * high,
          low = people - middle - high;
        if (Number.isInteger(high) && high >= 0 && middle >= 0 && low >= 0) keep(left === 3 ? [low, middle, high, ...tail] : [low, middle, ...tail]);
      }
    }
  };
  fill(scores.length, first, squares, []);
  return tried > most || found[0][0] > found[0][1] ? null : found;
}

// Whole numbers in a range that rounding errors may have narrowed.
const rangeOf = (low, high) => [Math.ceil(low - 1e-6 - 1e-10 * Math.abs(low)), Math.floor(high + 1e-6 + 1e-10 * Math.abs(high))];

/** Adds the answer counts that a row of a mean tells to the sets of people, or hides them with their row. */
export function readAnswers(atoms, row, { base, population }) {
  const { scores } = population;
  const name = `answer: ${population.universe}`;
  atoms.codesFor(row.feed).dimensions[name] ??= { leaves: scores.map((score) => `score ${score}`), unknown: false };
  const sets = scores.map((score) => atoms.set(base.feed, base.universe, base.period, { ...base.where, [name]: [`score ${score}`] }));
  for (const counted of sets) {
    const key = `${counted.key} of ${base.key}`;
    if (!atoms.shares.has(key)) atoms.shares.set(key, { base, counted, measure: row.measure_id, of: 'answer to a mean', shown: row.value !== null });
    if (row.hidden) atoms.hide(counted, row, true);
  }
  if (row.value === null || row.lower === null || row.upper === null || row.n === null || row.n_effective !== row.n) return;
  const slack = row.decimals >= 6 ? 1e-9 : 0.5 * 10 ** -row.decimals;
  const counts = answerCounts({ scores, mean: row.value, lower: row.lower, upper: row.upper, n: row.n, slack });
  counts?.forEach(([least, greatest], i) => {
    if (least === greatest) atoms.publish(sets[i], least, row, true);
    else atoms.within(sets[i], least, greatest, 'mean, interval and base');
  });
}
