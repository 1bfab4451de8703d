import type { JsonObject } from '../core/xapi/json.ts';

/** A statement as it is stored, at its place in the ledger. */
export interface Row {
  readonly seq: number;
  readonly id: string;
  readonly statement: JsonObject;
  readonly mayDefine: boolean;
}
