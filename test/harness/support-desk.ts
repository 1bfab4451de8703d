import { goLivesCsv, peopleCsv, shiftsCsv, sitesCsv, supportersCsv, unitNeedsCsv, unitsCsv } from '#demo/stories/folder-text.ts';
import { memoryPage } from '#integrations/paging/memory-page.ts';
import * as support from '#support/contract.ts';
import { publishedHospital } from './coverage-steps.ts';
import { startTestApp, type Client, type TestApp } from './test-app.ts';

/** A hospital whose published plan has Ann, Ben and Cara on 4 West by day; Lee is a coordinator who can be zone lead. */
export interface DeskHospital {
  readonly app: TestApp;
  readonly pages: ReturnType<typeof memoryPage>;
  readonly coordinator: Client;
  /** Signed-in phones by person: ANN, BEN, CARA, LEE and the askers DOC (physician) and NORA (nurse). */
  readonly phone: (personId: string) => Client;
}

const roleOf = { ANN: 'supporter', BEN: 'supporter', CARA: 'supporter', LEE: 'coordinator', DOC: 'clinician', NORA: 'clinician' } as const;

const files = (): Map<string, string> =>
  new Map(
    Object.entries({
      'sites.csv': sitesCsv,
      'shifts.csv': shiftsCsv,
      'units.csv': unitsCsv([
        ['4W', '4 West', 'hospital-medicine', 20],
        ['5E', '5 East', 'hospital-medicine', 20],
      ]),
      'go-lives.csv': goLivesCsv([['4W', 1]]),
      'people.csv': peopleCsv([
        ['ANN', 'Ann Dayholm', 'nurse', '', 'in-house'],
        ['BEN', 'Ben Dayton', 'nurse', '', 'in-house'],
        ['CARA', 'Cara Cordholm', 'ate-supporter', '', 'vendor'],
        ['LEE', 'Lee Leadbeater', 'nurse', '', 'in-house'],
        ['DOC', 'Dora Docherty', 'physician', 'hospital-medicine', 'in-house'],
        ['NORA', 'Nora Wardle', 'nurse', '', 'in-house'],
      ]),
      'supporters.csv': supportersCsv([
        ['ANN', 'super-user', 'nurse;physician', 'D', 60, 40],
        ['BEN', 'super-user', 'nurse;physician', 'D', 60, 40],
        ['CARA', 'ate', '*', 'D', 60, 95],
      ]),
      'unit-needs.csv': unitNeedsCsv([['4W', 'D', '2027-03-01', '2027-03-05', '1-5', 3, 'nurse']]),
    }),
  );

/** At nine on the first morning; nobody has looked at a phone yet. */
export async function startDeskHospital(options: Parameters<typeof startTestApp>[0] = {}): Promise<DeskHospital> {
  const pages = memoryPage();
  const app = await startTestApp({ now: '2027-02-26T15:00:00Z', page: pages, ...options });
  await publishedHospital(await app.signIn('coordinator'), files(), { from: '2027-03-01', to: '2027-03-05' });
  app.clock.set('2027-03-01T09:00:00-06:00');
  const phones = new Map<string, Client>();
  for (const [personId, role] of Object.entries(roleOf)) phones.set(personId, await app.signIn(role, personId));
  const phone = (personId: string): Client => {
    const client = phones.get(personId);
    if (!client) throw new Error(`no phone of ${personId}`);
    return client;
  };
  return { app, pages, coordinator: phone('LEE'), phone };
}

/** What the phone does by itself every half minute. */
export const beat = (client: Client) => client.call(support.sendHeartbeat, { body: {} });

/** The next timer is due by the test's clock; the server notices within a beat. */
export async function until<T>(look: () => Promise<T | null | undefined | false>, what: string): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error(`waited in vain: ${what}`);
}
