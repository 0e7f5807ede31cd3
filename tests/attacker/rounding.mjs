// Which whole numbers a printed percentage can come from. A percentage of a known base reveals a count (disclosure.md 4.3).

const half = (decimals) => (decimals >= 6 ? 1e-7 : 0.5 * 10 ** -decimals + 1e-12);

/** The least and greatest k with 100 k / n printed as this percentage; least > most where there is none. */
export function numeratorsOf(percent, decimals, n) {
  if (n === 0) return [0, 0];
  const slack = half(decimals) + (decimals >= 6 ? 1e-9 * Math.abs(percent) : 0);
  const least = Math.max(0, Math.ceil(((percent - slack) * n) / 100 - 1e-9));
  const most = Math.min(Math.ceil(n), Math.floor(((percent + slack) * n) / 100 + 1e-9));
  return [least, most];
}

/**
 * The numerators of a weighted percentage. The weights' variation is cv, with cv² = n / n_effective - 1, and by Cauchy and Schwarz a weighted share is at most
 * cv √(p (1 - p)) from the unweighted p. Where the weights are almost equal, one whole number is left (L9; disclosure.md 9).
 */
export function numeratorsOfWeighted(percent, decimals, n, effective) {
  // An effective base that is printed whole may be half a person less.
  const variation = Math.sqrt(Math.max(0, n / (Number.isInteger(effective) ? effective - 0.5 : effective) - 1));
  const slack = (half(decimals) + (decimals >= 6 ? 1e-9 * percent : 0)) / 100 + 1e-12;
  const possible = (k) => Math.abs(percent / 100 - k / n) <= slack + variation * Math.sqrt((k / n) * (1 - k / n));
  // Every weight is positive, so nobody and everybody would be printed as 0 and 100.
  let least = 1, most = n - 1;
  while (least <= most && !possible(least)) least++;
  while (most >= least && !possible(most)) most--;
  return [least, most];
}

const z = 1.959963984540054;

/** Wilson's interval in percent. */
export function wilson(k, n) {
  const p = k / n, centre = p + (z * z) / (2 * n), spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n)), scale = 1 + (z * z) / n;
  return [(100 * (centre - spread)) / scale, (100 * (centre + spread)) / scale];
}

/** All (k, n) with n up to 3,000 that print as this percentage and, where given, this interval. */
export function basesOf({ percent, decimals, lower = null, upper = null }, largest = 3000) {
  const found = [];
  const slack = half(decimals);
  for (let n = 1; n <= largest; n++) {
    const [least, most] = numeratorsOf(percent, decimals, n);
    for (let k = least; k <= most; k++) {
      if (Math.abs((100 * k) / n - percent) > slack * 1.001 + 1e-9) continue;
      if (lower !== null && upper !== null) {
        const [low, high] = wilson(k, n);
        if (Math.abs(Math.max(0, low) - lower) > slack + 1e-6 || Math.abs(Math.min(100, high) - upper) > slack + 1e-6) continue;
      }
      found.push({ k, n });
    }
  }
  return found;
}
