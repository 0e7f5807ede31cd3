// The parts of the contract of feed 'pas' in shared/Contracts that the SQL needs. Spellings other than the codes (labels, aliases) are
// left out: the benchmark's drop has none, and this reduces DuckDB's work.
export const period = 'interview_date', key = 'respondent_id', weight = 'weight', comment = 'comments';

const scale = codes => ({ codes, numeric: true });
const likert5 = scale([1, 2, 3, 4, 5, 97, 98, 99]), good5 = likert5;
const confidence4 = scale([1, 2, 3, 4, 97, 98, 99]), yesNo = scale([1, 2, 97, 98, 99]), yesNoOnly = scale([1, 2]);

const boroughs = Array.from({ length: 32 }, (_, i) => `E090000${String(i + 2).padStart(2, '0')}`);

/** Coded columns in the order of the contract. */
export const coded = {
  borough: { codes: boroughs, filled: true, outside: ['E09000001', 'CITY OF LONDON'] },
  age_band: { codes: ['16-24', '25-34', '35-44', '45-54', '55-64', '65+'] },
  sex: { codes: ['F', 'M', 'X', 'PNS'] },
  ethnicity: {
    codes: 'W1 W2 W3 W9 M1 M2 M3 M9 A1 A2 A3 A4 A9 B1 B2 B9 O1 O2 O9 W M A B O NS'.split(' '),
    unknown: ['W4', 'W5', 'W8', 'O3', 'P', 'UN', 'Z1'],
  },
  disability: { codes: ['Y', 'N', 'PNS'] },
  sexual_orientation: { codes: ['HET', 'GAY', 'BI', 'OTH', 'PNS'] },
  religion: { codes: ['NONE', 'BUD', 'CHR', 'HIN', 'JEW', 'MUS', 'SIK', 'OTH', 'PNS'] },
  working_status: { codes: ['FT', 'PT', 'SELF', 'UNEMP', 'STUDENT', 'RETIRED', 'HOME', 'SICK', 'OTHER'], unknown: ['REF'] },
  imd_quartile: scale([1, 2, 3, 4]),
  q60: good5, q61: good5,
  q62a: likert5, q62b: likert5, q62c: likert5, q62e: likert5, q62f: likert5, q62tg: likert5,
  nq135bd: likert5, nq135be: likert5, nq135bf: likert5, nq135bg: likert5, nq135bh: likert5,
  a121: confidence4, xq122a: yesNo, xq122b: confidence4, xq128a: yesNo, xq128ab: yesNo,
  xq128c: yesNoOnly, xq128d: yesNoOnly, xq128e: yesNoOnly, nq143: yesNo,
  q131: scale([1, 2, 3, 97]), q79i: scale([1, 2, 3, 4, 5, 6, 7, 97, 99]),
};

/** Columns that must be blank unless those who answered were stopped (R206). */
export const ofThoseStopped = ['xq128c', 'xq128d', 'xq128e'];

/** The groups that measures report on, in the order of their numbers from 1: a row's number is 0 where it is in none. */
export const groups = {
  ethnicity: ['White', 'Mixed', 'Asian', 'Black', 'Other'],
  sex: ['Female', 'Male', 'Other'],
  disability: ['Disabled', 'Not disabled'],
  age: ['16-24', '25-34', '35-44', '45-54', '55-64', '65+'],
  sexual_orientation: ['Heterosexual', 'LGB+'],
  religion: ['No religion', 'Buddhist', 'Christian', 'Hindu', 'Jewish', 'Muslim', 'Sikh', 'Other'],
  borough: ['Barking and Dagenham', 'Barnet', 'Bexley', 'Brent', 'Bromley', 'Camden', 'Croydon', 'Ealing', 'Enfield', 'Greenwich', 'Hackney',
    'Hammersmith and Fulham', 'Haringey', 'Harrow', 'Havering', 'Hillingdon', 'Hounslow', 'Islington', 'Kensington and Chelsea', 'Kingston upon Thames',
    'Lambeth', 'Lewisham', 'Merton', 'Newham', 'Redbridge', 'Richmond upon Thames', 'Southwark', 'Sutton', 'Tower Hamlets', 'Waltham Forest',
    'Wandsworth', 'Westminster'],
};

const ethnicities = codes => codes.split(' ').map(code => `'${code}'`).join(', ');

/** The number of a row's group, in SQL over curated columns; each code of a list stands at the position of its group. */
export const numberOf = {
  ethnicity: `CASE WHEN list_contains([${ethnicities('W1 W2 W3 W9 W')}], ethnicity) THEN 1 WHEN list_contains([${ethnicities('M1 M2 M3 M9 M')}], ethnicity) THEN 2
    WHEN list_contains([${ethnicities('A1 A2 A3 A4 A9 O1 A')}], ethnicity) THEN 3 WHEN list_contains([${ethnicities('B1 B2 B9 B')}], ethnicity) THEN 4
    WHEN list_contains([${ethnicities('O2 O9 O')}], ethnicity) THEN 5 ELSE 0 END`,
  sex: `CASE sex WHEN 'F' THEN 1 WHEN 'M' THEN 2 WHEN 'X' THEN 3 ELSE 0 END`,
  disability: `CASE disability WHEN 'Y' THEN 1 WHEN 'N' THEN 2 ELSE 0 END`,
  age: `CASE age_band WHEN '16-24' THEN 1 WHEN '25-34' THEN 2 WHEN '35-44' THEN 3 WHEN '45-54' THEN 4 WHEN '55-64' THEN 5 WHEN '65+' THEN 6 ELSE 0 END`,
  sexual_orientation: `CASE sexual_orientation WHEN 'HET' THEN 1 WHEN 'GAY' THEN 2 WHEN 'BI' THEN 2 WHEN 'OTH' THEN 2 ELSE 0 END`,
  religion: `CASE religion WHEN 'NONE' THEN 1 WHEN 'BUD' THEN 2 WHEN 'CHR' THEN 3 WHEN 'HIN' THEN 4 WHEN 'JEW' THEN 5 WHEN 'MUS' THEN 6 WHEN 'SIK' THEN 7 WHEN 'OTH' THEN 8 ELSE 0 END`,
  borough: `CASE WHEN borough IS NULL THEN 0 ELSE borough[8:9]::INTEGER - 1 END`,
};

const answer = (id, column, first, last, highest) => ({ id, rows: `${column} BETWEEN 1 AND ${highest}`, ones: `${column} BETWEEN ${first} AND ${last}` });

/** The measures of the survey: who counts, and whose answer is favourable. */
export const measures = [
  ...Object.entries({
    'PAS-01': 'q60', 'PAS-02': 'q61', 'PAS-03': 'q62c', 'PAS-04': 'q62tg', 'PAS-05': 'nq135bd', 'PAS-06': 'q62f', 'PAS-07': 'q62a', 'PAS-08': 'q62e', 'PAS-09': 'q62b',
    'PAS-10': 'nq135bf', 'PAS-10b': 'nq135bg', 'PAS-11': 'nq135bh',
  }).map(([id, column]) => answer(id, column, 1, 2, 5)),
  answer('PAS-12', 'a121', 1, 2, 4), answer('PAS-13', 'xq122b', 1, 2, 4), answer('PAS-13b', 'xq122a', 1, 1, 2),
  { id: 'PAS-14', rows: 'xq128a = 1 AND xq128c BETWEEN 1 AND 2 AND xq128d BETWEEN 1 AND 2 AND xq128e BETWEEN 1 AND 2', ones: 'xq128c = 1 AND xq128d = 1 AND xq128e = 1' },
  answer('PAS-15', 'xq128ab', 1, 1, 2), answer('PAS-16', 'nq143', 1, 1, 2), answer('PAS-17', 'q131', 1, 2, 3), answer('PAS-18', 'q79i', 5, 7, 7),
];

/** The one measure whose standard error is design-based, stratified by borough. */
export const designed = 'PAS-05';
