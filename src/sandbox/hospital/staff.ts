import type { Resource } from '../core/fhir/resource.ts';
import { concept, ours, ref } from './systems.ts';

export interface StaffMember {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly prefix?: string;
  /** Job role, as the directory names it. */
  readonly role: string;
  readonly specialty: string;
  readonly wards: readonly string[];
}

const member = (id: string, name: string, role: string, specialty: string, ...wards: string[]): StaffMember => {
  const [given = '', family = ''] = name.split(' ');
  return { id, given, family, role, specialty, wards, ...(role === 'physician' ? { prefix: 'Dr.' } : {}) };
};

/** The people of the hospital, none of them real. An exercise's learner plays one of these. */
export const staff: readonly StaffMember[] = [
  member('dr-silva', 'Ana Silva', 'physician', 'Hospital medicine', '5n', '4w'),
  member('dr-chen', 'Wei Chen', 'physician', 'Cardiology', '4w', 'cvc'),
  member('dr-osei', 'Kwame Osei', 'physician', 'General surgery', '3e'),
  member('dr-lindqvist', 'Maja Lindqvist', 'physician', 'Critical care', 'icu'),
  member('dr-haddad', 'Rami Haddad', 'physician', 'Emergency medicine', 'ed'),
  member('dr-novak', 'Petra Novak', 'physician', 'Family medicine', 'fmc'),
  member('dr-abara', 'Chioma Abara', 'physician', 'Obstetrics', 'fbc'),
  member('dr-kim', 'Jin Kim', 'physician', 'Pediatrics', 'peds'),
  member('dr-bello', 'Tobi Bello', 'physician', 'Resident, hospital medicine', '5n'),
  member('rn-torres', 'Luz Torres', 'nurse', 'Telemetry', '4w'),
  member('rn-baker', 'Tom Baker', 'nurse', 'Medicine', '5n'),
  member('rn-okoye', 'Ify Okoye', 'nurse', 'Surgical', '3e'),
  member('rn-maki', 'Liisa Maki', 'nurse', 'Critical care', 'icu'),
  member('rn-diaz', 'Rosa Diaz', 'nurse', 'Emergency', 'ed'),
  member('rn-hale', 'June Hale', 'nurse', 'Birth center', 'fbc'),
  member('rn-sato', 'Ken Sato', 'nurse', 'Pediatrics', 'peds'),
  member('rn-quinn', 'Maeve Quinn', 'nurse', 'Medicine', '5n', '4w'),
  member('ph-roy', 'Anil Roy', 'pharmacist', 'Inpatient pharmacy', '4w', '5n', '3e', 'icu'),
  member('ph-weiss', 'Nora Weiss', 'pharmacist', 'Inpatient pharmacy', 'fbc', 'peds', 'ed'),
  member('ma-lopez', 'Carla Lopez', 'ma', 'Family medicine', 'fmc'),
  member('ma-grant', 'Dee Grant', 'ma', 'Cardiology', 'cvc'),
  member('fd-adams', 'Rita Adams', 'front-desk', 'Registration', 'fmc', 'cvc'),
  member('fd-young', 'Paul Young', 'front-desk', 'Admitting', 'ed'),
  member('bl-frost', 'Gail Frost', 'biller', 'Patient accounts', 'fmc', 'cvc'),
  member('uc-reed', 'Sam Reed', 'unit-clerk', 'Unit coordination', '5n', '4w'),
  member('cm-nash', 'Beth Nash', 'case-manager', 'Case management', '5n', '4w', '3e'),
];

export const staffName = (id: string): string => {
  const found = staff.find((one) => one.id === id);
  return found ? `${found.prefix ? `${found.prefix} ` : ''}${found.given} ${found.family}` : id;
};

export function staffResources(): Resource[] {
  return staff.flatMap(({ id, given, family, prefix, role, specialty, wards }): Resource[] => [
    {
      resourceType: 'Practitioner',
      id,
      active: true,
      identifier: [{ system: `${ours}/id/staff`, value: id.toUpperCase() }],
      name: [{ use: 'official', family, given: [given], ...(prefix ? { prefix: [prefix] } : {}) }],
    },
    {
      resourceType: 'PractitionerRole',
      id: `role-${id}`,
      active: true,
      practitioner: ref(`Practitioner/${id}`, staffName(id)),
      organization: ref('Organization/lakeview'),
      code: [concept(`${ours}/CodeSystem/job-role`, role, role)],
      specialty: [{ text: specialty }],
      location: wards.map((ward) => ref(`Location/ward-${ward}`)),
    },
  ]);
}
