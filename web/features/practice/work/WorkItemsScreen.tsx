import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { codesOf, idOf } from '../fhir/codes.ts';
import type { Task } from '../fhir/resources.ts';
import { usePlace, type Place } from '../shell/place.ts';
import { WorkItems } from './WorkItems.tsx';

/** Where work of each kind is done: a work space of the role, or a part of the patient's chart. */
const lists: Readonly<Record<string, string>> = {
  'review-charges': 'charges',
  'fix-claim': 'claims',
  'work-denial': 'claims',
  'post-payment': 'claims',
  'call-back': 'schedule',
  'assign-bed': 'unit-board',
};
const charts: Readonly<Record<string, string>> = {
  'refill-request': 'rooming',
  'point-of-care-test': 'rooming',
  'give-vaccine': 'immunizations',
  'arrange-transport': 'transport',
  'plan-discharge': 'care-plan',
  'ask-payer': 'payer-requests',
};

const placeOf = (task: Task): Partial<Place> => {
  const kind = codesOf(task.code)[0] ?? '';
  const list = lists[kind];
  return list ? { screen: list } : { patient: idOf(task.for), screen: charts[kind] ?? 'chart' };
};

/** All that waits for the learner. */
export function WorkItemsScreen() {
  const { go } = usePlace();
  return (
    <>
      <h1 className="screen-reader">My work</h1>
      <div className={css.grid}>
        <Section title="Waits for you" flush>
          <WorkItems onGo={(task) => go(placeOf(task))} none="Nothing waits for you." />
        </Section>
      </div>
    </>
  );
}
