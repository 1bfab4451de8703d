import { jira } from '#integrations/itsm/jira.ts';
import type { HookOptions } from '#integrations/itsm/routes.ts';
import { serviceNow } from '#integrations/itsm/servicenow.ts';
import type { TicketSystem } from '#support/index.ts';
import type { Config } from './config.ts';

/** The hospital's own ticket systems, as far as the settings name them. */
export const ticketSystemsOf = ({ serviceNow: now, jira: atlassian, itsmTakesText: takesText }: Config): TicketSystem[] => [
  ...(now ? [serviceNow({ ...now, takesText })] : []),
  ...(atlassian ? [jira({ ...atlassian, takesText })] : []),
];

/** Those whose web hooks are listened to: the ones with a secret. */
export const hooksOf = ({ serviceNow: now, jira: atlassian }: Config): HookOptions => ({
  serviceNow: now?.hookSecret ? { secret: now.hookSecret, user: now.user } : null,
  jira: atlassian?.hookSecret ? { secret: atlassian.hookSecret, user: atlassian.user } : null,
});
