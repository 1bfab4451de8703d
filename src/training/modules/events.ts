import type { News } from '#platform/realtime/outbox.ts';

/* The news of modules: ids alone. */
export const modulePublished = (moduleId: string, version: number): News => ({
  kind: 'training.module-published',
  subject: moduleId,
  body: { version },
});
/** A draft, a withdrawal, a curriculum, a picture. */
export const modulesChanged = (subject: string): News => ({ kind: 'training.modules-changed', subject });
