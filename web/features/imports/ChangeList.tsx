import { Text } from '@mantine/core';
import type { ImportDiff } from '#platform/imports/contract.ts';
import { fieldText, number } from './import-words.ts';
import css from './imports.module.css';

/** Field by field what rows on record become; then what is new, and what the file no longer names. */
export function ChangeList({ diff, applied }: { diff: ImportDiff; applied: boolean }) {
  const { changes, addedKeys, absentKeys } = diff;
  if (diff.added + diff.changed + diff.withdrawn + diff.absent === 0)
    return <Text>Nothing. All {number(diff.unchanged)} rows say what is on record already.</Text>;
  return (
    <>
      {changes.map((change) => (
        <div key={change.key} className={css.change}>
          <h3>{change.key}</h3>
          <table>
            <tbody>
              {change.fields.map(({ field, was, becomes }) => (
                <tr key={field}>
                  <td>{fieldText(field)}</td>
                  <td>
                    <span className={css.was}>{was || 'empty'}</span> <span aria-label="becomes">→</span> {becomes || 'empty'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      {diff.changed > changes.length && changes.length > 0 && (
        <Text c="dimmed" size="sm" mb="md">
          The first {changes.length} of {number(diff.changed)} changed rows.
        </Text>
      )}
      <Keys title={applied ? 'Added' : 'New'} keys={addedKeys} count={diff.added} />
      <Keys
        title="On record, but not in this file"
        note="They stay as they are: an import never removes anybody or anything."
        keys={absentKeys}
        count={diff.absent}
      />
    </>
  );
}

function Keys({ title, note, keys, count }: { title: string; note?: string; keys: readonly string[]; count: number }) {
  if (count === 0) return null;
  return (
    <>
      <Text fw={600} size="sm">
        {title}: {number(count)}
      </Text>
      {note && (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
      <ul className={css.keys}>
        {keys.map((key) => (
          <li key={key} className="truncate" title={key}>
            {key}
          </li>
        ))}
        {count > keys.length && <li>and {number(count - keys.length)} more</li>}
      </ul>
    </>
  );
}
