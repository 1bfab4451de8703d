import type { Practice, PracticePattern, Size } from './model.ts';
import { placesOf } from './places.ts';

type Row = readonly [name: string, specialties: string, units: string, physicians: number, pattern: PracticePattern, weeks: number];

const practicesFrom = (rows: readonly Row[]): Practice[] =>
  rows.map(([name, specialties, units, physicians, pattern, weeks]) => ({
    name,
    specialties: specialties.split(' '),
    units: units.split(' '),
    physicians,
    pattern,
    weeks,
  }));

/** Half of all ordering physicians place fewer than ten orders a month (Gellert 2016): hence the rotations and the rare visitors. */
const medium = practicesFrom([
  ['Lakeview Hospital Medicine', 'hospital-medicine', '5N 5S W2', 24, 'amion', 4],
  ['Lakeshore Cardiology Associates', 'cardiology', '4W', 10, 'rotation', 5],
  ['Northfield Surgical Group', 'general-surgery', 'PERI 3E', 12, 'blocks', 2],
  ['Emergency Physicians of Lakeview', 'emergency-medicine', 'ED WED', 16, 'qgenda', 1],
  ['Critical Care Consultants', 'critical-care', 'ICU', 8, 'qgenda', 4],
  ["Lakeview Women's Health", 'obstetrics', 'FBC', 12, 'rotation', 4],
  ['Tall Pines Pediatrics', 'pediatrics', 'PEDS', 10, 'rotation', 5],
  ['Renal Partners', 'nephrology', 'ICU 5S', 5, 'rotation', 5],
  ['Tri-County Oncology', 'oncology', '6E', 7, 'weekly', 1],
  ['Lakeview Orthopedics', 'orthopedics', 'PERI 3E', 12, 'blocks', 2],
  ['Prairie Fork Family Medicine', 'family-medicine', 'PFC PFW', 8, 'clinic', 4],
  ['Lakeview Specialty Consultants', 'infectious-disease neurology psychiatry endocrinology', '5N 4W 3E ICU', 16, 'rare', 5],
]);

const small = practicesFrom([
  ['Prairie Fork Family Medicine', 'family-medicine', 'CLN ACU', 6, 'clinic', 4],
  ['Prairie Fork Emergency Group', 'emergency-medicine', 'ER', 4, 'qgenda', 1],
  ['Visiting Cardiology of Lakeshore', 'cardiology', 'ACU', 2, 'rare', 5],
  ['River Bend Surgery', 'general-surgery', 'ACU', 2, 'blocks', 2],
]);

/** Specialty of the unit -> the group that serves such units at a large site, and its physicians per unit. */
const largeKinds: readonly (readonly [specialty: string, word: string, perUnit: number, pattern: PracticePattern, weeks: number])[] = [
  ['hospital-medicine', 'Hospital Medicine', 10, 'amion', 4],
  ['emergency-medicine', 'Emergency Physicians', 12, 'qgenda', 1],
  ['critical-care', 'Critical Care', 8, 'qgenda', 4],
  ['cardiology', 'Cardiology Associates', 10, 'rotation', 5],
  ['obstetrics', "Women's Health", 12, 'rotation', 4],
  ['pediatrics', 'Pediatrics', 10, 'rotation', 5],
  ['neurology', 'Neurology', 8, 'rotation', 5],
  ['oncology', 'Oncology', 7, 'weekly', 1],
  ['general-surgery', 'Surgical Group', 12, 'blocks', 2],
  ['orthopedics', 'Orthopedics', 12, 'blocks', 2],
  ['family-medicine', 'Family Medicine', 4, 'clinic', 4],
];

function large(): Practice[] {
  const { sites, units } = placesOf('L');
  const ofSites = sites.flatMap((site) => {
    const here = units.filter((unit) => unit.siteId === site.siteId);
    const operating = here.filter((unit) => unit.profile === 'perioperative').map((unit) => unit.unitId);
    return largeKinds.flatMap(([specialty, word, perUnit, pattern, weeks]): Practice[] => {
      const own = here.filter((unit) => unit.specialty === specialty).map((unit) => unit.unitId);
      if (own.length === 0) return [];
      const places = pattern === 'blocks' && operating[0] !== undefined ? [operating[0], ...own] : own;
      const town = site.name.replace(/ (University|Regional|Medical|Community|Hospital|Center).*$/, '');
      const name = `${town} ${word} (${site.siteId})`;
      return [{ name, specialties: [specialty], units: places, physicians: perUnit * own.length, pattern, weeks }];
    });
  });
  return [
    ...ofSites,
    ...practicesFrom([
      ['Renal Partners', 'nephrology', 'LUH-ICU1 LUH-MED1', 5, 'rotation', 5],
      [
        'Lakeview Specialty Consultants',
        'infectious-disease neurology psychiatry endocrinology',
        'LUH-MED1 LUH-CAR1 LUH-SUR1 LUH-ICU1',
        40,
        'rare',
        5,
      ],
      ['Regional Specialty Consultants', 'infectious-disease psychiatry endocrinology', 'LRMC-MED1 LRMC-CAR1 WEST-MED1', 24, 'rare', 5],
    ]),
  ];
}

export const practicesOf = (size: Size): readonly Practice[] => ({ S: () => small, M: () => medium, L: large })[size]();
