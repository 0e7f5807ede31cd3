// What shared/Contracts says of the feed 'pas', as far as the SQL needs it. Spellings other than the codes themselves (labels, aliases) are
// left out: the benchmark's drop has none, and it makes DuckDB's work smaller, not larger.
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
