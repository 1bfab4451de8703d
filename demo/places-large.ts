import type { DemoUnit, Places, UnitProfile } from './model.ts';

type Kind = readonly [suffix: string, name: string, specialty: string, profile: UnitProfile];

const kinds: Readonly<Record<string, Kind>> = {
  e: ['ED', 'Emergency Department', 'emergency-medicine', 'emergency'],
  i: ['ICU', 'Intensive Care', 'critical-care', 'intensive'],
  c: ['CAR', 'Cardiac Telemetry', 'cardiology', 'ward'],
  s: ['SUR', 'Surgical', 'general-surgery', 'ward'],
  m: ['MED', 'General Medicine', 'hospital-medicine', 'ward'],
  o: ['ONC', 'Oncology', 'oncology', 'ward'],
  b: ['FBC', 'Family Birth Center', 'obstetrics', 'ward'],
  k: ['PED', 'Pediatrics', 'pediatrics', 'ward'],
  n: ['NEU', 'Neurology', 'neurology', 'ward'],
  t: ['ORT', 'Orthopedics', 'orthopedics', 'ward'],
  p: ['OR', 'Operating Rooms and Recovery', 'perioperative', 'perioperative'],
  r: ['ACU', 'Inpatient', 'family-medicine', 'rural-ward'],
  q: ['CLN', 'Clinic', 'family-medicine', 'clinic'],
};

/** One letter of `kinds` per unit, one word per wave; beds are spread evenly over the units that have beds. */
const sites = [
  { siteId: 'LUH', name: 'Lakeview University Hospital', timeZone: 'America/Chicago', beds: 480, waves: 'eiicssmmp ccsmmmot ibbknnp' },
  { siteId: 'LRMC', name: 'Lakeview Regional Medical Center', timeZone: 'America/Chicago', beds: 220, waves: 'eicsmp mmobks tm' },
  { siteId: 'WEST', name: 'Lakeview Westside Hospital', timeZone: 'America/Chicago', beds: 120, waves: 'eim smp bt' },
  { siteId: 'LCH', name: "Lakeview Children's Hospital", timeZone: 'America/Chicago', beds: 90, waves: 'e ikk kp' },
  { siteId: 'NFH', name: 'Northfield Hospital', timeZone: 'America/Chicago', beds: 65, waves: '- em msp' },
  { siteId: 'HIGH', name: 'High Plains Community Hospital', timeZone: 'America/Denver', beds: 25, waves: '- - rqq' },
] as const;

function unitsOf(site: (typeof sites)[number]): DemoUnit[] {
  const letters = site.waves
    .split(' ')
    .flatMap((word, wave) => Array.from(word.replace('-', '')).map((letter) => ({ letter, wave: wave + 1 })));
  const kindOf = (letter: string): Kind => kinds[letter]!;
  const bedded = letters.filter(({ letter }) => !['emergency', 'perioperative', 'clinic'].includes(kindOf(letter)[3]));
  const seen = new Map<string, number>();
  let bed = 0;
  return letters.map(({ letter, wave }, i) => {
    const [suffix, name, specialty, profile] = kindOf(letter);
    const nth = (seen.get(letter) ?? 0) + 1;
    seen.set(letter, nth);
    const hasBeds = bedded.some((b) => b.letter === letter);
    const share = Math.floor((site.beds * (bed + 1)) / bedded.length) - Math.floor((site.beds * bed) / bedded.length);
    if (hasBeds) bed += 1;
    return {
      unitId: `${site.siteId}-${suffix}${nth}`,
      name: `${name} ${nth}`,
      siteId: site.siteId,
      building: i % 2 === 0 ? 'Tower' : 'Main',
      floor: String(1 + (i >> 1)),
      zone: i % 4 < 2 ? 'A' : 'B',
      specialty,
      beds: hasBeds ? share : 0,
      profile,
      wave,
    };
  });
}

/** About 1,000 beds and 60 units on six sites, the rural one an hour behind the others. */
export const largePlaces: Places = {
  sites: sites.map(({ siteId, name, timeZone }) => ({ siteId, name, timeZone })),
  units: sites.flatMap(unitsOf),
};
