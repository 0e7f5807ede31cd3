// Two editions of a quarter (L4 and L5; disclosure.md 9). One person who is added, erased or corrected moves exactly the rows that the person is in; where
// such rows are frozen instead, they are the ones that do not move while figures that rest on the whole sample do. Either way the groups name the person.
import { quartersOf } from './editions.mjs';
import { domainOf, groupLeaves } from './codes.mjs';
import { personsAmounts } from './amounts.mjs';
import { rowKey } from './published.mjs';

const figures = ['value', 'lower', 'upper', 'n', 'n_effective'];

// 50 may be 50.0000… or a rounded figure: the decimals of an edition are those of its longest figure of this feed and unit.
function setDecimals(rows) {
  const most = new Map();
  const nameOf = (row) => `${row.feed}|${row.unit}`;
  for (const row of rows) if (row.value !== null) most.set(nameOf(row), Math.max(most.get(nameOf(row)) ?? 0, row.decimals));
  for (const row of rows) row.printed = most.get(nameOf(row)) ?? row.decimals;
}

// An edition may be known from a coarser file than another: then both are compared as the coarser one prints them.
function differs(row, old, name) {
  const decimals = Math.min(row.printed, old.printed);
  if (row[name] === null || old[name] === null || row.printed === old.printed || decimals >= 6) return row[name] !== old[name];
  return row[name].toFixed(decimals) !== old[name].toFixed(decimals);
}

/** Findings of all pairs of editions of all quarters. */
export function movedRows(all, atoms, policy, find) {
  for (const { files, editions } of quartersOf(all)) {
    for (let j = 1; j < editions.length; j++) for (let i = 0; i < j; i++) comparePair(files[0].quarter, editions[i], editions[j], atoms, policy, find);
  }
}

function comparePair(quarter, earlier, later, atoms, policy, find) {
  setDecimals(earlier.rows);
  setDecimals(later.rows);
  const before = new Map(earlier.rows.map((row) => [rowKey(row), row]));
  const feeds = new Map();
  for (const row of later.rows) {
    const old = before.get(rowKey(row));
    if (!old || row.value === null || old.value === null) continue;
    if (!feeds.has(row.feed)) feeds.set(row.feed, []);
    feeds.get(row.feed).push({ row, old, moved: figures.some((name) => differs(row, old, name)) });
  }
  for (const [feed, pairs] of feeds) {
    if (!pairs.some(({ moved }) => moved)) continue;
    const what = `${feed} ${quarter}: edition ${earlier.edition} to ${later.edition}`;
    const people = profiles(atoms, feed, pairs);
    for (const role of ['moved', 'frozen']) {
      const found = people.filter((each) => each.role === role);
      if (found.length === 0) continue;
      const { profile, measures } = together(found);
      find('edition', `profile by ${role} rows`, `${what}: ${profile}`, {
        profile,
        why: `${role === 'moved' ? 'only rows with this person moved' : 'only rows with this person stayed'} in ${measures.slice(0, 6).join(', ')}`,
      });
    }
    const late = pairs.filter(isLate);
    if (late.length > 0) find('edition', 'moves in late digits', what, { lo: late.length, up: late.length, why: `such as ${rowKey(late[0].row)}` });
    personsAmounts({ what, feed, pairs, earlier, later, atoms, few: people.length > 0 || fewMoved(pairs, policy) || onlyGaps(pairs) }, find);
  }
}

// The base and all figures to one decimal are as before, but the bytes are not.
const isLate = ({ row, old, moved }) =>
  moved &&
  row.n === old.n &&
  row.printed > 3 &&
  ['value', 'lower', 'upper'].every((name) => row[name] === null || old[name] === null || row[name].toFixed(1) === old[name].toFixed(1));

const smallMove = 10;
const isSmall = ({ row, old }) =>
  row.n === null ||
  old.n === null ||
  (Math.abs(row.n - old.n) < smallMove && (row.unit !== 'percent' || Math.abs(row.value - old.value) * row.n < 200 * smallMove));

// In some table the bases moved by fewer people than a batch holds, and only in some of the groups.
function fewMoved(pairs, policy) {
  const tables = new Map();
  for (const { row, old } of pairs) {
    if (row.statistic !== 'level' || row.breakdown === 'all' || row.n === null || old.n === null) continue;
    const name = `${row.measure_id}|${row.window}|${row.breakdown}`;
    const table = tables.get(name) ?? { groups: 0, moved: 0, people: 0 };
    table.groups++;
    table.moved += row.n !== old.n ? 1 : 0;
    table.people += Math.abs(row.n - old.n);
    tables.set(name, table);
  }
  return [...tables.values()].some(({ groups, moved, people }) => groups > 1 && moved > 0 && moved < groups && people < policy.surveyMinimum);
}

// No base and no level moved, so whoever changed is in frozen rows, but a gap between two means did: the groups that it compares are no rows of their own.
const onlyGaps = (pairs) => pairs.every(({ row, old, moved }) => !moved || (row.statistic === 'gap' && row.n === old.n));

/** Of each measure and window, the characteristics of a person who is in all rows that moved (or froze) and in none of the others. */
export function profiles(atoms, feed, pairs) {
  const tables = new Map();
  for (const pair of pairs.filter(({ row }) => row.statistic === 'level')) {
    const name = `${pair.row.measure_id}|${pair.row.window}`;
    if (!tables.has(name)) tables.set(name, []);
    tables.get(name).push(pair);
  }
  const found = [];
  for (const [measure, own] of tables) {
    // Where all other rows move in their last digits, hers are those whose base moved.
    const hers = { moved: ({ moved }) => moved, counted: ({ row, old }) => row.n !== old.n, frozen: ({ moved }) => !moved };
    for (const [role, isHers] of Object.entries(hers)) {
      const places = personOf(atoms, feed, own, role, isHers);
      if (places) found.push({ role: role === 'frozen' ? role : 'moved', measure, places });
    }
  }
  return found;
}

function personOf(atoms, feed, pairs, role, isHers) {
  const codes = atoms.codesFor(feed);
  const places = new Map();
  let telling = 0;
  const moves = pairs.filter(({ moved }) => moved);
  // A batch moves rows by many people, and its small groups stay; only figures that rest on the whole sample move in their last digits.
  if (role === 'frozen' ? !moves.every(isLate) : !moves.every(isSmall)) return null;
  const all = pairs.find(({ row }) => row.breakdown === 'all');
  if (all && !isHers(all)) return null;
  const dimensions = new Map();
  for (const pair of pairs) {
    const where = groupLeaves(codes, pair.row.breakdown, pair.row.group);
    if (!where || Object.keys(where).length !== 1) continue;
    const [[name, leaves]] = Object.entries(where);
    if (!dimensions.has(name)) dimensions.set(name, []);
    dimensions.get(name).push({ leaves, hers: isHers(pair) });
  }
  for (const [name, groups] of dimensions) {
    // A frozen row may also be one that nothing moves. A row that moved at all is certainly not frozen.
    const isPossible = (leaf) => groups.every(({ leaves, hers }) => (role !== 'frozen' || !hers ? leaves.includes(leaf) === hers : true));
    const frozen = role === 'frozen' ? [...new Set(groups.filter(({ hers }) => hers).flatMap(({ leaves }) => leaves))] : [];
    const possible = (frozen.length > 0 ? frozen : domainOf(codes, name, {})).filter(isPossible);
    if (possible.length === 0) return null;
    places.set(name, possible);
    if (groups.some(({ hers }) => hers) && groups.some(({ hers }) => !hers)) telling++;
  }
  return telling >= 2 ? places : null;
}

// The same person in several measures: what all of them say.
function together(found) {
  const places = new Map();
  for (const { places: own } of found) {
    for (const [name, leaves] of own) {
      const both = places.has(name) ? places.get(name).filter((leaf) => leaves.includes(leaf)) : leaves;
      places.set(name, both.length > 0 ? both : leaves);
    }
  }
  const label = (leaf) => (leaf === '?' ? 'not stated' : leaf);
  const profile = [...places]
    .filter(([, leaves]) => leaves.length <= 3)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, leaves]) => `${name}=${leaves.map(label).join(' or ')}`)
    .join('; ');
  return { profile, measures: found.map(({ measure }) => measure) };
}
