import { IconBook2, IconBooks, IconCalendarEvent, IconSchool, IconTargetArrow } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Learning, and making sure that everybody has learned in time. */
export const trainingPages: readonly PageRoute[] = [
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
    path: '/training/modules',
    title: 'Modules',
    access: 'training.read',
    page: page(() => import('#web/features/learning/authoring/ModulesPage.tsx'), 'ModulesPage'),
    nav: { section: 'Training', label: 'Modules', icon: IconBooks },
  },
  {
    path: '/training/modules/$moduleId',
    title: 'Module',
    access: 'training.change',
    page: page(() => import('#web/features/learning/authoring/ModuleEditorPage.tsx'), 'ModuleEditorPage'),
  },
  {
    path: '/training/curricula',
    title: 'Order by job role',
    access: 'training.read',
    page: page(() => import('#web/features/learning/authoring/CurriculumPage.tsx'), 'CurriculumPage'),
  },
  {
    path: '/training/items',
    title: 'Items that need a look',
    access: 'training.progress',
    page: page(() => import('#web/features/learning/statistics/TroublePage.tsx'), 'TroublePage'),
  },
  {
    path: '/training/learners',
    title: 'Learners',
    access: 'training.progress',
    page: page(() => import('#web/features/learning/statistics/LearnersPage.tsx'), 'LearnersPage'),
    nav: { section: 'Training', label: 'Learners', icon: IconTargetArrow },
  },
];
