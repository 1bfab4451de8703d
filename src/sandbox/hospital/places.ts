import type { Resource } from '../core/fhir/resource.ts';
import { coding, concept, hl7Systems, ours, ref } from './systems.ts';

export interface Ward {
  readonly id: string;
  readonly name: string;
  readonly kind: 'ward' | 'intensive' | 'emergency' | 'clinic';
  readonly beds: number;
}

export const wards: readonly Ward[] = [
  { id: '4w', name: '4 West Cardiac Telemetry', kind: 'ward', beds: 16 },
  { id: '5n', name: '5 North General Medicine', kind: 'ward', beds: 18 },
  { id: '3e', name: '3 East Surgical', kind: 'ward', beds: 14 },
  { id: 'icu', name: 'Intensive Care', kind: 'intensive', beds: 8 },
  { id: 'fbc', name: 'Family Birth Center', kind: 'ward', beds: 6 },
  { id: 'peds', name: 'Pediatrics', kind: 'ward', beds: 6 },
  { id: 'ed', name: 'Emergency Department', kind: 'emergency', beds: 10 },
  { id: 'fmc', name: 'Lakeview Family Medicine Clinic', kind: 'clinic', beds: 6 },
  { id: 'cvc', name: 'Lakeview Heart Clinic', kind: 'clinic', beds: 4 },
];

export const payers = {
  medicare: 'Northern Lakes Senior Plan',
  medicaid: 'Prairie State Assistance Plan',
  commercial: 'Great Plains Mutual Health',
  hmo: 'Harbor Point HMO',
} as const;
export type Payer = keyof typeof payers;

const organisation = (id: string, name: string, code: string, partOf?: string): Resource => ({
  resourceType: 'Organization',
  id,
  active: true,
  name,
  type: [
    concept(
      'http://terminology.hl7.org/CodeSystem/organization-type',
      code,
      code === 'prov' ? 'Healthcare Provider' : code === 'pay' ? 'Payer' : 'Department',
    ),
  ],
  ...(partOf === undefined ? {} : { partOf: ref(`Organization/${partOf}`) }),
});

const typeOf = {
  ward: ['HU', 'Hospital unit'],
  intensive: ['ICU', 'Intensive care unit'],
  emergency: ['ER', 'Emergency room'],
  clinic: ['OF', 'Outpatient facility'],
} as const;

/** `bed-4w-07`: the bed (in a clinic, the room) by its number. */
export const bedId = (ward: string, number: number): string => `bed-${ward}-${String(number).padStart(2, '0')}`;

export function placeResources(occupied: ReadonlySet<string>): Resource[] {
  const main = ref('Organization/lakeview', 'Lakeview Regional Medical Center');
  const hospital: Resource = {
    resourceType: 'Location',
    id: 'loc-lakeview',
    status: 'active',
    name: 'Lakeview Regional Medical Center',
    mode: 'instance',
    managingOrganization: main,
    physicalType: concept(hl7Systems.physicalType, 'bu', 'Building'),
  };
  return [
    organisation('lakeview', 'Lakeview Regional Medical Center', 'prov'),
    ...wards.map(({ id, name }) => organisation(`org-${id}`, name, 'dept', 'lakeview')),
    ...Object.entries(payers).map(([id, name]) => organisation(`payer-${id}`, name, 'pay')),
    hospital,
    ...wards.flatMap((ward) => wardResources(ward, occupied)),
  ];
}

/** What a bed has that the others of its ward have not. */
const special: Readonly<Record<string, string>> = { 'bed-5n-18': 'Negative pressure' };

function wardResources({ id, name, kind, beds }: Ward, occupied: ReadonlySet<string>): Resource[] {
  const [type, typeName] = typeOf[kind];
  const managingOrganization = ref(`Organization/org-${id}`, name);
  return [
    {
      resourceType: 'Location',
      id: `ward-${id}`,
      identifier: [{ system: `${ours}/id/unit`, value: id.toUpperCase() }],
      status: 'active',
      name,
      mode: 'instance',
      type: [concept(hl7Systems.locationType, type, typeName)],
      physicalType: concept(hl7Systems.physicalType, 'wa', 'Ward'),
      managingOrganization,
      partOf: ref('Location/loc-lakeview'),
    },
    ...Array.from({ length: beds }, (_, index): Resource => {
      const bed = bedId(id, index + 1);
      const taken = occupied.has(bed);
      return {
        resourceType: 'Location',
        id: bed,
        status: 'active',
        operationalStatus: coding('http://terminology.hl7.org/CodeSystem/v2-0116', taken ? 'O' : 'U', taken ? 'Occupied' : 'Unoccupied'),
        name: `${kind === 'clinic' ? 'Room' : 'Bed'} ${id.toUpperCase()}-${String(index + 1).padStart(2, '0')}`,
        mode: 'instance',
        physicalType: kind === 'clinic' ? concept(hl7Systems.physicalType, 'ro', 'Room') : concept(hl7Systems.physicalType, 'bd', 'Bed'),
        ...(bed in special ? { description: special[bed] } : {}),
        managingOrganization,
        partOf: ref(`Location/ward-${id}`, name),
      };
    }),
  ];
}
