import type { Deps } from '#platform/deps.ts';
import { mayCall } from '#platform/http/bind.ts';
import { invalid } from '#platform/http/problem.ts';
import { HelpSheetsWanted, helpSheetsPath } from '../contract.ts';
import type { SupportPorts } from '../ports.ts';
import { newHelpSheets } from '../shell/help-sheets.ts';

const access = 'support.desk';

/** Sheets of QR codes as PDF. Each makes new links, since a link's secret is kept nowhere but on its sheet. */
export function helpSheetRoutes({ db, clock, server }: Deps, { printHelpSheets, telephone, url }: SupportPorts): void {
  server.post(helpSheetsPath, { config: { access }, schema: { hide: true } }, async (request, reply) => {
    const { actor } = request;
    mayCall(access, actor);
    if (!actor) return;
    const wanted = HelpSheetsWanted.safeParse(request.body);
    if (!wanted.success) throw invalid('Choose the units to print sheets for.');
    const base = url ?? `${request.protocol}://${request.host}`;
    const sheets = await db.tx((tx) => newHelpSheets(tx, wanted.data, { actor, at: clock.now(), url: base, telephone }));
    return reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="help-sheets.pdf"')
      .send(Buffer.from(await printHelpSheets(sheets)));
  });
}
