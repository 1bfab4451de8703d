import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import type { TicketSystem } from '../ports.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { passOn } from '../shell/ticket-systems.ts';

export function ticketSystemRoutes({ server }: Deps, desk: DeskDeps, systems: readonly TicketSystem[]): void {
  bind(server, contract.passOnRequest, async ({ params, body, actor }) => {
    const system = systems.find((one) => one.system === body.system);
    if (!system) throw invalid('This ticket system is not set up. An administrator can do it: docs/operate/running.md says how.');
    if (body.withText && !system.takesText)
      throw invalid('This installation does not let the asker’s words go there. Hand it over without them.');
    await passOn(desk, params.requestId, body.system, body.withText, actor);
    return { queued: true as const };
  });
}
