/** Who is asking: an account with what it may do. Made by the session guard, handed to every handler. */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
  /** The directory's person behind the account, where there is one. */
  readonly personId: string | null;
  readonly roles: readonly string[];
  can(permission: string): boolean;
}
