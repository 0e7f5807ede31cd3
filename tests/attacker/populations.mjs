// The people that each measure counts according to its published definition: those in the base, and those in the numerator.
// A measure that is not listed gets a separate universe, so that a new measure is attacked too, but with fewer cross-checks.
import { bmeLeaves, officerRanks } from './codes.mjs';

const officers = { worker_type: ['Officer'] };
const staff = { worker_type: ['Staff', 'PCSO'] };
const paid = { worker_type: ['Officer', 'Staff', 'PCSO'] };
const seniors = { ...paid, rank: [...officerRanks.slice(5), 'Band B', 'Band A'] };
const known = (...names) => Object.fromEntries(names.map((name) => [name, 'known']));
const isBme = { ethnicity: bmeLeaves };
const isBlack = { ethnicity: ['Black'] };
const isFemale = { sex: ['Female'] };
const ofEthnicity = known('ethnicity');
const ofSex = known('sex');
const ofBoth = known('ethnicity', 'sex');

const share = (universe, base, counted, more = {}) => ({ universe, base, counted, ...more });
const head = (base) => ({ universe: 'stock', base });

const workforce = {
  'WF-01': share('stock', { ...officers, ...ofEthnicity }, isBme),
  'WF-01b': share('stock', { ...officers, ...ofBoth }, { ...isBme, ...isFemale }),
  'WF-02': share('stock', { ...staff, ...ofEthnicity }, isBme),
  'WF-02b': share('stock', { ...staff, ...ofBoth }, { ...isBme, ...isFemale }),
  'WF-03': share('stock', { ...officers, ...ofSex }, isFemale),
  'WF-04': share('stock', { ...staff, ...ofSex }, isFemale),
  'WF-05': share('stock', known('disability'), { disability: ['Disabled'] }),
  'WF-06': share('stock', known('sexual_orientation'), { sexual_orientation: ['LGB+'] }),
  'WF-07': share('stock', {}, ofEthnicity),
  'WF-07b': share('stock', {}, ofSex),
  'WF-07c': share('stock', {}, known('disability')),
  'WF-07d': share('stock', {}, known('sexual_orientation')),
  'WF-07e': share('stock', {}, known('religion')),
  // Prefer not to say is part of the unknown. Both are equal if nothing was left blank, which an outsider cannot know.
  'WF-07f': share('stock', {}, { 'not said: ethnicity': ['counted'] }),
  'WF-07g': share('stock', {}, { 'not said: sex': ['counted'] }),
  'WF-07h': share('stock', {}, { 'not said: disability': ['counted'] }),
  'WF-07i': share('stock', {}, { 'not said: sexual_orientation': ['counted'] }),
  'WF-07j': share('stock', {}, { 'not said: religion': ['counted'] }),
  'WF-08': share('stock', { ...officers, ...ofEthnicity }, isBme, { over: 42.6 }),
  'WF-08b': share('stock', { ...officers, ...ofSex }, isFemale, { over: 50.3 }),
  'WF-08c': share('stock', { ...staff, ...ofEthnicity }, isBme, { over: 42.6 }),
  'WF-08d': share('stock', { ...staff, ...ofSex }, isFemale, { over: 50.3 }),
  'WF-08e': share('stock', { ...officers, ...ofEthnicity }, isBme, { over: 40.22412847701225 }),
  'WF-08f': share('stock', { ...officers, ...ofEthnicity }, isBme, { over: 46.23500166198375 }),
  'WF-08g': share('stock', { ...officers, ...ofEthnicity }, isBlack, { over: 13.504626565034703 }),
  'WF-09': share('stock', { ...paid, ...ofEthnicity }, isBme),
  'WF-09b': share('stock', { ...paid, ...ofSex }, isFemale),
  'WF-09c': share('stock', { ...paid, ...ofBoth }, { ...isBme, ...isFemale }),
  'WF-10': share('stock', { ...seniors, ...ofEthnicity }, isBme),
  'WF-10b': share('stock', { ...seniors, ...ofSex }, isFemale),
  'WF-10c': share('stock', { ...seniors, ...ofBoth }, { ...isBme, ...isFemale }),
  'WF-11': share('joined', { ...paid, ...ofEthnicity }, isBme),
  'WF-11b': share('joined', { ...paid, ...ofSex }, isFemale),
  'WF-11c': share('joined', { ...paid, ...ofBoth }, { ...isBme, ...isFemale }),
  // A ratio of two shares: only zero reveals the numerator directly.
  'WF-12': share('promoted', { ...paid, ...ofEthnicity }, isBme, { relative: true }),
  'WF-12b': share('promoted', { ...paid, ...ofSex }, isFemale, { relative: true }),
  'WF-12c': share('promoted', { ...paid, ...ofBoth }, { ...isBme, ...isFemale }, { relative: true }),
  // Events over the mean of the four quarter ends: four times the effective base is the sum of the four stocks.
  'WF-13': { universe: 'stock', base: paid, events: 'resigned', sumOfEnds: true },
  'WF-13b': { universe: 'stock', base: paid, events: 'resigned', sumOfEnds: true, standard: 'length_of_service' },
  'WF-13c': { universe: 'stock', base: paid, sumOfEnds: true },
  'WF-14': share('stock', { ...paid, ...ofEthnicity }, isBlack),
  'WF-15': share('stock', { ...officers, ...ofSex }, isFemale),
  'WF-16': share('stock', { ...paid, ...known('working_pattern') }, { working_pattern: ['Part time', 'Flexible'] }),
  // `amount`: a mean of what each person has, or a gap between two such means; a median tells no sum.
  'WF-17': { ...head(paid), amount: 'mean' },
  'WF-17b': head(paid),
  'WF-18': head({ worker_type: ['Cadet'] }),
  'WF-18b': share('stock', { worker_type: ['Cadet'], ...ofEthnicity }, isBme),
  'WF-19': { ...head(paid), amount: 'gap' },
  'WF-19b': head(paid),
  'WF-19c': { ...head(paid), amount: 'gap' },
  'WF-19d': head(paid),
  'WF-20': head({}),
  'WF-20b': { ...head({}), fullTimeEquivalent: true },
};

// The columns of the released microdata that an item is asked in, and the codes that count as an answer.
const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);
const item = (column, codes, yes, more = {}) => ({ universe: column, base: {}, counted: { [`answer`]: ['counted'] }, answers: { column, codes: upTo(codes), yes }, ...more });
const two = [1, 2];
const pas = {
  'PAS-01': item('q60', 5, two), 'PAS-02': item('q61', 5, two), 'PAS-03': item('q62c', 5, two), 'PAS-04': item('q62tg', 5, two), 'PAS-05': item('nq135bd', 5, two),
  'PAS-06': item('q62f', 5, two), 'PAS-07': item('q62a', 5, two), 'PAS-08': item('q62e', 5, two), 'PAS-09': item('q62b', 5, two), 'PAS-10': item('nq135bf', 5, two),
  'PAS-10b': item('nq135bg', 5, two), 'PAS-11': item('nq135bh', 5, two), 'PAS-12': item('a121', 4, two), 'PAS-13': item('xq122b', 4, two), 'PAS-13b': item('xq122a', 2, [1]),
  'PAS-15': item('xq128ab', 2, [1]), 'PAS-16': item('nq143', 2, [1]), 'PAS-17': item('q131', 3, two), 'PAS-18': item('q79i', 7, [5, 6, 7]),
};
const three = [1, 2, 3];
const victims = {
  'VSS-01': item('overall', 7, three), 'VSS-02': item('ease_of_contact', 7, three), 'VSS-03': item('police_actions', 7, three), 'VSS-04': item('follow_up', 7, three),
  'VSS-05': item('treatment', 7, three), 'VSS-06': item('overall', 7, three, { base: { victim_group: ['Hate crime'] } }), 'VSS-07': item('overall', 7, three), 'VSS-08': item('overall', 7, three),
};
const staffItems = Object.fromEntries(upTo(12).map((i) => {
  const code = String(i).padStart(2, '0');
  return [`SS-${code}`, item(`s${code}`, 5, two)];
}));
const survey = { ...pas, ...victims, ...staffItems, 'SS-13': item('bullied', 2, [1]) };
const engaged = ['s03', 's04', 's05', 's09', 's12'];
survey['SS-14'] = { universe: 'all five', base: {}, inside: engaged, amount: 'mean' };
survey['SS-16'] = { universe: 'all twelve', base: {}, inside: [...upTo(12).map((i) => `s${String(i).padStart(2, '0')}`), 'all five'], amount: 'mean' };
survey['VSS-09'] = { universe: 'views_changed', base: {}, scores: [-100, 0, 100], amount: 'mean' };

/** The published definition of a measure; `extra` are definitions that came with a release (codes.json). */
export function populationOf(measure, feed, extra = {}) {
  return extra[measure] ?? workforce[measure] ?? survey[measure] ?? { universe: `${feed} ${measure}`, base: {}, counted: { answer: ['counted'] } };
}

/** Bases that lie inside others: [{feed, inner, outers}]. */
export function nestings(extra = {}) {
  const own = Object.values(survey).filter((population) => population.inside).map((population) => ({ feed: 'staff-survey', inner: population.universe, outers: population.inside }));
  const more = Object.values(extra).filter((population) => population.inside).map((population) => ({ feed: population.feed, inner: population.universe, outers: population.inside }));
  return [...own, ...more];
}
