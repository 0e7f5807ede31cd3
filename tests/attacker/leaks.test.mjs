// The ways in of the outside attack (disclosure.md 9), each in a release in which it happens, and each with a safe twin,
// which fixtures/kept keeps together with how they were made.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attacked } from './attacked.mjs';
import { codes, leafCover } from './fixtures/leaf-cover.mjs';
import { policy } from './fixtures/planted.mjs';
import { attackKept } from './kept.mjs';

const found = (verdict, kind, part) => verdict.findings.filter((finding) => finding.kind === kind && finding.part === part);
const one = (verdict, kind, part) => {
  const [finding] = found(verdict, kind, part);
  assert.ok(finding, `no ${kind}, ${part}: ${JSON.stringify(verdict.findings.map((each) => [each.kind, each.part, each.key]))}`);
  return finding;
};
const near = (value, truth, slack) => assert.ok(Math.abs(value - truth) <= slack, `${value} is not ${truth}`);

test('L0: a dozen figures of four quarters and three characteristics give a masked group of one quarter', async () => {
  const { safe, leaky, told } = leafCover(7);
  const finding = one(await attacked({ editions: leaky, codes, policy }), 'exact', 'bases, across dimensions');
  assert.match(finding.key, /2016-17-Q4\/a=a1;b=b1;c=c1$/);
  assert.deepEqual([finding.lo, finding.up], [told, told]);
  assert.equal((await attacked({ editions: safe, codes, policy })).leak, false);
});

test('L1: three boroughs add up to their command unit, so that nine masked victims of one follow', async () => {
  const finding = one(await attackKept('L1', 'leaky'), 'exact', 'bases');
  assert.match(finding.key, /borough=Sutton$/);
  assert.deepEqual([finding.lo, finding.up], [9, 9]);
});

test('L2: the risk report counts three records of sex X, and the masked base is then at most three', async () => {
  const verdict = await attackKept('L2', 'leaky');
  const finding = one(verdict, 'artefact', 'small count in a risk report');
  assert.match(finding.key, /sex X$/);
  assert.equal(finding.lo, 3);
  assert.deepEqual(
    [1, 3],
    [one(verdict, 'narrow', 'bases, with counts beside the figures').lo, one(verdict, 'narrow', 'bases, with counts beside the figures').up],
  );
});

test('L3: an adjusted p-value repeats the p-value of a masked gap, rank 20 of 386, and with it 15 of 24 people', async () => {
  const verdict = await attackKept('L3', 'leaky');
  const finding = one(verdict, 'hidden statistic', 'p-value');
  near(finding.lo, 0.029671636250334976, 1e-15);
  assert.equal(finding.why, 'rank 20 of 386');
  const count = one(verdict, 'hidden statistic', 'count behind a p-value');
  assert.match(count.key, /VSS-01\|level\|ethnicity\|Other/);
  assert.equal(count.why, '15 of 24');
});

test('L4: one corrected interview moves exactly the rows that its person is in', async () => {
  assert.equal(
    one(await attackKept('L4', 'leaky'), 'edition', 'profile by moved rows').profile,
    'age=35-44; disability=Not disabled; ethnicity=Asian; religion=Jewish; sex=Female; sexual_orientation=Heterosexual',
  );
});

test('L5: a late interview freezes the rows that its person is in, while those without move in their last digits', async () => {
  const verdict = await attackKept('L5', 'leaky');
  const { profile } = one(verdict, 'edition', 'profile by frozen rows');
  // The person is Asian, female, 35 to 44. Rows of groups that no row moves are left beside them.
  for (const what of ['age=35-44', 'ethnicity=Mixed or Asian', 'sex=Female or Other or not stated']) assert.ok(profile.includes(what), profile);
  assert.equal(one(verdict, 'edition', 'moves in late digits').lo, 14);
});

test('L6: after an erasure pay gaps with the same base move, and tell the pay of who was erased', async () => {
  const amounts = found(await attackKept('L6', 'leaky'), 'edition', "one person's amount");
  const of = (comparator) => amounts.find(({ key }) => key.endsWith(`|${comparator}`));
  // 29.78 pounds an hour are 1.4707 times the mean of men.
  near(of('Male').lo, 1.470719307640106, 1e-6);
  near(of('White').lo, 1.4836429445, 1e-6);
});

test('L7: a rate tells one LGB+ resignation', async () => {
  const finding = one(await attackKept('L7', 'leaky'), 'small numerator', 'rate');
  assert.match(finding.key, /sexual_orientation=LGB\+/);
  assert.equal(finding.lo, 1);
});

test('L8: figures that `incdiv measure` wrote are a release, and tell two BME officers of 76', async () => {
  const finding = found(await attackKept('L8', 'leaky'), 'small numerator', 'share').find(({ key }) => key.includes('age=35-44'));
  assert.deepEqual([finding.lo, finding.why], [2, 'of 76']);
});

test('L9: where one weight in a hundred is 1.01, a weighted share tells that all but two of 23 agree', async () => {
  const finding = one(await attackKept('L9', 'leaky'), 'small numerator', 'weighted share, all but few');
  assert.match(finding.key, /religion=Jewish/);
  assert.equal(finding.lo, 2);
});

test('L10: mean, interval and base of a three-valued item tell that one of eleven Jewish victims thinks worse of the police', async () => {
  const finding = found(await attackKept('L10', 'leaky'), 'small numerator', 'answer to a mean').find(({ key }) => key.includes('Jewish'));
  assert.match(finding.key, /score -100/);
  assert.deepEqual([finding.lo, finding.why], [1, 'of 11']);
});

test('L11: the evidence names no small row in a table with four masked ones, so none of the four is small', async () => {
  const finding = one(await attackKept('L11', 'leaky'), 'artefact', 'evidence of size');
  assert.equal(finding.key, '2016-17-Q1|WF-02|rank|snapshot');
  assert.equal(finding.lo, 4);
});

test('B: after one erasure five records of the released file differ, all of them in the class of who was erased', async () => {
  const finding = one(await attackKept('B', 'leaky'), 'microdata', 'few records changed');
  assert.equal(finding.lo, 5);
  assert.equal(finding.why.match(/victim_group=HATE, sex=Female/g).length, 5);
});

for (const name of ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9', 'L10', 'L11', 'B']) {
  test(`${name}: the safe twin is clean`, async () => {
    const verdict = await attackKept(name, 'safe');
    assert.equal(verdict.leak, false, JSON.stringify(verdict.findings));
  });
}
