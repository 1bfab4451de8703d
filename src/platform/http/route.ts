import type { z } from 'zod';

/*
 * A route as data: the server binds it, the web client calls it, OpenAPI and the authorisation matrix are made from it.
 * Safe in the browser.
 */

/** Who may call: everybody, anybody signed in, or an account whose roles grant the named permission. */
export type Access = 'public' | 'signed-in' | `${string}.${string}`;

export interface RouteDef {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** Calls a minute from one address, where the general limit is too generous (sign-in). */
  readonly callsPerMinuteMax?: number;
}

export const route = <const R extends RouteDef>(definition: R): R => definition;

type In<S> = S extends z.ZodType ? z.input<S> : never;
type Out<S> = S extends z.ZodType ? z.output<S> : never;
type Part<R extends RouteDef, K extends 'params' | 'query' | 'body', Way extends 'in' | 'out'> = R[K] extends z.ZodType
  ? { [P in K]: Way extends 'in' ? In<R[K]> : Out<R[K]> }
  : unknown;

/** What a caller gives (`in`) or a handler gets after parsing (`out`). */
export type Args<R extends RouteDef, Way extends 'in' | 'out'> = Part<R, 'params', Way> & Part<R, 'query', Way> & Part<R, 'body', Way>;
export type Answer<R extends RouteDef> = z.output<R['response']>;
export type Reply<R extends RouteDef> = z.input<R['response']>;
