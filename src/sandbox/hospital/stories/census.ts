import { hashSeed, randomStream } from '#kernel/random.ts';
import { wards, type Payer } from '../places.ts';
import { allergy, home, order, steady, type AllergySpec, type Stay, type Story } from '../story.ts';
import type { Diagnosis } from '../codes.ts';

/*
 * Who fills the other beds: everyday admissions, drawn from a seed. No exercise depends on them; they make lists as long as they are.
 */
const given = {
  female: ['Ada', 'Bea', 'Cora', 'Dina', 'Elsa', 'Fay', 'Gina', 'Hana', 'Ines', 'Jo', 'Kira', 'Lena', 'Mona', 'Nell', 'Olga'],
  male: ['Abel', 'Bram', 'Carl', 'Dov', 'Emil', 'Finn', 'Gus', 'Hugo', 'Ivan', 'Jack', 'Kurt', 'Leif', 'Marc', 'Nils', 'Omar'],
} as const;
const families = [
  'Ashby',
  'Barlow',
  'Crane',
  'Dunn',
  'Eklund',
  'Farrow',
  'Gantz',
  'Hobbs',
  'Ibarra',
  'Jarvis',
  'Keller',
  'Lund',
  'Marsh',
  'Norris',
  'Oakes',
  'Pryor',
  'Quist',
  'Rusk',
  'Stone',
  'Teller',
  'Urban',
  'Vance',
  'Wolff',
  'Xu',
  'Yates',
  'Zeller',
] as const;

interface Everyday {
  readonly reason: Diagnosis;
  readonly problems: readonly Diagnosis[];
  readonly orders: Stay['orders'];
  readonly labs: Stay['labs'];
}
const po = 'by mouth';
const everyday: Readonly<Record<string, readonly Everyday[]>> = {
  '4w': [
    {
      reason: 'I50.9',
      problems: ['I10', 'E78.5'],
      orders: [
        order('furosemide', 40, 'mg', po, 'daily', { form: 'tablet' }),
        order('carvedilol', 6.25, 'mg', po, 'bid'),
        order('losartan', 50, 'mg', po, 'daily'),
      ],
      labs: { k: [4.1, 4.2], cr: [1, 1.1], egfr: [72, 68] },
    },
    {
      reason: 'I48.91',
      problems: ['I10'],
      orders: [order('metoprolol', 25, 'mg', po, 'bid', { hold: [{ vital: 'hr', below: 55 }] }), order('apixaban', 5, 'mg', po, 'bid')],
      labs: { k: [4, 4], mg: [2], hgb: [13.4] },
    },
  ],
  '5n': [
    {
      reason: 'J18.9',
      problems: ['I10'],
      orders: [
        order('ceftriaxone', 1000, 'mg', 'intravenous', 'q24h'),
        order('doxycycline', 100, 'mg', po, 'bid'),
        order('enoxaparin', 40, 'mg', 'subcutaneous', 'daily'),
      ],
      labs: { wbc: [14.2, 11.9], k: [3.9, 4], cr: [0.9, 0.9], egfr: [80, 80] },
    },
    {
      reason: 'N39.0',
      problems: ['E11.9'],
      orders: [order('ceftriaxone', 1000, 'mg', 'intravenous', 'q24h'), order('metformin', 500, 'mg', po, 'bid')],
      labs: { wbc: [12.1, 9.4], k: [4.2, 4.1], cr: [0.8, 0.8], egfr: [85, 85] },
    },
    {
      reason: 'E86.0',
      problems: ['I10', 'E03.9'],
      orders: [
        order('levothyroxine', 50, 'ug', po, 'early'),
        order('amlodipine', 5, 'mg', po, 'daily'),
        order('ondansetron', 4, 'mg', po, 'q8h', { prn: 'nausea', form: 'tablet' }),
      ],
      labs: { na: [148, 143], k: [3.6, 3.9], cr: [1.3, 1], egfr: [52, 70] },
    },
  ],
  '3e': [
    {
      reason: 'K80.20',
      problems: ['K21.9'],
      orders: [
        order('acetaminophen', 1000, 'mg', po, 'q8h'),
        order('oxycodone', 5, 'mg', po, 'q4h', { prn: 'pain', hold: [{ vital: 'rr', below: 10 }] }),
        order('enoxaparin', 40, 'mg', 'subcutaneous', 'daily'),
      ],
      labs: { hgb: [12.8, 12.1], wbc: [10.8, 9.2] },
    },
    {
      reason: 'M17.11',
      problems: ['I10'],
      orders: [
        order('acetaminophen', 1000, 'mg', po, 'q8h'),
        order('aspirin', 81, 'mg', po, 'bid'),
        order('docusate', 100, 'mg', po, 'bid'),
      ],
      labs: { hgb: [13.2, 11.1] },
    },
  ],
  icu: [
    {
      reason: 'A41.9',
      problems: ['J44.1'],
      orders: [
        order('piperacillin-tazobactam', 4500, 'mg', 'intravenous', 'q6h'),
        order('heparin', 5000, 'units', 'subcutaneous', 'q8h', { form: 'injection' }),
        order('pantoprazole', 40, 'mg', 'intravenous', 'daily', { form: 'injection' }),
      ],
      labs: { lact: [3.8, 2.2], wbc: [19.2, 15.1], k: [4.4, 4.2], cr: [1.4, 1.2], egfr: [55, 66] },
    },
  ],
  fbc: [
    {
      reason: 'O80',
      problems: [],
      orders: [order('ibuprofen', 600, 'mg', po, 'q6h', { prn: 'pain' }), order('docusate', 100, 'mg', po, 'bid')],
      labs: { hgb: [11.2] },
    },
  ],
};
const team: Readonly<Record<string, readonly [attending: string, nurse: string]>> = {
  '4w': ['dr-chen', 'rn-torres'],
  '5n': ['dr-silva', 'rn-quinn'],
  '3e': ['dr-osei', 'rn-okoye'],
  icu: ['dr-lindqvist', 'rn-maki'],
  fbc: ['dr-abara', 'rn-hale'],
};
const filled: Readonly<Record<string, number>> = { '4w': 9, '5n': 9, '3e': 7, icu: 4, fbc: 3 };

/** @param taken beds that stories hold, as `4w 3`. */
export function censusStories(seed: number, taken: ReadonlySet<string>): Story[] {
  const random = randomStream(hashSeed(seed));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  let person = 0;
  const made: Story[] = [];
  for (const { id: ward, beds } of wards) {
    const free = Array.from({ length: beds }, (_, n) => n + 1).filter((bed) => !taken.has(`${ward} ${bed}`));
    for (const bed of free.slice(0, filled[ward] ?? 0)) {
      const sex = ward === 'fbc' || random() < 0.5 ? 'female' : 'male';
      const [attending = '', nurse = ''] = team[ward] ?? [];
      const family = families[(person * 7) % families.length] ?? 'Stone';
      const name = given[sex][(person * 4 + Math.floor(person / 7)) % given[sex].length] ?? 'Ada';
      const { reason, problems, orders, labs } = pick(everyday[ward] ?? []);
      person += 1;
      const allergies: AllergySpec[] = random() < 0.25 ? [allergy('diphenhydramine', 'Restlessness', 'mild')] : [];
      made.push({
        id: `c${String(person).padStart(2, '0')}-${family.toLowerCase()}`,
        given: name,
        family,
        sex,
        age: ward === 'fbc' ? between(22, 39) : between(38, 88),
        birthday: `${String(between(1, 12)).padStart(2, '0')}-${String(between(1, 28)).padStart(2, '0')}`,
        payer: pick(['medicare', 'medicaid', 'commercial', 'hmo'] as Payer[]),
        weightKg: between(52, 104),
        heightCm: between(152, 188),
        allergies,
        problems,
        homeMedicines: reason === 'O80' ? [] : [home('atorvastatin', 40, 'mg', 'bedtime')],
        stay: {
          ward,
          bed,
          admittedDay: between(1, 4),
          admittedAt: `${String(between(7, 22)).padStart(2, '0')}:${pick(['05', '20', '35', '50'])}`,
          reason,
          attending,
          nurse,
          codeStatus: random() < 0.15 ? 'Do not resuscitate' : 'Full code',
          diet: pick(['Regular', 'Low sodium', 'Consistent carbohydrate']),
          vitals: { ...steady, hr: between(62, 98), sbp: between(106, 148) },
          orders,
          labs,
          notes: [],
        },
      });
    }
  }
  return made;
}
