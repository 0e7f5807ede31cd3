// Released microdata and the tables: the records that certainly belong to a set give its minimum size, those that may belong its maximum,
// plus the number of records that the file states are missing from each class of equal records.
import { bmeLeaves, officerRanks, staffBands } from './codes.mjs';
import { populationOf } from './populations.mjs';

const rest = (list, from) => list.slice(list.indexOf(from));

// The values that a generalised value may represent, in the names of either feed. A value that is not listed may represent any value.
const meanings = {
  worker_type: {
    OFFICER: ['Officer'], STAFF: ['Staff'], PCSO: ['PCSO'], SPECIAL: ['Special'], VOLUNTEER: ['Volunteer'], CADET: ['Cadet'],
    Staff: ['Staff', 'PCSO'], Volunteer: ['Special', 'Volunteer', 'Cadet'],
  },
  ethnicity: { BME: bmeLeaves },
  sex: { 'Other or not stated': ['Other', '?'] },
  religion: { 'Other religion': ['Buddhist', 'Hindu', 'Jewish', 'Muslim', 'Sikh', 'Other'] },
  rank: {
    'Sergeant or above': [...rest(officerRanks, 'Sergeant'), 'Inspecting', 'Superintending', 'Chief officer'], Inspecting: officerRanks.slice(2, 4), 'Superintendent or above': rest(officerRanks, 'Superintendent'),
    'Band A-D': [...rest(staffBands, 'Band D'), 'Band C-D', 'Band A-B'], 'Band E-Y': [...staffBands.slice(0, 4), 'Band E-G'],
    'Band E-G': ['Band E', 'Band F', 'Band G'], 'Band C-D': ['Band C', 'Band D'], 'Band A-B': ['Band A', 'Band B'],
  },
};
const columnsOf = { age: ['age_band'], rank: ['rank', 'band', 'rank_band'] };

/** Narrows every set by the records of its quarter. Records with the same values of the columns that matter are counted once. */
export function boundFromMicrodata(atoms, files) {
  const itemsOf = new Map();
  for (const set of atoms.sets.values()) {
    for (const measure of set.measures) {
      const population = populationOf(measure, set.feed, atoms.extra.measures);
      if (population.answers && population.universe === set.universe) itemsOf.set(`${set.feed}/${set.universe}`, population.answers);
    }
  }
  for (const { feed, quarter, rows, lacking } of files) {
    const codes = atoms.codesFor(feed);
    const sets = [...atoms.sets.values()].filter((set) => set.feed === feed && set.period === quarter);
    const groups = new Map();
    for (const set of sets) {
      const universe = set.universe;
      const item = itemsOf.get(`${feed}/${universe}`);
      if (!(feed === 'workforce' ? universe === 'stock' : item)) continue;
      if (!groups.has(universe)) groups.set(universe, { item, sets: [] });
      groups.get(universe).sets.push(set);
    }
    for (const { item, sets: own } of groups.values()) narrow(atoms, codes, distinct(rows, item), lacking, own, quarter);
  }
}

// Records {values, people, inside: 'yes' | 'maybe', counted}, without those outside the universe, and the values of all classes.
function distinct(rows, item) {
  const found = new Map(), classes = new Map();
  const columns = ['worker_type', 'rank', 'band', 'rank_band', 'business_group', 'age_band', 'length_of_service', 'ethnicity', 'sex', 'disability', 'sexual_orientation', 'religion', 'borough', 'bcu', 'victim_group', 'hate_strand']
    .filter((name) => rows[0]?.[name] !== undefined && rows[0][name] !== null);
  for (const row of rows) {
    let inside = 'yes', counted = null;
    const values = columns.map((name) => row[name]);
    const named = () => Object.fromEntries(columns.map((name, i) => [name, values[i]]));
    if (!classes.has(values.join('|'))) classes.set(values.join('|'), { values: named() });
    if (item) {
      const answer = row[item.column];
      if (answer === null || answer === undefined || !item.codes.includes(Number(answer))) continue;
      counted = item.yes.includes(Number(answer));
    } else if (row.leaver === 'true' || row.leaver === true) continue;
    else if (row.leaver !== 'false' && row.leaver !== false) inside = 'maybe';
    const key = `${values.join('|')}|${inside}|${counted}`;
    const before = found.get(key);
    if (before) before.people++;
    else found.set(key, { values: named(), people: 1, inside, counted });
  }
  return { records: [...found.values()], classes: [...classes.values()] };
}

function narrow(atoms, codes, { records, classes }, lacking, sets, quarter) {
  for (const set of sets) {
    let least = 0, most = 0;
    for (const record of records) {
      const belongs = belongsTo(codes, record, set.where);
      if (belongs === 'no') continue;
      most += record.people;
      if (belongs === 'yes' && record.inside === 'yes') least += record.people;
    }
    atoms.recordCounts.push({ set, least, most });
    const { answer, ...where } = set.where;
    if (lacking > 0) most += lacking * classes.filter((each) => belongsTo(codes, each, where) !== 'no').length;
    if (set.published === null) atoms.within(set, least, most, `released records of ${quarter}`);
    else if (set.published < least || set.published > most) atoms.conflicts.push({ key: set.key, values: [set.published, `[${least}, ${most}] released records`], rows: [set.publishedIn] });
  }
}

function belongsTo(codes, record, where) {
  let certain = true;
  for (const [name, leaves] of Object.entries(where)) {
    if (name === 'answer') {
      if (record.counted !== leaves.includes('counted')) return 'no';
      continue;
    }
    const possible = leavesOf(codes, name, record.values);
    if (possible === null) { certain = false; continue; }
    if (!possible.some((leaf) => leaves.includes(leaf))) return 'no';
    if (!possible.every((leaf) => leaves.includes(leaf))) certain = false;
  }
  return certain ? 'yes' : 'maybe';
}

function leavesOf(codes, name, values) {
  for (const column of columnsOf[name] ?? [name]) {
    const value = values[column];
    if (value === undefined || value === '*' || value === 'Unknown') continue;
    const leaves = codes.dimensions[name]?.leaves ?? [];
    const meant = (meanings[name]?.[value] ?? []).filter((leaf) => leaf === '?' || leaves.includes(leaf));
    if (meant.length > 0) return meant;
    if (leaves.includes(value)) return [value];
  }
  return null;
}
