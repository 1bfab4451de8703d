/** What a module has to do with others. */
export interface Linked {
  readonly moduleId: string;
  readonly prerequisites: readonly string[];
  readonly equivalents: readonly string[];
}

/** A circle of prerequisites, as ids with the first one again at the end; null where there is none. */
export function findCycle(modules: readonly Linked[]): string[] | null {
  const byId = new Map(modules.map((module) => [module.moduleId, module]));
  const done = new Set<string>();
  const walk = (moduleId: string, path: readonly string[]): string[] | null => {
    const at = path.indexOf(moduleId);
    if (at >= 0) return [...path.slice(at), moduleId];
    if (done.has(moduleId)) return null;
    for (const before of byId.get(moduleId)?.prerequisites ?? []) {
      const found = walk(before, [...path, moduleId]);
      if (found) return found;
    }
    done.add(moduleId);
    return null;
  };
  for (const { moduleId } of modules) {
    const found = walk(moduleId, []);
    if (found) return found;
  }
  return null;
}

/** Prerequisites first, otherwise in the order given. Needs modules without a cycle; prerequisites outside the list are ignored. */
export function inOrder<T extends Linked>(modules: readonly T[]): T[] {
  const byId = new Map(modules.map((module) => [module.moduleId, module]));
  const placed = new Set<string>();
  const ordered: T[] = [];
  const place = (module: T): void => {
    if (placed.has(module.moduleId)) return;
    placed.add(module.moduleId);
    for (const before of module.prerequisites) {
      const one = byId.get(before);
      if (one) place(one);
    }
    ordered.push(module);
  };
  for (const module of modules) place(module);
  return ordered;
}

/** Passed, itself or by one that counts for it: an equivalence holds both ways, and no further than one step. */
export function isMet(module: Linked, all: readonly Linked[], passed: ReadonlySet<string>): boolean {
  if (passed.has(module.moduleId)) return true;
  return (
    module.equivalents.some((other) => passed.has(other)) ||
    all.some((other) => other.equivalents.includes(module.moduleId) && passed.has(other.moduleId))
  );
}

/** Ids of prerequisites still to be passed. One that no longer exists holds nobody up. */
export function missingFor(module: Linked, all: readonly Linked[], passed: ReadonlySet<string>): string[] {
  return module.prerequisites.filter((before) => {
    const one = all.find((other) => other.moduleId === before);
    return one !== undefined && !isMet(one, all, passed);
  });
}
