/*
 * Which part of the house may import which, as one table. The lint configuration and the boundary check are made from it,
 * so there is no second place to change.
 */

export const corridor = ['directory', 'staffing', 'sandbox', 'training', 'coverage', 'support', 'adoption', 'governance'] as const;
const aliases = ['kernel', 'platform', ...corridor, 'integrations', 'app', 'web', 'demo', 'test'] as const;

export interface Rule {
  /** Files it is about (glob), seen from the repository's root. */
  readonly files: readonly string[];
  /** Import specifiers that they may not use. */
  readonly forbidden: RegExp;
  /** What is allowed instead: shown to whoever breaks it. */
  readonly allowed: string;
}

const alternatives = (names: readonly string[]): string => names.join('|');
const others = (...mine: string[]): string[] => aliases.filter((name) => !mine.includes(name));

const contextRules = corridor.map((context, place): Rule => {
  const left = corridor.slice(0, place);
  const doors = left.length > 0 ? `(?!#(${alternatives(left)})/(index|contract)\\.ts$)` : '';
  return {
    files: [`src/${context}/**`],
    forbidden: new RegExp(`^${doors}#(${alternatives(others('kernel', 'platform', context, 'test'))})/`),
    allowed:
      `${context} may import #kernel, #platform and its own files` +
      (left.length > 0 ? `, and of ${left.join(', ')} only index.ts or contract.ts` : '') +
      '. What lies to its right hears its events instead of being called.',
  };
});

const coreRule: Rule = {
  files: ['src/*/core/**'],
  forbidden: /^(?!fast-check$|vitest$)(?!#kernel\/)[^.]/,
  allowed: 'core may import only its own core (relative) and #kernel: no packages, no node:*, no shell. Time and seeds are parameters.',
};

/** A relative import stays inside the folder that the second part of the path names, at any depth. */
const relativeRules = [1, 2, 3].flatMap((depth): Rule[] => {
  const up = `(\\.\\./){${depth}}`;
  return [
    {
      files: [`src/*${'/*'.repeat(depth)}`],
      forbidden: new RegExp(`^${up}`),
      allowed: 'a relative import stays inside its own context; another context is reached through #name/index.ts or #name/contract.ts.',
    },
    {
      files: [`web/features/*${'/*'.repeat(depth)}`],
      forbidden: new RegExp(`^${up}(?!\\.\\./(ui|app)/)|^#web/features/`),
      allowed: 'a feature may import its own files, web/ui and web/app: what two features share sinks to ui.',
    },
  ];
});

export const rules: readonly Rule[] = [
  {
    files: ['src/kernel/**'],
    forbidden: new RegExp(`^#|^(?!\\.)(?!temporal-polyfill$|vitest$|fast-check$)`),
    allowed: 'kernel may import only its own files and temporal-polyfill (in time.ts).',
  },
  {
    files: ['src/platform/**'],
    forbidden: new RegExp(`^#(${alternatives(others('kernel', 'platform', 'test'))})/`),
    allowed: 'platform may import #kernel and its own files: it knows no context. A context gives it what it needs as a parameter.',
  },
  ...contextRules,
  coreRule,
  {
    files: ['src/*/contract.ts', 'src/platform/*/contract.ts', 'src/platform/http/route.ts', 'src/platform/http/call.ts'],
    forbidden: new RegExp(
      `^(node:|(?!#|\\.|zod$))|^#(?!kernel/|(platform/http/route\\.ts|platform/\\w+/contract\\.ts|(${alternatives(corridor)})/contract\\.ts)$)`,
    ),
    allowed: 'a contract may import zod, #kernel, #platform/http/route.ts and other contract.ts: browsers load it.',
  },
  {
    files: ['src/integrations/**'],
    forbidden: /^#(app|web|demo)\//,
    allowed: 'integrations may import #kernel, #platform and the contexts whose ports they implement; only app joins them.',
  },
  {
    files: ['web/**'],
    forbidden: new RegExp(
      `^node:|^#(app|demo|integrations)/|^#(?!kernel/|web/|test/|platform/http/(route|call)\\.ts$|[\\w-]+(/[\\w-]+)*/contract\\.ts$)`,
    ),
    allowed: 'web may import packages, #kernel, contract.ts files, #platform/http/route.ts and call.ts, and web files.',
  },
  {
    files: ['web/ui/**'],
    forbidden: /^#(?!kernel\/)|\/(features|app)\//,
    allowed: 'ui may import packages, #kernel and other ui files: it knows no domain.',
  },
  ...relativeRules,
];
