import type { Hospital } from './author-types.ts';
import type { Words } from './code-mirror.ts';

const fieldWords =
  'format id version title role minutes clicks story learner screen patients anyChart passScore clock start tasks events gold mutants text phase weight find never parts atLeast critical after until withinMin since hint why where when changes minute write trail kind breaks also without steps'
    .split(' ')
    .map((label) => ({ label, detail: 'field' }));

/** What the editor offers while one types. */
export function wordsOf(hospital: Hospital | undefined): Words {
  if (!hospital) return { all: fieldWords };
  return {
    all: [
      ...fieldWords,
      ...['%written', '%before', '%events', '%deleted', '%trail', '%patient', '%t0', '%now'].map((label) => ({
        label,
        detail: 'in a rule',
      })),
      ...hospital.patients.map(({ reference, name }) => ({ label: reference, detail: name })),
      ...hospital.learners.map(({ reference, name }) => ({ label: reference, detail: name })),
      ...hospital.screens.map((label) => ({ label, detail: 'screen' })),
      ...hospital.trailKinds.map((label) => ({ label, detail: 'trail' })),
      ...['create', 'change', 'delete', ...hospital.forms.map(({ form }) => form)].map((label) => ({ label, detail: 'change' })),
    ],
  };
}
