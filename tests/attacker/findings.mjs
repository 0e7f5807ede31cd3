// What counts as a leak (disclosure.md S3, S7, 8.1), and how it is reported: keys and intervals, with the equation that reveals it.
import { knownLeaves } from './codes.mjs';

/** The rules of a set: its threshold in people, the width that an interval must have, and whether it may be provably small. */
export function rulesOf(policy, set) {
  const minimum = set.feed === 'workforce' ? policy.workforceMinimum : policy.surveyMinimum;
  const strict = Object.keys(set.where).some((name) => policy.strictDimensions.includes(name.replace('not said: ', '')))
    || [...set.measures].some((measure) => policy.strictMeasures.includes(measure));
  return { minimum, strict, width: strict ? minimum : policy.standardWidth };
}

// Answers to an opinion question are not a sensitive headcount unless the measure is strict. Headcounts of the workforce always are.
const countsPeopleApart = (set, rules) => set.feed === 'workforce' || rules.strict || !Object.keys(set.where).some((name) => name.startsWith('answer'));

/** Judges the bounds of one hidden set: 'exact', 'narrow', 'provably small' or null. */
export function judge(policy, set, lo, up) {
  const rules = rulesOf(policy, set);
  // A base that another row shows as its numerator, or the reverse, is judged there.
  if ([...(set.shownAs ?? [])].some((role) => !set.hiddenAs.has(role))) return null;
  // How many preferred not to say may be known, unless it is something sensitive that they did not say.
  if (policy.notStated === 'shown' && !rules.strict && isOfNotSaid(set)) return null;
  // A hidden count that must be at least the threshold is a secondary suppression. Knowing it does no harm.
  if (lo >= rules.minimum) return null;
  // Empty groups are shown, and this shows where else a count is zero.
  if (up === 0 && (!rules.strict || isOfNotSaid(set))) return null;
  if (lo === up) return 'exact';
  if (!countsPeopleApart(set, rules)) return null;
  if (up - lo < rules.width) return 'narrow';
  if (rules.strict && up < rules.minimum) return 'provably small';
  return null;
}

const isOfNotSaid = ({ where }) => Object.entries(where).some(([name, leaves]) => name.startsWith('not said: ') && leaves.every((leaf) => leaf === 'counted'));

const isAnswer = (set) => Object.keys(set.where).some((name) => name.startsWith('answer: '));

/** What a hidden set is: people of a group, those of them with a property, or those who gave one answer. */
export const partOf = (set) => (isAnswer(set) ? 'answers to a mean' : set.numerator ? 'numerators' : 'bases');

/** True when an interval at least this wide cannot be a finding any more. */
export const isSafe = (policy, set, lo, up) => lo >= 0 && judge(policy, set, lo, up) === null && up - lo >= rulesOf(policy, set).width;

/** A count of people that published figures give by subtraction, or as a small share of a base: its kind, or null. */
export function smallDifference(policy, set, value, system, i, atoms) {
  const { complements } = atoms;
  const rules = rulesOf(policy, set);
  if (!(value > 0 && value < rules.minimum) || (set.hidden && set.published === null) || !countsPeopleApart(set, rules)) return null;
  // Two of 92 Chief Superintendents are BME. A share may show this, and the number who are not, unless the measure is strict (S3b).
  if (!rules.strict && !set.base && ((set.published !== null && set.numerator) || set.universe === 'resigned' || complements.has(set.key))) return null;
  if (isAnswer(set)) return 'answer to a mean';
  if (set.weighted && set.published === null) return 'weighted share';
  if (set.published !== null) return set.numerator ? 'small numerator shown' : 'small base shown';
  // That somebody did not state a characteristic is no property, unless it is a sensitive one, or a sensitive property chose the group (policy.yaml).
  if (policy.notStated === 'shown' && isUnstated(set) && !isSensitive(atoms, policy, set)) return null;
  // Who left a question unanswered, of all or of those who answered others, is nobody's characteristic.
  if (set.universe.includes(' but not ') && set.feed !== 'workforce') return null;
  if (set.universe.includes(' but not ')) return 'difference of nested bases';
  const family = system.reason[i] === null ? '' : system.equations[system.reason[i]].family;
  if (family === 'four quarters') return 'difference of windows';
  if (Object.values(set.where).some((leaves) => leaves.includes('?'))) return 'not stated, by subtraction';
  return 'complement or rest, by subtraction';
}

// Not to have stated a sensitive characteristic is one, to have stated it, whatever it is, is none.
export const isSensitive = (atoms, policy, { feed, where }) => policy.strictDimensions.some((name) =>
  where[name] && !knownLeaves(atoms.codesFor(feed), name).every((leaf) => where[name].includes(leaf)));

/** Whether there is nobody in a larger set that no sensitive property chose: then that none of them has such a property reveals nothing. */
export function isOfNobody(atoms, policy, system, set) {
  const isLarger = ({ feed, universe, period, where }) => feed === set.feed && universe === set.universe && period === set.period
    && Object.entries(where).every(([name, leaves]) => set.where[name]?.every((leaf) => leaves.includes(leaf)));
  return [...atoms.sets.values()].some((larger) =>
    larger !== set && isLarger(larger) && !isSensitive(atoms, policy, larger) && !(larger.numerator && !larger.base && rulesOf(policy, larger).strict)
    && system.up[system.index.get(larger.key)] === 0);
}

const isUnstated = (set) => Object.values(set.where).some((leaves) => leaves.length === 1 && leaves[0] === '?');

export function explain(system, i) {
  const e = system.reason[i];
  if (e === null) return system.sets[i].published !== null ? `published in ${system.sets[i].publishedIn}` : system.sets[i].told ?? '';
  const { family, terms } = system.equations[e];
  const show = ([j, factor]) => `${factor > 0 ? '+' : '-'} {${short(system.sets[j].key)}}${j === i ? '' : system.fixed(j) ? `=${system.lo[j]}` : `=[${system.lo[j]},${system.up[j]}]`}`;
  return `${family}: ${terms.slice(0, 8).map(show).join(' ')}${terms.length > 8 ? ` … (${terms.length} terms)` : ''} = 0`;
}

const short = (key) => key.replace(/^[^/]*\//, '');

