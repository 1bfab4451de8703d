import { z } from 'zod';
import { route } from '#platform/http/route.ts';

const Moment = z.iso.datetime();
const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Write an address such as a.nguyen@hospital.example.'))
  .pipe(z.string().max(254));
const Name = z.string().trim().min(1).max(120);
const Password = z.string().max(256);
/** Six digits of an authenticator app, or one of the recovery codes; spaces and dashes are ignored. */
const Code = z.string().trim().min(6).max(40);
const Nothing = z.object({});

/** What a new password must be, in the words that the form shows. The server checks the same. */
export const passwordRules = [
  'At least 12 characters; a few words that belong together only for you are easiest to keep.',
  'Not your name, your address or the word AtElbow with something added.',
  'Not one of the passwords that everybody tries first.',
] as const;
export const passwordCharsMin = 12;

export const WhoAmI = z.object({
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  personId: z.string().nullable(),
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  totpOn: z.boolean(),
  hasPassword: z.boolean(),
});
export type WhoAmI = z.infer<typeof WhoAmI>;

export const getSession = route({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, and how one can sign in here',
  access: 'public',
  response: z.object({
    account: WhoAmI.nullable(),
    /** No account exists yet: show the first-run page. */
    setupNeeded: z.boolean(),
    /** What to write on the single sign-on button (it leads to `oidcStartPath`); null: not configured. */
    oidcLabel: z.string().nullable(),
  }),
});

const SignedIn = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed-in'), account: WhoAmI }),
  /** The first factor was right; send the same again with `code`. */
  z.object({ outcome: z.literal('code-needed') }),
]);

/** Refused with 401 `wrong-credentials` or `wrong-code`, 429 `too-many-attempts`. */
export const signIn = route({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with address and password, and a code where the account asks for one',
  access: 'public',
  callsPerMinuteMax: 60,
  body: z.object({ email: z.string().trim().max(254), password: Password, code: Code.optional() }),
  response: SignedIn,
});

/** The page `/sign-in/link#TOKEN` posts its token here. Refused with 410 `link-expired`. */
export const signInByLink = route({
  method: 'POST',
  path: '/api/session/link',
  summary: 'Sign in once with a link',
  access: 'public',
  callsPerMinuteMax: 60,
  body: z.object({ token: z.string().max(200), code: Code.optional() }),
  response: SignedIn,
});

export const signOut = route({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out of this browser',
  access: 'signed-in',
  response: Nothing,
});

/** Where the single sign-on button leads (a plain link, not a call); `to` is a path of ours to come back to. */
export const oidcStartPath = '/auth/oidc/start';
export const oidcCallbackPath = '/auth/oidc/callback';
/** After a failed single sign-on the browser lands on `/sign-in?problem=CODE`. */
export const oidcProblems = {
  'oidc-failed': 'The sign-in at your hospital account did not finish. Try again; if it fails again, tell your administrator.',
  'oidc-no-account': 'You signed in at the hospital, but no account here has your address. Ask an administrator to create one.',
  'oidc-email-unverified':
    'Your hospital account has no confirmed mail address, so we cannot tell which account here is yours. Ask an administrator.',
  'oidc-linked-elsewhere': 'The account with your address belongs to another hospital sign-in. Ask an administrator.',
  'oidc-disabled': 'Your account here is switched off. Ask an administrator.',
  'oidc-unreachable': 'The hospital sign-in cannot be reached now. Try again in a minute, or use your password.',
} as const;
export type OidcProblem = keyof typeof oidcProblems;

/** Creates the first administrator and signs them in. Refused with 409 `already-set-up` once an account exists. */
export const setUp = route({
  method: 'POST',
  path: '/api/setup',
  summary: 'First run: name the organisation and create the first administrator',
  access: 'public',
  callsPerMinuteMax: 30,
  body: z.object({
    organisation: Name,
    site: z.object({ siteId: z.string().trim().min(1).max(64), name: Name, timeZone: z.string().min(1) }).optional(),
    name: Name,
    email: Email,
    password: Password,
  }),
  response: z.object({ account: WhoAmI }),
});

/** Ends all other sessions. Refused with 401 `wrong-credentials`, 409 `weak-password`. */
export const changePassword = route({
  method: 'POST',
  path: '/api/session/password',
  summary: 'Change my password',
  access: 'signed-in',
  callsPerMinuteMax: 30,
  body: z.object({ password: Password, newPassword: Password }),
  response: Nothing,
});

/** The page `/set-password#TOKEN` posts here; the person signs in afterwards. Refused with 410 `link-expired`, 409 `weak-password`. */
export const setPasswordByLink = route({
  method: 'POST',
  path: '/api/password/link',
  summary: 'Set a password with a link from an administrator',
  access: 'public',
  callsPerMinuteMax: 30,
  body: z.object({ token: z.string().max(200), newPassword: Password }),
  response: z.object({ email: z.string() }),
});

/** Nothing is on before `confirmTotp`. Refused with 401 `wrong-credentials`, 409 `totp-on` or `no-password`. */
export const enrolTotp = route({
  method: 'POST',
  path: '/api/session/totp',
  summary: 'Begin to use an authenticator app: a secret to scan',
  access: 'signed-in',
  callsPerMinuteMax: 30,
  body: z.object({ password: Password }),
  response: z.object({ secret: z.string(), otpauthUrl: z.string(), qrDataUrl: z.string() }),
});

/** Refused with 401 `wrong-code`, 409 `totp-not-begun`. */
export const confirmTotp = route({
  method: 'POST',
  path: '/api/session/totp/confirm',
  summary: 'Turn the authenticator app on with a first code; answers the recovery codes, shown once',
  access: 'signed-in',
  callsPerMinuteMax: 30,
  body: z.object({ code: Code }),
  response: z.object({ recoveryCodes: z.array(z.string()) }),
});

/** Refused with 401 `wrong-code`. */
export const removeTotp = route({
  method: 'POST',
  path: '/api/session/totp/remove',
  summary: 'Turn the authenticator app off, with a code from it or a recovery code',
  access: 'signed-in',
  callsPerMinuteMax: 30,
  body: z.object({ code: Code }),
  response: Nothing,
});

export const OwnSession = z.object({
  sessionId: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment,
  userAgent: z.string(),
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof OwnSession>;

export const listOwnSessions = route({
  method: 'GET',
  path: '/api/sessions',
  summary: 'Where I am signed in',
  access: 'signed-in',
  response: z.object({ sessions: z.array(OwnSession) }),
});

export const endOwnSession = route({
  method: 'DELETE',
  path: '/api/sessions/:sessionId',
  summary: 'Sign another browser of mine out',
  access: 'signed-in',
  params: z.object({ sessionId: z.string() }),
  response: Nothing,
});

export const Account = z.object({
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  personId: z.string().nullable(),
  roles: z.array(z.string()),
  disabledAt: Moment.nullable(),
  totpOn: z.boolean(),
  hasPassword: z.boolean(),
  oidcLinked: z.boolean(),
  createdAt: Moment,
  lastSeenAt: Moment.nullable(),
  version: z.number().int(),
});
export type Account = z.infer<typeof Account>;

/** A link is a path with the token after `#`, where no server log sees it; put the installation's address before it. */
const Link = z.object({ path: z.string(), expiresAt: Moment });

export const listAccounts = route({
  method: 'GET',
  path: '/api/accounts',
  summary: 'Accounts, by name',
  access: 'platform.accounts',
  query: z.object({
    q: z.string().max(100).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ accounts: z.array(Account), next: z.string().nullable(), rolesKnown: z.array(z.string()) }),
});

/** Refused with 409 `email-taken`, `person-taken`, `unknown-role`. */
export const createAccount = route({
  method: 'POST',
  path: '/api/accounts',
  summary: 'Create an account; answers a link with which its owner sets a password',
  access: 'platform.accounts',
  body: z.object({ email: Email, name: Name, roles: z.array(z.string()), personId: z.string().max(64).nullable().default(null) }),
  response: z.object({ account: Account, link: Link }),
});

const accountParams = z.object({ accountId: z.string() });

/** Refused with 409 `changed-meanwhile`, `last-administrator`, `email-taken`, `person-taken`, `unknown-role`. */
export const changeAccount = route({
  method: 'PATCH',
  path: '/api/accounts/:accountId',
  summary: "Change an account's name, address, roles, person, or switch it off and on; switching off ends its sessions",
  access: 'platform.accounts',
  params: accountParams,
  body: z.object({
    version: z.number().int(),
    email: Email.optional(),
    name: Name.optional(),
    roles: z.array(z.string()).optional(),
    personId: z.string().max(64).nullable().optional(),
    disabled: z.boolean().optional(),
  }),
  response: z.object({ account: Account }),
});

export const issuePasswordLink = route({
  method: 'POST',
  path: '/api/accounts/:accountId/password-link',
  summary: 'A link, good for 72 hours, with which its owner sets a new password; earlier links stop working',
  access: 'platform.accounts',
  params: accountParams,
  response: z.object({ link: Link }),
});

export const removeTotpOf = route({
  method: 'POST',
  path: '/api/accounts/:accountId/totp/remove',
  summary: 'Turn the authenticator app of an account off, when its phone is lost',
  access: 'platform.accounts',
  params: accountParams,
  response: z.object({ account: Account }),
});
