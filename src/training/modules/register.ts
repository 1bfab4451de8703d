import type { Deps } from '#platform/deps.ts';
import { authoringRoutes } from './routes/authoring.ts';
import { curriculumRoutes, mediaRoutes } from './routes/curriculum.ts';
import { learningRoutes } from './routes/learning.ts';
import { statisticsRoutes } from './routes/statistics.ts';

/** Modules: learning them, writing them, the order in which a role has them. */
export function moduleRoutes(deps: Deps): void {
  learningRoutes(deps);
  authoringRoutes(deps);
  curriculumRoutes(deps);
  mediaRoutes(deps);
  statisticsRoutes(deps);
}
