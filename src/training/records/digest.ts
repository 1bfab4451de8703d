import { hash } from 'node:crypto';

/** 128 bits of SHA-256 in the form of a UUID: a key of fixed length for texts of any length. */
export function digest(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Number for PostgreSQL's advisory locks, from a digest. */
export const lockNumber = (key: string): string => BigInt.asIntN(64, BigInt(`0x${key.replaceAll('-', '').slice(0, 16)}`)).toString();
