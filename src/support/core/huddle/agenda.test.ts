import { hourMs, minuteMs } from '#kernel/time.ts';
import { expect, test } from 'vitest';
import { handOverSheet, type OpenRequest } from '../hand-over/sheet.ts';
import { huddleAgenda, type ResolutionFact } from './agenda.ts';

const now = Date.parse('2027-03-01T15:00:00Z');
const since = now - 12 * hourMs;
const line = (issueId: string, change: Partial<ResolutionFact> = {}): ResolutionFact => ({
  issueId,
  title: issueId,
  stage: 'working',
  ownerName: '',
  dueAt: null,
  answerKind: null,
  answer: '',
  changedAt: since - hourMs,
  requests: 0,
  ...change,
});
const nothing = { requests: [], lines: [], gaps: [], actions: [], helpers: [] };

test('unsolved: what was due first comes first, what has no date last, and closed ones not at all', () => {
  const lines = [
    line('no-date', { requests: 9 }),
    line('tomorrow', { dueAt: now + 24 * hourMs }),
    line('late', { dueAt: now - 1 }),
    line('closed', { stage: 'closed', answer: 'Done', answerKind: 'fix' }),
  ];
  const { unsolved, newAnswers } = huddleAgenda({ ...nothing, lines }, since, now);
  expect(unsolved.map(({ issueId, overdue }) => [issueId, overdue])).toEqual([
    ['late', true],
    ['tomorrow', false],
    ['no-date', false],
  ]);
  expect(newAnswers).toEqual([]);
});

test('an answer is new if it came since the last huddle', () => {
  const answered = { stage: 'answer-ready' as const, answer: 'Use favourites', answerKind: 'tip-sheet' };
  const lines = [line('old', answered), line('new', { ...answered, changedAt: since + 1 }), line('none', { changedAt: now })];
  expect(huddleAgenda({ ...nothing, lines }, since, now).newAnswers.map(({ issueId }) => issueId)).toEqual(['new']);
});

test('thanks go in the order of names, whoever helped most', () => {
  const helpers = [
    { personId: '2', name: 'Zoe Busy', helped: 40 },
    { personId: '1', name: 'Ada Quiet', helped: 1 },
    { personId: '3', name: 'Nobody Yet', helped: 0 },
  ];
  expect(huddleAgenda({ ...nothing, helpers }, since, now).thanks.map(({ name }) => name)).toEqual(['Ada Quiet', 'Zoe Busy']);
});

const open = (requestId: string, change: Partial<OpenRequest> = {}): OpenRequest => ({
  requestId,
  callBackCode: '1',
  unitId: '4W',
  topic: '',
  priority: 'P3',
  askerClass: 'nurse',
  state: 'waiting',
  waitingSince: now - 10 * minuteMs,
  holderName: null,
  gap: null,
  escalations: [],
  ...change,
});

test('a hand-over begins with whom nobody is called for; then what was escalated, priority, age; what only waits for a word is last', () => {
  const requests = [
    open('confirm', { state: 'done', waitingSince: now - 300 * minuteMs }),
    open('young'),
    open('old', { waitingSince: now - 30 * minuteMs }),
    open('p1', { priority: 'P1' }),
    open('escalated', { escalations: ['response-late'] }),
    open('gap', { gap: 'All are busy' }),
  ];
  const none = { lines: [], gaps: [], actions: [], objectives: [], incident: null, downtimes: [] };
  const sheet = handOverSheet({ ...none, open: requests, changes: { asked: 0, closed: 0, escalated: 0, broadcasts: 0 } }, since, now);
  expect(sheet.waiting.map(({ requestId }) => requestId)).toEqual(['gap', 'escalated', 'p1', 'old', 'young', 'confirm']);
  expect(sheet.waiting.find(({ requestId }) => requestId === 'old')?.waitMinutes).toBe(30);
});
