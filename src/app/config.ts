import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Environment = z.object({
  DATABASE_URL: z.string().default('embedded:data'),
  /** With what secrets in the database are sealed: 32 bytes in base64; the first seals, all open. Or a file that holds them. */
  SECRETS_KEY: z.string().optional(),
  SECRETS_KEY_FILE: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Where browsers reach us; links in mails and feeds begin with it. Default: the listening address. */
  ATELBOW_URL: z.url().optional(),
  /** The origin of content packages, another host name than ours. On loopback it is found by itself. */
  CONTENT_ORIGIN: z.url().optional(),
  CONTENT_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  ATELBOW_LOG: z.enum(['0', '1']).default('0'),
  ATELBOW_CALLS_PER_MINUTE: z.coerce.number().int().min(1).default(3000),
  ATELBOW_UPLOAD_MIB_MAX: z.coerce.number().int().min(1).default(64),
  /** Largest request that the record store takes, attachments included. */
  ATELBOW_RECORD_MIB_MAX: z.coerce.number().int().min(1).max(512).default(32),
  /** What learners' attempts of the practice EHR may hold in memory, besides the hospitals that they share. */
  ATELBOW_PRACTICE_MIB_MAX: z.coerce.number().int().min(1).default(256),
  /** A FHIR R4 test system of the hospital to practise on: read, never written. Its bearer token, if it needs one. */
  PRACTICE_FHIR_URL: z.url({ protocol: /^https?$/ }).optional(),
  PRACTICE_FHIR_TOKEN: z.string().min(1).optional(),
  /** Comma-separated: `stun:…`, `turn:…`. Without them screens are shared within one network only. */
  STUN_URLS: z.string().default(''),
  TURN_URLS: z.string().default(''),
  TURN_SECRET: z.string().min(8).optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('AtElbow <atelbow@localhost>'),
  /** Where askers may write to: `imaps://user:password@host:993/INBOX`. */
  IMAP_URL: z.url().optional(),
  /** The address of that mailbox; it must take plus-addresses (`desk+abc@hospital.example`) or keep subjects. */
  MAIL_REPLY_TO: z.email().optional(),
  /** ServiceNow: its address, the account by which we work there, the secret that its business rule signs with. */
  SERVICENOW_URL: z.url().optional(),
  SERVICENOW_USER: z.string().optional(),
  SERVICENOW_PASSWORD: z.string().optional(),
  SERVICENOW_HOOK_SECRET: z.string().min(24).optional(),
  /** Jira: its address, account and token, project, the secret of its web hook. */
  JIRA_URL: z.url().optional(),
  JIRA_USER: z.string().optional(),
  JIRA_TOKEN: z.string().optional(),
  JIRA_PROJECT: z.string().optional(),
  JIRA_HOOK_SECRET: z.string().min(24).optional(),
  /** 1: the desk may choose to send the asker's words along. */
  ITSM_TAKES_TEXT: z.enum(['0', '1']).default('0'),
  /** The support line, shown where somebody asks for help. */
  SUPPORT_TELEPHONE: z.string().trim().max(40).optional(),
  /** Whom a push service may tell that something is wrong with our pushes. */
  PUSH_SUBJECT: z
    .string()
    .regex(/^(mailto|https):/, 'must begin with mailto: or https:')
    .default('mailto:atelbow@localhost'),
  /** Push services beside those of the usual browsers, host names by comma. */
  PUSH_HOSTS: z.string().default(''),
  /** `snpp://host:444` (RFC 1861) or the https address that takes WCTP. */
  PAGER_URL: z
    .string()
    .regex(/^(snpp|https?):\/\//, 'must begin with snpp://, https:// or http://')
    .optional(),
  /** Who pages are from, as the paging carrier knows us. */
  PAGER_SENDER: z.string().default('AtElbow'),
  /** A provider of telephony whose web hooks have Twilio's shape: base address, account, secret, our number. */
  TELEPHONY_API: z.url().default('https://api.twilio.com/2010-04-01'),
  TELEPHONY_ACCOUNT: z.string().optional(),
  TELEPHONY_TOKEN: z.string().optional(),
  TELEPHONY_FROM: z.string().optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().default('Hospital account'),
  /** Bearer token with which the hospital's identity system may push people by SCIM 2.0; without it SCIM is off. */
  SCIM_TOKEN: z.string().min(24).optional(),
  /** Bearer token with which an EHR or identity provider may ask the gate; without it nobody may. */
  GATE_TOKEN: z.string().min(24).optional(),
  /** Where decisions of the gate are told: groups of an identity provider by SCIM 2.0, and a signed web hook. */
  GATE_SCIM_URL: z.url().optional(),
  GATE_SCIM_TOKEN: z.string().min(1).optional(),
  GATE_HOOK_URL: z.url().optional(),
  GATE_HOOK_SECRET: z.string().min(24).optional(),
});

export interface Config {
  readonly databaseUrl: string;
  readonly secrets: { readonly key: string | null; readonly file: string | null };
  readonly host: string;
  readonly port: number;
  readonly url: string | null;
  readonly content: { readonly origin: string | null; readonly port: number | null };
  readonly log: boolean;
  readonly callsPerMinuteMax: number;
  readonly uploadBytesMax: number;
  readonly recordBytesMax: number;
  readonly practiceMibMax: number;
  readonly practiceFhir: { readonly url: string | null; readonly token: string | null };
  readonly turn: { stunUrls: string[]; turnUrls: string[]; turnSecret: string | null };
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly imapUrl: string | null;
  readonly mailReplyTo: string | null;
  readonly serviceNow: { url: string; user: string; password: string; hookSecret: string | null } | null;
  readonly jira: { url: string; user: string; token: string; project: string; hookSecret: string | null } | null;
  readonly itsmTakesText: boolean;
  readonly supportTelephone: string | null;
  readonly pushSubject: string;
  readonly pushHosts: readonly string[];
  readonly pager: { readonly url: string; readonly sender: string } | null;
  readonly telephony: { readonly api: string; readonly account: string; readonly token: string; readonly from: string } | null;
  readonly oidc: { issuer: string; clientId: string; clientSecret: string; label: string } | null;
  readonly scimToken: string | null;
  readonly gate: {
    readonly token: string | null;
    readonly scim: { readonly url: string; readonly token: string } | null;
    readonly hook: { readonly url: string; readonly secret: string } | null;
  };
  readonly version: string;
}

export const version = (JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }).version;

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Reads the environment. @throws with the name of the setting that is wrong and why. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  // An empty variable is an unset one: compose files write `OIDC_ISSUER=`.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) throw new Error(read.error.issues.map((issue) => `Setting ${issue.path.join('.')}: ${issue.message}.`).join(' '));
  const env = read.data;
  if (env.GATE_HOOK_URL && !env.GATE_HOOK_SECRET)
    throw new Error('Setting GATE_HOOK_SECRET: the gate signs what it sends to GATE_HOOK_URL; set a secret of 24 characters or more.');
  if (env.SECRETS_KEY && env.SECRETS_KEY_FILE) throw new Error('Settings SECRETS_KEY and SECRETS_KEY_FILE: set one of the two.');
  return {
    databaseUrl: env.DATABASE_URL,
    secrets: { key: env.SECRETS_KEY ?? null, file: env.SECRETS_KEY_FILE ?? null },
    host: env.HOST,
    port: env.PORT,
    url: env.ATELBOW_URL ?? null,
    content: contentOf(env),
    log: env.ATELBOW_LOG === '1',
    callsPerMinuteMax: env.ATELBOW_CALLS_PER_MINUTE,
    uploadBytesMax: env.ATELBOW_UPLOAD_MIB_MAX * 1_048_576,
    recordBytesMax: env.ATELBOW_RECORD_MIB_MAX * 1_048_576,
    practiceMibMax: env.ATELBOW_PRACTICE_MIB_MAX,
    practiceFhir: { url: env.PRACTICE_FHIR_URL ?? null, token: env.PRACTICE_FHIR_TOKEN ?? null },
    turn: { stunUrls: listed(env.STUN_URLS), turnUrls: listed(env.TURN_URLS), turnSecret: env.TURN_SECRET ?? null },
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    imapUrl: env.IMAP_URL ?? null,
    mailReplyTo: env.MAIL_REPLY_TO ?? null,
    serviceNow:
      env.SERVICENOW_URL && env.SERVICENOW_USER
        ? {
            url: env.SERVICENOW_URL,
            user: env.SERVICENOW_USER,
            password: env.SERVICENOW_PASSWORD ?? '',
            hookSecret: env.SERVICENOW_HOOK_SECRET ?? null,
          }
        : null,
    jira:
      env.JIRA_URL && env.JIRA_USER && env.JIRA_PROJECT
        ? {
            url: env.JIRA_URL,
            user: env.JIRA_USER,
            token: env.JIRA_TOKEN ?? '',
            project: env.JIRA_PROJECT,
            hookSecret: env.JIRA_HOOK_SECRET ?? null,
          }
        : null,
    itsmTakesText: env.ITSM_TAKES_TEXT === '1',
    supportTelephone: env.SUPPORT_TELEPHONE ?? null,
    pushSubject: env.PUSH_SUBJECT,
    pushHosts: env.PUSH_HOSTS.split(',').flatMap((host) => host.trim() || []),
    pager: env.PAGER_URL ? { url: env.PAGER_URL, sender: env.PAGER_SENDER } : null,
    telephony: telephonyOf(env),
    oidc:
      env.OIDC_ISSUER && env.OIDC_CLIENT_ID
        ? { issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET ?? '', label: env.OIDC_LABEL }
        : null,
    scimToken: env.SCIM_TOKEN ?? null,
    gate: {
      token: env.GATE_TOKEN ?? null,
      scim: env.GATE_SCIM_URL ? { url: env.GATE_SCIM_URL, token: env.GATE_SCIM_TOKEN ?? '' } : null,
      hook: env.GATE_HOOK_URL ? { url: env.GATE_HOOK_URL, secret: env.GATE_HOOK_SECRET ?? '' } : null,
    },
    version,
  };
}

/** Cookies know no ports: content under our own host name could plant some. */
function contentOf({ CONTENT_ORIGIN: origin, CONTENT_PORT: port, ATELBOW_URL: url }: z.infer<typeof Environment>): Config['content'] {
  if (origin !== undefined && (url === undefined || new URL(url).hostname === new URL(origin).hostname))
    throw new Error('Setting CONTENT_ORIGIN: content needs another host name than ATELBOW_URL has; set both.');
  return { origin: origin === undefined ? null : new URL(origin).origin, port: port ?? null };
}

/** All of it or nothing: half a provider would fail at night, on the first call. */
function telephonyOf(env: z.infer<typeof Environment>): Config['telephony'] {
  const { TELEPHONY_ACCOUNT: account, TELEPHONY_TOKEN: token, TELEPHONY_FROM: from, ATELBOW_URL: url } = env;
  if (account === undefined && token === undefined && from === undefined) return null;
  if (account === undefined || token === undefined || from === undefined || url === undefined)
    throw new Error('Telephony needs TELEPHONY_ACCOUNT, TELEPHONY_TOKEN, TELEPHONY_FROM and ATELBOW_URL: set all four or none.');
  return { api: env.TELEPHONY_API.replace(/\/$/, ''), account, token, from };
}
