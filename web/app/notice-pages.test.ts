import { expect, test } from 'vitest';
import { noticePages } from '#coverage/contract.ts';
import { pages } from './routes.ts';

test.each(Object.values(noticePages))('%s, where notices lead, is a page of supporters', (link) => {
  const page = pages.find(({ path }) => path === link.split('?')[0]);
  expect(page?.access).toBe('coverage.own-shifts');
});
