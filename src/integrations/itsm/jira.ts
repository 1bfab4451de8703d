import { z } from 'zod';
import type { TicketSystem } from '#support/index.ts';
import { exchange } from './exchange.ts';
import { shortOf } from './servicenow.ts';

export interface JiraOptions {
  /** `https://hospital.atlassian.net` */
  readonly url: string;
  readonly user: string;
  readonly token: string;
  /** Key of the project in which issues are made. */
  readonly project: string;
  readonly takesText: boolean;
  readonly fetcher?: typeof fetch;
}

const Made = z.object({ id: z.string().min(1), key: z.string().min(1) });
const Found = z.object({ issues: z.array(Made) });
const Transitions = z.object({
  transitions: z.array(z.object({ id: z.string(), to: z.object({ statusCategory: z.object({ key: z.string() }) }) })),
});

const priorityOf = { P1: 'Highest', P2: 'High', P3: 'Medium', P4: 'Low' } as const;
/** Jira names its states as each project likes; their categories are the same everywhere. */
const categoriesOf = { open: ['indeterminate', 'new'], resolved: ['done'] } as const;

/** Issues by REST API 2. A label bears our key: it finds the issue that a lost answer made. */
export function jira({ url, user, token, project, takesText, fetcher = fetch }: JiraOptions): TicketSystem {
  const authorization = `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
  const issues = new URL('/rest/api/2/issue', url);
  const ask = (method: string, path: string | URL, key?: string, body?: unknown): Promise<unknown> =>
    exchange(fetcher, new URL(path, url), {
      method,
      authorization,
      ...(key === undefined ? {} : { key }),
      ...(body === undefined ? {} : { body }),
    });
  return {
    system: 'jira',
    takesText,
    async create(ticket, key) {
      const search = new URL('/rest/api/2/search', url);
      search.searchParams.set('jql', `labels = "atelbow-${key}"`);
      search.searchParams.set('fields', 'key');
      const there = Found.parse(await ask('GET', search)).issues[0];
      const fields = {
        project: { key: project },
        issuetype: { name: 'Task' },
        summary: shortOf(ticket),
        description: [ticket.link, ticket.text].filter((part) => part !== null && part !== '').join('\n\n'),
        priority: { name: priorityOf[ticket.priority] },
        labels: ['atelbow', `atelbow-${key}`],
      };
      const made = there ?? Made.parse(await ask('POST', issues, key, { fields }));
      return { externalId: made.id, externalNumber: made.key };
    },
    async update(externalId, { state, priority }, key) {
      const one = `/rest/api/2/issue/${encodeURIComponent(externalId)}`;
      if (priority) await ask('PUT', one, key, { fields: { priority: { name: priorityOf[priority] } } });
      if (!state) return;
      const { transitions } = Transitions.parse(await ask('GET', `${one}/transitions`));
      const wanted: readonly string[] = categoriesOf[state];
      const transition = transitions.find(({ to }) => wanted.includes(to.statusCategory.key));
      // Already there, or the project forbids it: then nobody can be helped by trying again.
      if (transition) await ask('POST', `${one}/transitions`, key, { transition: { id: transition.id } });
    },
  };
}
