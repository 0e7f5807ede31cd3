// Small numerators (disclosure.md 9): one or two people of a group, or all but one or two, where a special category chose who is counted.
import { knownLeaves } from './codes.mjs';
import { rulesOf } from './findings.mjs';

/** Findings of shares, weighted shares and rates whose numerator, or the rest of whose base, is told and is small. */
export function smallNumerators(atoms, system, policy, find) {
  const preset = policy.smallNumeratorPresets[policy.smallNumerators];
  for (const { base, counted, of } of atoms.shares.values()) {
    const k = valueOf(system, counted),
      n = valueOf(system, base);
    if (k === null || !(chosen(atoms, policy, base) || chosen(atoms, policy, counted))) continue;
    const most = largestOf(preset, policy, base, n);
    if (k >= 1 && k <= most) find('small numerator', of, counted.key, { lo: k, up: k, why: n === null ? '' : `of ${n}` });
    // Events are no part of the base: nobody else is told by them.
    if (of !== 'rate' && n !== null && n - k >= 1 && n - k <= most && !(policy.notStated === 'shown' && haveStated(atoms, policy, base, counted)))
      find('small numerator', `${of}, all but few`, counted.key, { lo: n - k, up: n - k, why: `all but these of ${n}` });
  }
}

/** The largest number of people that is small in this base. */
export function largestOf(preset, policy, base, n) {
  if (preset.everywhere === 'threshold') return rulesOf(policy, base).minimum - 1;
  const isSenior = base.where.rank?.every((rank) => policy.seniorRanks.includes(rank));
  return preset.inSmallGroups && (isSenior || (n !== null && n < preset.smallGroupBelow)) ? preset.inSmallGroups : preset.everywhere;
}

/** Whether a special-category characteristic chose these people. To have stated it, or not, is none. */
export function chosen(atoms, policy, { feed, where }) {
  const codes = atoms.codesFor(feed);
  return Object.entries(where).some(([name, leaves]) => {
    const special = policy.specialLeaves[name];
    if (special) return leaves.length > 0 && leaves.every((leaf) => special.includes(leaf));
    if (!policy.specialCategories.includes(name)) return false;
    const stated = knownLeaves(codes, name);
    return leaves.some((leaf) => stated.includes(leaf)) && !stated.every((leaf) => leaves.includes(leaf));
  });
}

// Who is left did not state a characteristic. That is no property, unless it is a sensitive one or one of those chose the group.
function haveStated(atoms, policy, { feed, where: group }, { where }) {
  if (policy.strictDimensions.some((name) => where[name])) return false;
  const added = Object.keys(where).filter((name) => !group[name]);
  return added.length > 0 && added.every((name) => knownLeaves(atoms.codesFor(feed), name).every((leaf) => where[name].includes(leaf)));
}

function valueOf(system, set) {
  const i = system.index.get(set.key);
  return i !== undefined && system.fixed(i) ? system.lo[i] : null;
}
