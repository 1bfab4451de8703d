import { IconPencilBolt, IconSchool } from '@tabler/icons-react';
import { lazyRouteComponent as page } from '@tanstack/react-router';
import type { PageRoute } from '../page-route.ts';

/** Classes in the practice EHR, as an instructor sees them. */
export const instructingPages: readonly PageRoute[] = [
  {
    path: '/practice-classes',
    title: 'Practice classes',
    access: 'sandbox.instruct',
    page: page(() => import('#web/features/practice/instructor/ClassesPage.tsx'), 'ClassesPage'),
    nav: { section: 'Practice', label: 'Practice classes', icon: IconSchool },
  },
  {
    path: '/practice-classes/$classId',
    title: 'Practice class',
    access: 'sandbox.instruct',
    page: page(() => import('#web/features/practice/instructor/ClassPage.tsx'), 'ClassPage'),
  },
  {
    path: '/practice-replay/$attemptId',
    title: 'Replay of an attempt',
    access: 'sandbox.instruct',
    page: page(() => import('#web/features/practice/instructor/ReplayPage.tsx'), 'ReplayPage'),
  },
  {
    path: '/practice-difficulty/$exerciseId',
    title: 'How hard each task is',
    access: 'sandbox.instruct',
    page: page(() => import('#web/features/practice/instructor/DifficultyPage.tsx'), 'DifficultyPage'),
  },
  {
    path: '/practice-authoring',
    title: 'Exercises',
    access: 'sandbox.author',
    page: page(() => import('#web/features/practice/author/ExercisesPage.tsx'), 'ExercisesPage'),
    nav: { section: 'Practice', label: 'Exercises', icon: IconPencilBolt },
  },
  {
    path: '/practice-authoring/$exerciseId',
    title: 'Exercise',
    access: 'sandbox.author',
    page: page(() => import('#web/features/practice/author/ExercisePage.tsx'), 'ExercisePage'),
  },
];
