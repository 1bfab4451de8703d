import { listPeople } from '#directory/contract.ts';
import { findPerson } from '#directory/index.ts';
import { randomStream } from '#kernel/random.ts';
import { dayMs, hourMs, type Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Call } from '#platform/http/call.ts';
import * as training from '#training/contract.ts';
import { simulateLearner } from '#training/index.ts';

const roles = ['physician', 'nurse', 'ma', 'pharmacist', 'front-desk', 'biller'] as const;
const learnersOfRole = { S: 11, M: 20, L: 24 } as const;

/**
 * Modules, and learners on their way: some have passed, some failed once or twice, some have stopped half-way. `star` is in her first
 * week: one module is begun, the rest is hers to do.
 */
export async function furnishModules(
  db: Db,
  call: Call,
  { size, seed, at }: { readonly size: 'S' | 'M' | 'L'; readonly seed: number; readonly at: Instant },
  star: string,
  note: (line: string) => void,
): Promise<void> {
  await call(training.addDefaultMatrix, {});
  const { published } = await call(training.addStarterModules, {});
  const random = randomStream(seed + 44);
  let runs = 0;
  for (const jobRole of roles) {
    const { people } = await call(listPeople, { query: { jobRole } });
    const { entries } = await call(training.getCurriculum, { params: { jobRole } });
    const learners = people.filter((person) => person.personId !== star).slice(0, learnersOfRole[size]);
    for (const { personId } of learners) {
      const skill = 1.1 + (random() - 0.4) * 2.2;
      const count = Math.floor(random() ** 0.7 * (Math.min(4, entries.length) + 1));
      const begins = at - (6 + random() * 15) * dayMs;
      await db.tx(async (tx) => {
        for (const [index, { moduleId }] of entries.slice(0, count).entries()) {
          const isLast = index === count - 1;
          const stops = isLast && random() < 0.3;
          const way = { personId, moduleId, skill: skill + index * 0.15, seed: Math.floor(random() * 2 ** 31) };
          await simulateLearner(tx, {
            ...way,
            startedAt: Math.round(begins + index * 26 * hourMs),
            attemptsMax: isLast ? 2 : 4,
            ...(stops ? { pages: 1 + Math.floor(random() * 2) } : {}),
          });
          runs++;
        }
      });
    }
  }
  if (await findPerson(db, star))
    await db.tx((tx) =>
      simulateLearner(tx, {
        personId: star,
        moduleId: 'everybody-right-patient',
        skill: 1.5,
        seed,
        startedAt: at - dayMs,
        pages: 2,
        attemptsMax: 0,
      }),
    );
  note(`  ${published} modules, ${runs} learners' ways through them`);
}
