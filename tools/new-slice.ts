import { parseArgs } from 'node:util';
import { corridor } from './corridor.ts';

/*
 * Prints the skeleton of a new slice: what to create, in which order, with what inside. It writes nothing, so that
 * whoever adds a slice reads each piece once.
 */

const usage = `npm run new-slice -- CONTEXT NOUN

  CONTEXT  one of ${corridor.join(', ')}
  NOUN     what it is about, one field word, singular: huddle, tip-sheet`;

const { positionals } = parseArgs({ allowPositionals: true });
const [context = '', noun = ''] = positionals;
if (!(corridor as readonly string[]).includes(context) || !/^[a-z][a-z-]*$/.test(noun)) {
  console.error(usage);
  process.exit(2);
}
const Noun = noun.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase());
const nounCamel = Noun[0]?.toLowerCase() + Noun.slice(1);
const table = noun.replaceAll('-', '_');

console.log(`0. docs/glossary.md: define "${noun}" first. One word, one meaning.

1. migrations/NNNN-${noun}.sql
   create table ${table} (
     ${table}_id text primary key,
     created_at timestamptz not null,
     version int not null default 1
   );

2. src/${context}/contract.ts (or contract/${noun}.ts): what the browser may see
   export const ${Noun} = z.object({ ${nounCamel}Id: z.string(), version: z.number().int() });
   export const list${Noun}s = route({
     method: 'GET', path: '/api/${context}/${noun}s', summary: '…',
     access: '${context}.read', response: z.array(${Noun}),
   });

3. src/${context}/core/${noun}.ts: the decision, pure
   /** May …? The caller loads and locks; we only judge. */
   export function decide${Noun}(…, now: Instant): Result<…, '…-refused'> { … }

4. src/${context}/core/${noun}.test.ts: properties and brute force, no doubles

5. src/${context}/store-${noun}.ts: all SQL of it, with its own Tables interface

6. src/${context}/routes-${noun}.ts
   bind(server, list${Noun}s, async ({ actor }) => …);
   A change: db.tx(async (tx) => { lock; decide; save; audit(…); tell(…) });

7. src/app/permissions.ts: the permission, if it is new; then
   npm run test:store -- authorisation     (a route without a row in the matrix fails)

8. web/features/${context}/${Noun}Page.tsx and one line in web/app/pages/, in the file of its section

9. test/scenarios/: the story that it makes true, named as product.md names it`);
