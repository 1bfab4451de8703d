import { isShallow, type Json } from '../core/xapi/json.ts';
import { parseJson } from '../core/xapi/query.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON that bytes spell in UTF-8; undefined when they spell none, or one too deep to be handled. */
export function jsonIn(bytes: Uint8Array): Json | undefined {
  try {
    const value = parseJson(utf8.decode(bytes));
    return value !== undefined && isShallow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
