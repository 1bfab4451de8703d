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
  {
    key: 'worklist',
    label: 'My work',
    place: 'list',
    roles: ['nurse'],
    page: page(() => import('../nurse/WorklistScreen.tsx'), 'WorklistScreen'),
  },
  {
    key: 'in-basket',
    label: 'In-basket',
    place: 'list',
    roles: ['physician', 'nurse', 'pharmacist'],
    page: page(() => import('../chart/InBasketScreen.tsx'), 'InBasketScreen'),
  },
  {
    key: 'work-items',
    label: 'My work',
    place: 'list',
    roles: ['front-desk', 'ma', 'biller', 'unit-clerk', 'case-manager'],
    page: page(() => import('../work/WorkItemsScreen.tsx'), 'WorkItemsScreen'),
  },
  {
    key: 'rooming-list',
    label: 'Rooming list',
    place: 'list',
    roles: ['ma'],
    page: page(() => import('../rooming/RoomingListScreen.tsx'), 'RoomingListScreen'),
  },
  {
    key: 'unit-board',
    label: 'Unit board',
    place: 'list',
    roles: ['unit-clerk'],
    page: page(() => import('../unit/UnitBoardScreen.tsx'), 'UnitBoardScreen'),
  },
  {
    key: 'discharge-list',
    label: 'Discharge list',
    place: 'list',
    roles: ['case-manager'],
    page: page(() => import('../unit/DischargeListScreen.tsx'), 'DischargeListScreen'),
  },
  {
    key: 'registration',
    label: 'Registration',
    place: 'list',
    roles: ['front-desk'],
    page: page(() => import('../front-desk/RegistrationScreen.tsx'), 'RegistrationScreen'),
  },
  {
    key: 'schedule',
    label: 'Schedule',
    place: 'list',
    roles: ['front-desk', 'case-manager', 'ma'],
    page: page(() => import('../front-desk/ScheduleScreen.tsx'), 'ScheduleScreen'),
  },
  {
    key: 'charges',
    label: 'Charges',
    place: 'list',
    roles: ['biller'],
    page: page(() => import('../billing/ChargesScreen.tsx'), 'ChargesScreen'),
  },
  {
    key: 'claims',
    label: 'Claims',
    place: 'list',
    roles: ['biller'],
    page: page(() => import('../billing/ClaimsScreen.tsx'), 'ClaimsScreen'),
  },
  {
    key: 'pharmacy',
    label: 'Verification',
    place: 'list',
    roles: ['pharmacist'],
    page: page(() => import('../pharmacy/PharmacyQueueScreen.tsx'), 'PharmacyQueueScreen'),
  },
  { key: 'chart', label: 'Summary', place: 'chart', roles: 'all', page: page(() => import('../chart/SummaryScreen.tsx'), 'SummaryScreen') },
  {
    key: 'rooming',
    label: 'Rooming',
    place: 'chart',
    roles: ['ma'],
    page: page(() => import('../rooming/RoomingScreen.tsx'), 'RoomingScreen'),
  },
  {
    key: 'immunizations',
    label: 'Immunizations',
    place: 'chart',
    roles: ['ma', 'nurse', 'physician'],
    page: page(() => import('../rooming/ImmunizationsScreen.tsx'), 'ImmunizationsScreen'),
  },
  {
    key: 'transport',
    label: 'Tests and transport',
    place: 'chart',
    roles: ['unit-clerk'],
    page: page(() => import('../unit/TransportScreen.tsx'), 'TransportScreen'),
  },
  {
    key: 'identify',
    label: 'Identify',
    place: 'chart',
    roles: ['unit-clerk'],
    page: page(() => import('../unit/IdentifyScreen.tsx'), 'IdentifyScreen'),
  },
  {
    key: 'referrals',
    label: 'Referrals',
    place: 'chart',
    roles: ['case-manager'],
    page: page(() => import('../unit/ReferralsScreen.tsx'), 'ReferralsScreen'),
  },
  {
    key: 'payer-requests',
    label: 'Payer requests',
    place: 'chart',
    roles: ['case-manager'],
    page: page(() => import('../unit/PayerRequestsScreen.tsx'), 'PayerRequestsScreen'),
  },
  {
    key: 'tasks',
    label: 'Tasks',
    place: 'chart',
    roles: ['case-manager'],
    page: page(() => import('../unit/FollowUpScreen.tsx'), 'FollowUpScreen'),
  },
  {
    key: 'verify',
    label: 'Verify',
    place: 'chart',
    roles: ['pharmacist'],
    page: page(() => import('../pharmacy/VerifyScreen.tsx'), 'VerifyScreen'),
  },
  {
    key: 'acknowledge',
    label: 'New orders',
    place: 'chart',
    roles: ['nurse'],
    page: page(() => import('../nurse/AcknowledgeScreen.tsx'), 'AcknowledgeScreen'),
  },
  {
    key: 'mar',
    label: 'MAR',
    place: 'chart',
    roles: ['nurse', 'physician', 'pharmacist'],
    page: page(() => import('../nurse/MarScreen.tsx'), 'MarScreen'),
  },
  {
    key: 'transfusion',
    label: 'Transfusion',
    place: 'chart',
    roles: ['nurse'],
    page: page(() => import('../nurse/TransfusionScreen.tsx'), 'TransfusionScreen'),
  },
  {
    key: 'flowsheet',
    label: 'Flowsheet',
    place: 'chart',
    roles: ['unit-clerk', 'ma', 'nurse', 'physician', 'pharmacist'],
    page: page(() => import('../nurse/FlowsheetScreen.tsx'), 'FlowsheetScreen'),
  },
  {
    key: 'orders',
    label: 'Orders',
    place: 'chart',
    roles: ['physician', 'nurse', 'pharmacist'],
    page: page(() => import('../orders/OrdersScreen.tsx'), 'OrdersScreen'),
  },
  {
    key: 'reconciliation',
    label: 'Home meds',
    place: 'chart',
    roles: ['physician', 'nurse', 'pharmacist'],
    page: page(() => import('../orders/ReconcileScreen.tsx'), 'ReconcileScreen'),
  },
  {
    key: 'results',
    label: 'Results',
    place: 'chart',
    roles: ['case-manager', 'ma', 'physician', 'nurse', 'pharmacist'],
    page: page(() => import('../chart/ResultsScreen.tsx'), 'ResultsScreen'),
  },
  {
    key: 'problems',
    label: 'Problems',
    place: 'chart',
    roles: ['physician', 'nurse'],
    page: page(() => import('../chart/ProblemsScreen.tsx'), 'ProblemsScreen'),
  },
  {
    key: 'notes',
    label: 'Notes',
    place: 'chart',
    roles: ['case-manager', 'unit-clerk', 'ma', 'biller', 'physician', 'nurse', 'pharmacist'],
    page: page(() => import('../notes/NotesScreen.tsx'), 'NotesScreen'),
  },
  {
    key: 'assessments',
    label: 'Assessments',
    place: 'chart',
    roles: ['ma', 'case-manager', 'nurse'],
    page: page(() => import('../nurse/AssessmentsScreen.tsx'), 'AssessmentsScreen'),
  },
  {
    key: 'care-plan',
    label: 'Care plan',
    place: 'chart',
    roles: ['case-manager', 'nurse', 'physician'],
    page: page(() => import('../nurse/CarePlanScreen.tsx'), 'CarePlanScreen'),
  },
  {
    key: 'handoff',
    label: 'Handoff',
    place: 'chart',
    roles: ['nurse', 'physician'],
    page: page(() => import('../nurse/HandoffScreen.tsx'), 'HandoffScreen'),
  },
  {
    key: 'calls',
    label: 'Calls',
    place: 'chart',
    roles: ['ma', 'unit-clerk', 'case-manager', 'nurse', 'physician', 'pharmacist'],
    page: page(() => import('../nurse/CallsScreen.tsx'), 'CallsScreen'),
  },
  {
    key: 'discharge',
    label: 'Discharge',
    place: 'chart',
    roles: ['physician'],
    page: page(() => import('../orders/DischargeScreen.tsx'), 'DischargeScreen'),
  },
  {
    key: 'paper',
    label: 'Paper forms',
    place: 'chart',
    roles: ['unit-clerk', 'physician', 'nurse', 'pharmacist'],
    page: page(() => import('../downtime/PaperScreen.tsx'), 'PaperScreen'),
  },
];

export const screensOf = (role: string, place: PracticeScreen['place']): PracticeScreen[] =>
  practiceScreens.filter((screen) => screen.place === place && (screen.roles === 'all' || screen.roles.includes(role)));
