import {
  IconBook2,
  IconCalendarEvent,
  IconCertificate,
  IconLockOpen,
  IconSchool,
  IconSparkles,
  IconTableOptions,
  IconUserCheck,
} from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Learning, and making sure that everybody has learned in time. */
export const trainingPages: readonly PageRoute[] = [
  {
    path: '/learn',
    title: 'My learning',
    access: 'self.read',
    page: page(() => import('#web/features/training/LearnPage.tsx'), 'LearnPage'),
    nav: { section: 'Training', label: 'My learning', icon: IconCertificate, phone: true },
  },
  {
    path: '/learn/classes',
    title: 'My classes',
    access: 'self.read',
    page: page(() => import('#web/features/classes/OwnClassesPage.tsx'), 'OwnClassesPage'),
    nav: { section: 'Training', label: 'My classes', icon: IconSchool },
  },
  {
    path: '/learn/attend/$code',
    title: 'In class',
    access: 'self.read',
    page: page(() => import('#web/features/classes/AttendPage.tsx'), 'AttendPage'),
  },
  {
    path: '/training/classes',
    title: 'Classes',
    access: 'training.read',
    page: page(() => import('#web/features/classes/ClassesPage.tsx'), 'ClassesPage'),
    nav: { section: 'Training', label: 'Classes', icon: IconCalendarEvent },
  },
  {
    path: '/training/classes/$meetingId',
    title: 'Class',
    access: 'training.class-list',
    page: page(() => import('#web/features/classes/ClassPage.tsx'), 'ClassPage'),
  },
  {
    path: '/training/timetables',
    title: 'Timetables',
    access: 'training.read',
    page: page(() => import('#web/features/classes/TimetablesPage.tsx'), 'TimetablesPage'),
  },
  {
    path: '/training/class-set-up',
    title: 'Courses, rooms, trainers',
    access: 'training.read',
    page: page(() => import('#web/features/classes/ClassSetUpPage.tsx'), 'ClassSetUpPage'),
  },
  {
    path: '/learn/modules',
    title: 'My modules',
    access: 'training.learn',
    page: page(() => import('#web/features/learning/MyModulesPage.tsx'), 'MyModulesPage'),
    nav: { section: 'Training', label: 'My modules', icon: IconBook2, phone: true },
  },
  {
    path: '/learn/modules/$moduleId',
    title: 'Module',
    access: 'training.learn',
    page: page(() => import('#web/features/learning/ModulePage.tsx'), 'ModulePage'),
  },
  {
    path: '/training/readiness',
    title: 'Readiness',
    access: 'training.readiness',
    page: page(() => import('#web/features/training/ReadinessPage.tsx'), 'ReadinessPage'),
    nav: { section: 'Training', label: 'Readiness', icon: IconUserCheck },
  },
  {
    path: '/training/people/$personId',
    title: 'Training record',
    access: 'training.person',
    page: page(() => import('#web/features/training/RecordPage.tsx'), 'RecordPage'),
  },
  {
    path: '/training/matrix',
    title: 'Requirements',
    access: 'training.read',
    page: page(() => import('#web/features/training/MatrixPage.tsx'), 'MatrixPage'),
    nav: { section: 'Training', label: 'Requirements', icon: IconTableOptions },
  },
  {
    path: '/training/releases',
    title: 'Changes and refreshers',
    access: 'training.read',
    page: page(() => import('#web/features/training/ReleasesPage.tsx'), 'ReleasesPage'),
    nav: { section: 'Training', label: 'Changes', icon: IconSparkles },
  },
  {
    path: '/training/break-glass',
    title: 'Break-glass',
    access: 'training.readiness',
    page: page(() => import('#web/features/training/GlassPage.tsx'), 'GlassPage'),
    nav: { section: 'Training', label: 'Break-glass', icon: IconLockOpen },
  },
];
