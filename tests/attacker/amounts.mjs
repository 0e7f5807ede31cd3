// Means and pay gaps of two editions (L6; disclosure.md 9): n·mean is a sum, and the difference of two sums is what one person has. A pay gap is a mean in
// units of its comparator's, so one person among the comparators moves every gap against them though no base of these rows moves.
import { placeOf } from './atoms.mjs';
import { rowKey } from './published.mjs';

const half = (decimals) => (decimals >= 6 ? 1e-12 : 0.5 * 10 ** -decimals);

/** Findings of one feed's rows in two editions, `pairs` of {row, old, moved}; only where few people can have changed. */
export function personsAmounts({ what, pairs, earlier, later, atoms, few }, find) {
  if (!few) return;
  const tell = (row, amount, unit, slack) => {
    // One person has between a quarter and eight times the mean; the difference of two sums of many people is anything.
    if (unit.startsWith('times') && !(amount > 0.25 && amount < 8)) return;
    // Rounding may leave the amount open by more than a tenth; then nobody's is told (p % rule).
    if (!Number.isFinite(amount) || slack > Math.abs(amount) / 10) return;
    find('edition', "one person's amount", `${what}: ${rowKey(row)}`, { lo: amount, up: amount, why: unit });
  };
  for (const { row, old, moved } of pairs) {
    if (!moved || row.value === old.value || row.n === null || old.n === null || Math.abs(row.n - old.n) > 1) continue;
    const place = placeOf(atoms, row, row.group);
    const slack = (old.n + row.n) * half(Math.min(row.printed, old.printed));
    if (place?.population.amount === 'mean' && row.statistic === 'level') {
      const sign = row.n - old.n;
      const change = row.n * row.value - old.n * old.value;
      tell(
        row,
        sign === 0 ? change : sign * change,
        sign === 0 ? `${row.unit} more than before` : `${row.unit} of a person who ${sign > 0 ? 'came' : 'went'}`,
        slack,
      );
    }
    if (place?.population.amount === 'gap' && row.statistic === 'gap') gap(row, old, slack, pairs, earlier, later, atoms, tell);
  }
}

function gap(row, old, slack, pairs, earlier, later, atoms, tell) {
  const mean = (each) => 1 - each.value / 100;
  if (row.n !== old.n) {
    const sign = row.n - old.n;
    tell(row, sign * (row.n * mean(row) - old.n * mean(old)), `times the mean of ${row.comparator}`, slack / 100);
    return;
  }
  // The group's own mean stands, so the comparator's new mean is `ratio` times its old one.
  const ratio = mean(old) / mean(row);
  const people = (rows) => baseOf(atoms, rows, row);
  const before = people(earlier.rows),
    after = people(later.rows) ?? before;
  if (before === null || Math.abs(after - before) > 1) return;
  if (after > before) tell(row, after * ratio - before, `times the mean of ${row.comparator}, of a person who came`, (slack * before) / 100 / row.n);
  else tell(row, before - (before - 1) * ratio, `times the mean of ${row.comparator}, if one of these ${before} went`, (slack * before) / 100 / row.n);
}

// How many people the comparator has, from any row of the edition with that base.
function baseOf(atoms, rows, gapRow) {
  const wanted = placeOf(atoms, gapRow, gapRow.comparator)?.base.key;
  for (const row of rows) {
    if (row.statistic !== 'level' || row.feed !== gapRow.feed || row.group !== gapRow.comparator || row.n === null) continue;
    if (placeOf(atoms, row, row.group)?.base.key === wanted) return row.n;
  }
  return null;
}
