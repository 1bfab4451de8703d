import { z } from 'zod';
import type { TicketSystem, Ticket } from '#support/index.ts';
import { exchange } from './exchange.ts';

export interface ServiceNowOptions {
  /** `https://hospital.service-now.com` */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly takesText: boolean;
  readonly fetcher?: typeof fetch;
}

const Record = z.object({ sys_id: z.string().min(1), number: z.string().default('') });
const One = z.object({ result: Record });
const Many = z.object({ result: z.array(Record) });

/** ServiceNow's own scale runs from 1 (high) to 3 (low), and its priority follows from impact and urgency. */
const scaleOf = { P1: ['1', '1'], P2: ['1', '2'], P3: ['2', '2'], P4: ['3', '3'] } as const;
/** Values of `state` of an incident as ServiceNow delivers it: 2 in progress, 6 resolved. */
const stateOf = { open: '2', resolved: '6' } as const;

/** Incidents by the Table API (`/api/now/table/incident`). `correlation_id` bears our key: it finds the ticket that a lost answer made. */
export function serviceNow({ url, user, password, takesText, fetcher = fetch }: ServiceNowOptions): TicketSystem {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const table = new URL('/api/now/table/incident', url);
  return {
    system: 'servicenow',
    takesText,
    async create(ticket, key) {
      const found = new URL(table);
      found.searchParams.set('sysparm_query', `correlation_id=${key}`);
      found.searchParams.set('sysparm_fields', 'sys_id,number');
      const there = Many.parse(await exchange(fetcher, found, { method: 'GET', authorization })).result[0];
      const record =
        there ?? One.parse(await exchange(fetcher, table, { method: 'POST', authorization, key, body: incidentOf(ticket, key) })).result;
      return { externalId: record.sys_id, externalNumber: record.number || record.sys_id };
    },
    async update(externalId, { state, priority }, key) {
      const one = new URL(`/api/now/table/incident/${encodeURIComponent(externalId)}`, url);
      const [impact, urgency] = priority ? scaleOf[priority] : [];
      const body = {
        ...(state ? { state: stateOf[state] } : {}),
        ...(state === 'resolved' ? { close_code: 'Solved (Permanently)', close_notes: 'The asker confirmed in AtElbow.' } : {}),
        ...(impact ? { impact, urgency } : {}),
      };
      await exchange(fetcher, one, { method: 'PATCH', authorization, key, body });
    },
  };
}

function incidentOf({ number, unitId, topic, priority, link, text }: Ticket, key: string) {
  const [impact, urgency] = scaleOf[priority];
  return {
    short_description: shortOf({ number, unitId, topic }),
    description: [link, text].filter((part) => part !== null && part !== '').join('\n\n'),
    impact,
    urgency,
    correlation_id: key,
    correlation_display: 'AtElbow',
  };
}

export const shortOf = ({ number, unitId, topic }: Pick<Ticket, 'number' | 'unitId' | 'topic'>): string =>
  `AtElbow ${number}: ${topic === '' ? 'help' : topic} on ${unitId}`;
