// Public code lists: the categories that any outsider knows (census groups, ranks, boroughs), repeated here on purpose.
// A dimension has leaves; `unknown: true` means that people may be in none of them; the unnamed leaf '?' represents those.

const letters = (text) => text.split('|');
const ranks = letters('Constable|Sergeant|Inspector|Chief Inspector|Superintendent|Chief Superintendent|Commander|Deputy Assistant Commissioner|Assistant Commissioner|Deputy Commissioner|Commissioner');
const bands = letters('Band H-Y|Band G|Band F|Band E|Band D|Band C|Band B|Band A');
const bme = letters('Mixed|Asian|Black|Other');
const tenYears = letters('16-24|25-34|35-44|45-54|55-64|65+');
const fiveYears = letters('16-19|20-24|25-29|30-34|35-39|40-44|45-49|50-54|55-59|60-64|65+');

// The basic command units of 2018 and the boroughs that each polices.
const units = {
  AS: 'Lambeth|Southwark', AW: 'Hammersmith and Fulham|Kensington and Chelsea|Westminster', CE: 'Hackney|Tower Hamlets', CN: 'Camden|Islington',
  EA: 'Barking and Dagenham|Havering|Redbridge', NA: 'Enfield|Haringey', NE: 'Newham|Waltham Forest', NW: 'Barnet|Brent|Harrow', SE: 'Bexley|Greenwich|Lewisham',
  SN: 'Bromley|Croydon|Sutton', SW: 'Kingston upon Thames|Merton|Richmond upon Thames|Wandsworth', WA: 'Ealing|Hillingdon|Hounslow',
};
const boroughsOf = Object.fromEntries(Object.entries(units).map(([unit, boroughs]) => [unit, letters(boroughs)]));

// `open: true`: the leaves are whatever labels a release prints.
const dimensions = {
  ethnicity: { leaves: ['White', ...bme], unknown: true },
  sex: { leaves: letters('Female|Male|Other'), unknown: true },
  disability: { leaves: letters('Disabled|Not disabled'), unknown: true },
  sexual_orientation: { leaves: letters('Heterosexual|LGB+'), unknown: true },
  religion: { leaves: letters('No religion|Buddhist|Christian|Hindu|Jewish|Muslim|Sikh|Other'), unknown: true },
  age: { leaves: tenYears, unknown: true },
  worker_type: { leaves: letters('Officer|Staff|PCSO|Special|Volunteer|Cadet'), unknown: false },
  rank: { leaves: [...ranks, ...bands], unknown: true },
  length_of_service: { open: true, unknown: true },
  business_group: { open: true, unknown: false },
  specialist_unit: { open: true, unknown: true },
  working_pattern: { leaves: letters('Full time|Part time|Flexible|Career break'), unknown: true },
  borough: { open: true, leaves: Object.values(boroughsOf).flat(), unknown: true },
  bcu: { open: true, unknown: true },
  victim_group: { open: true, unknown: true },
  hate_strand: { open: true, unknown: true },
  answer: { leaves: ['counted', 'not counted'], unknown: false },
};

// Groups of several leaves. Every other label is a leaf.
// They hold in every feed that has the columns.
const groupings = {
  ethnicity_broad: { of: 'ethnicity', groups: { BME: bme, White: ['White'] } },
  rank_group: {
    of: 'rank',
    groups: {
      Inspecting: ['Inspector', 'Chief Inspector'], 'Superintending and above': ranks.slice(4), 'Band E-Y': bands.slice(0, 4), 'Band A-D': bands.slice(4),
    },
  },
  age: { of: 'age', groups: { '25+': tenYears.slice(1) } },
  bcu: { of: 'borough', groups: boroughsOf },
};

// The annual surveys have different names for the same dimensions.
const ofFeed = {
  'staff-survey': {
    dimensions: { age: { leaves: fiveYears, unknown: true }, rank: { open: true, unknown: true } },
    groupings: { age: { of: 'age', groups: { '16-24': fiveYears.slice(0, 2), '25+': fiveYears.slice(2) } } },
  },
  // Every worker has a date of birth and a first day, so age and service are never unknown.
  workforce: { dimensions: { age: { leaves: tenYears, unknown: false }, length_of_service: { open: true, unknown: false } }, groupings: {} },
  // Everybody who is interviewed lives in a borough.
  pas: { dimensions: { borough: { open: true, unknown: false } }, groupings: {} },
};

/** The code lists of one feed; `extra` are lists that came with a release (codes.json). */
export function codesOf(feed, extra = {}) {
  const own = ofFeed[feed] ?? { dimensions: {}, groupings: {} };
  return {
    dimensions: { ...structuredClone(dimensions), ...structuredClone(own.dimensions), ...structuredClone(extra.dimensions ?? {}) },
    groupings: { ...groupings, ...own.groupings, ...(extra.groupings ?? {}) },
    links: extra.links ?? [],
    maps: extra.maps ?? [],
    ranksTellWork: feed === 'workforce',
  };
}

/** An open dimension learns its leaves from the labels that the releases print. */
export function learnLeaves(codes, breakdown, group) {
  const parts = breakdown.split(' x ');
  const labels = parts.length === 1 ? [group] : group.split(', ');
  if (parts.length !== labels.length) return;
  parts.forEach((name, i) => {
    const grouping = codes.groupings[name];
    const dimension = (codes.dimensions[grouping?.of ?? name] ??= { open: true, unknown: true });
    if (!dimension.open || grouping?.groups[labels[i]]) return;
    dimension.leaves ??= [];
    // A label that a changed code list explains stands for its leaves.
    const meant = codes.maps.find((map) => map.dimension === name && map.labels[labels[i]])?.labels[labels[i]] ?? [labels[i]];
    for (const leaf of meant) if (!dimension.leaves.includes(leaf)) dimension.leaves.push(leaf);
  });
}

// A code list changed with quarter `from`. Before it (`of: 'before'`), or from then on (`of: 'after'`), a label stands for several leaves.
function meaningOf(codes, name, label, quarter) {
  const isThen = ({ of, from }) => quarter !== undefined && (of === 'before') === (quarter < from);
  const map = codes.maps.find((each) => each.dimension === name && each.labels[label] && isThen(each));
  return map?.labels[label] ?? [label];
}

/** {dimension: leaves} of a published group, or null where the label is not understood. */
export function groupLeaves(codes, breakdown, group, quarter) {
  if (breakdown === 'all') return {};
  const parts = breakdown.split(' x ');
  const labels = parts.length === 1 ? [group] : group.split(', ');
  if (parts.length !== labels.length) return null;
  const where = {};
  for (let i = 0; i < parts.length; i++) {
    const grouping = codes.groupings[parts[i]];
    const name = grouping?.of ?? parts[i];
    const leaves = grouping?.groups[labels[i]] ?? meaningOf(codes, name, labels[i], quarter);
    if (!codes.dimensions[name] || leaves.some((leaf) => !codes.dimensions[name].leaves.includes(leaf))) return null;
    where[name] = where[name] ? where[name].filter((leaf) => leaves.includes(leaf)) : leaves;
  }
  return where;
}

/** Every leaf that people with the other characteristics of `where` may have, '?' among them. */
export function domainOf(codes, name, where) {
  const dimension = codes.dimensions[name];
  const all = dimension.unknown ? [...dimension.leaves, '?'] : [...dimension.leaves];
  if (!codes.ranksTellWork) return all;
  if (name === 'rank' && where.worker_type) {
    const types = where.worker_type;
    return all.filter((leaf) => typesOfRank(leaf).some((type) => types.includes(type)));
  }
  if (name === 'worker_type' && where.rank) return all.filter((type) => where.rank.some((rank) => typesOfRank(rank).includes(type)));
  return all;
}

// Officers and specials must have a rank, staff and PCSOs a band. A person with neither is a volunteer or a cadet.
export function typesOfRank(leaf) {
  if (ranks.includes(leaf)) return ['Officer', 'Special'];
  return bands.includes(leaf) ? ['Staff', 'PCSO'] : ['Volunteer', 'Cadet'];
}

/** One way to write one set of people: a rank tells the kind of work, and a condition that excludes nobody is left out. */
export function normalise(codes, where) {
  const result = { ...where };
  if (codes.ranksTellWork && result.rank) {
    const types = codes.dimensions.worker_type.leaves.filter((type) => result.rank.some((rank) => typesOfRank(rank).includes(type)));
    result.worker_type = result.worker_type ? result.worker_type.filter((type) => types.includes(type)) : types;
    result.rank = result.rank.filter((rank) => typesOfRank(rank).some((type) => result.worker_type.includes(type)));
  }
  for (const name of Object.keys(result)) {
    const rest = { ...result };
    delete rest[name];
    const domain = domainOf(codes, name, name === 'worker_type' ? {} : rest);
    if (domain.every((leaf) => result[name].includes(leaf))) delete result[name];
  }
  return result;
}

export const knownLeaves = (codes, name) => codes.dimensions[name].leaves;
export const officerRanks = ranks;
export const staffBands = bands;
export const bmeLeaves = bme;
