import type { PageRoute } from './page-route.ts';
import { accountPages } from './pages/account.ts';
import { administrationPages } from './pages/administration.ts';
import { commandCentrePages } from './pages/command-centre.ts';
import { coveragePages } from './pages/coverage.ts';
import { hospitalPages } from './pages/hospital.ts';
import { practicePages } from './pages/practice.ts';
import { instructingPages } from './pages/instructing.ts';
import { supportPages } from './pages/support.ts';
import { trainingPages } from './pages/training.ts';

/** Every page of the product, in the order of the rail. A feature adds its line to the file of its section in `pages/`. */
export const pages: readonly PageRoute[] = [
  ...coveragePages,
  ...supportPages,
  ...commandCentrePages,
  ...trainingPages,
  ...practicePages,
  ...instructingPages,
  ...hospitalPages,
  ...administrationPages,
  ...accountPages,
];
