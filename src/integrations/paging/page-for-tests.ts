import type { PageMessage } from '#support/index.ts';

/** A page to somebody with these addresses and no others. */
export const pageFor = (to: Partial<PageMessage['to']>): PageMessage => ({
  to: { personId: 'S1', email: '', phone: '', pager: '', ...to },
  text: 'AtElbow: 4W, P2. Call-back 17',
  key: 'pge.off_1.pager',
  unitName: '4 West',
  priority: 'P2',
  callBackCode: '17',
  offerId: 'off_1',
  expiresAt: Date.parse('2027-03-01T15:00:30Z'),
  now: Date.parse('2027-03-01T15:00:00Z'),
});
