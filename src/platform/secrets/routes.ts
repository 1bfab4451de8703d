import type { Deps } from '../deps.ts';
import { bind } from '../http/bind.ts';
import { getSecrets } from './contract.ts';
import { surveySecrets } from './reseal.ts';
import type { SealedColumn } from './secrets.ts';

export function registerSecrets({ db, server }: Deps, columns: readonly SealedColumn[]): void {
  bind(server, getSecrets, async () => {
    const lying = await surveySecrets(db, columns);
    const keyIds = db.secrets.keyIds();
    const count = (column: SealedColumn, fits: (keyId: string | null) => boolean): number =>
      lying.filter((one) => one.column === column && fits(one.keyId)).reduce((sum, { values }) => sum + values, 0);
    return {
      kind: db.secrets.kind,
      from: db.secrets.from,
      keyIds: [...keyIds],
      columns: columns.map((column) => ({
        holds: column.holds,
        where: `${column.table}.${column.column}`,
        sealed: count(column, (id) => id !== null && id === keyIds[0]),
        older: count(column, (id) => id !== null && id !== keyIds[0]),
        plain: count(column, (id) => id === null),
      })),
    };
  });
}
