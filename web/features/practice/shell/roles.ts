/** Job roles that have work in the practice EHR, as the entry offers them. */
export const practiceRoles = [
  { value: 'physician', label: 'Physician' },
  { value: 'nurse', label: 'Nurse' },
  { value: 'pharmacist', label: 'Pharmacist' },
  { value: 'ma', label: 'Medical assistant' },
  { value: 'front-desk', label: 'Front desk' },
  { value: 'unit-clerk', label: 'Unit clerk' },
  { value: 'case-manager', label: 'Case manager' },
  { value: 'biller', label: 'Biller' },
] as const;

export const roleLabel = (role: string): string =>
  practiceRoles.find((one) => one.value === role)?.label ?? role.charAt(0).toUpperCase() + role.slice(1).replaceAll('-', ' ');

const key = (attemptId: string): string => `atelbow-practice-role-${attemptId}`;

/** In free practice the learner chooses whose work they do; this browser remembers it. */
export const chosenRole = (attemptId: string): string => localStorage.getItem(key(attemptId)) ?? 'physician';
export const chooseRole = (attemptId: string, role: string): void => localStorage.setItem(key(attemptId), role);
