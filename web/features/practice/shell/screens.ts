import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** What a role works on. `list`: a work space of its own; `chart`: a part of the open patient's chart. */
export interface PracticeScreen {
  readonly key: string;
  readonly label: string;
  readonly place: 'list' | 'chart';
  /** Job roles whose work it is, in no order; `all`: everybody's. */
  readonly roles: readonly string[] | 'all';
  readonly page: LazyExoticComponent<ComponentType>;
}

const page = <M extends Record<K, ComponentType>, K extends keyof M & string>(load: () => Promise<M>, name: K) =>
  lazy(async () => ({ default: (await load())[name] as ComponentType }));

/*
 * Every screen, in the order in which it is offered. A new one is a line here and a component without properties: it finds the attempt
 * (`useAttempt`), the place (`usePlace`) and, on a chart, the patient (`usePatient`) by itself.
 */
export const practiceScreens: readonly PracticeScreen[] = [
  {
    key: 'patient-list',
    label: 'Patients',
    place: 'list',
    roles: 'all',
    page: page(() => import('../chart/PatientListScreen.tsx'), 'PatientListScreen'),
  },
  { key: 'chart', label: 'Summary', place: 'chart', roles: 'all', page: page(() => import('../chart/SummaryScreen.tsx'), 'SummaryScreen') },
  {
    key: 'orders',
    label: 'Orders',
    place: 'chart',
    roles: ['physician', 'nurse', 'pharmacist'],
    page: page(() => import('../orders/OrdersScreen.tsx'), 'OrdersScreen'),
  },
  {
    key: 'mar',
    label: 'MAR',
    place: 'chart',
    roles: ['physician', 'nurse', 'pharmacist'],
    page: page(() => import('../nurse/MarScreen.tsx'), 'MarScreen'),
  },
];

export const screensOf = (role: string, place: PracticeScreen['place']): PracticeScreen[] =>
  practiceScreens.filter((screen) => screen.place === place && (screen.roles === 'all' || screen.roles.includes(role)));
