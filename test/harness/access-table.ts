import { permissions, roles } from '#app/permissions.ts';
import type { KnownRoute } from '#platform/http/server.ts';

/** Who may call a route, by role; `null`: it has no rule, which is a defect. */
export function allowedRoles({ access }: KnownRoute): readonly string[] | null {
  if (access === undefined) return null;
  if (access === 'public') return ['everybody'];
  if (access === 'signed-in') return roles;
  return permissions[access] ?? null;
}

/** The whole matrix as a Markdown table, for people to argue with: `docs/operate/access.md`. */
export function accessTable(known: readonly KnownRoute[]): string {
  const rows = known
    .toSorted((a, b) => (`${a.url} ${a.method}` < `${b.url} ${b.method}` ? -1 : 1))
    .map((route) => {
      const allowed = allowedRoles(route) ?? [];
      const marks = roles.map((role) => (allowed.includes(role) || allowed.includes('everybody') ? 'yes' : ''));
      return `| ${route.method} ${route.url} | ${route.access ?? 'NONE'} | ${marks.join(' | ')} |`;
    });
  return [
    '# Who may call what',
    '',
    'Made from the routes as they are registered; `npm run test:store -- authorisation` fails when it is not up to date',
    '(`UPDATE_ACCESS_TABLE=1` in the environment writes it anew). The roles and their permissions are in `src/app/permissions.ts`.',
    'Routes under `/xapi` are `public` here because no account opens them: each request must carry a key of the record store.',
    '',
    `| route | access | ${roles.join(' | ')} |`,
    `| --- | --- | ${roles.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
  ].join('\n');
}
