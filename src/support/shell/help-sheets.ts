import { loadUnits } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { invalid } from '#platform/http/problem.ts';
import type { HelpSheet } from '../ports.ts';
import { insertPlace, revokeOfUnit } from '../store/places.ts';
import { unitCodes } from '../store/unit-codes.ts';

interface Wanted {
  readonly unitIds: readonly string[];
  readonly label: string;
  /** The links that the units had before ask for nothing from now on. */
  readonly replaces: boolean;
}

/** A new link for each unit, as a sheet to be printed: the token is in the sheet and, as a hash, in the database, and nowhere else. */
export async function newHelpSheets(
  tx: Tx,
  { unitIds, label, replaces }: Wanted,
  { actor, at, url, telephone }: { readonly actor: Actor; readonly at: Instant; readonly url: string; readonly telephone: string | null },
): Promise<HelpSheet[]> {
  const units = new Map((await loadUnits(tx)).map((unit) => [unit.unitId, unit]));
  const codes = await unitCodes(tx, [...units.keys()]);
  const sheets: HelpSheet[] = [];
  for (const unitId of unitIds) {
    const unit = units.get(unitId);
    if (!unit) throw invalid(`There is no unit ${unitId}. Choose one from the list.`);
    if (replaces) await revokeOfUnit(tx, unitId, at);
    const [token, placeId] = [newToken(), newId('plc')];
    const place = { place_id: placeId, unit_id: unitId, label, created_at: new Date(at), created_by: actor.name };
    await insertPlace(tx, { ...place, token_hash: hashToken(token) });
    await audit(tx, actor, { action: 'support.place-printed', subjectKind: 'place', subjectId: placeId, detail: { unitId, replaces } }, at);
    sheets.push({ unitName: unit.name, label, url: `${url}/help/${token}`, telephone, unitCode: codes.get(unitId) ?? 0 });
  }
  return sheets;
}
