/** The door for browsers: what the record store's statements look like. Its routes are those of the specification, not ours. */
export type { Json, JsonObject } from './core/xapi/json.ts';
