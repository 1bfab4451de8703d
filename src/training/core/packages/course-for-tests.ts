import type { Course, CourseNode, CourseUnit } from './course.ts';

export const unitForTest = (over: Partial<CourseUnit> = {}): CourseUnit => ({
  kind: 'unit',
  id: 'ONE',
  title: 'One',
  url: 'one.html',
  launchParameters: '',
  entitlementKey: '',
  masteryScore: null,
  moveOn: 'CompletedOrPassed',
  launchMethod: 'AnyWindow',
  ...over,
});

export const courseForTest = (children: readonly CourseNode[], over: Partial<Course> = {}): Course => ({
  kind: 'cmi5',
  id: 'https://lakeview.example/course',
  title: 'Course',
  description: '',
  children,
  ...over,
});
