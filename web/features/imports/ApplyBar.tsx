import { Button } from '@mantine/core';
import type { Import } from '#platform/imports/contract.ts';
import { applyText, totals } from './import-words.ts';
import css from './imports.module.css';
import { ActionBar } from '#web/ui/ActionBar.tsx';
import { plural } from '#web/ui/time-text.ts';

interface Props {
  data: Import;
  /** Files are on their way or being read. */
  busy: boolean;
  applying: boolean;
  onApply: () => void;
}

/** Always in sight: what will happen, and the button that makes it happen. */
export function ApplyBar({ data, busy, applying, onApply }: Props) {
  const sum = totals(data);
  const aside = [
    sum.unknown > 0 ? `${plural(sum.unknown, 'file')} without a kind ${sum.unknown === 1 ? 'is' : 'are'} left out` : '',
    sum.failed > 0 ? `${plural(sum.failed, 'file')} cannot be read` : '',
  ].filter(Boolean);
  return (
    <ActionBar
      actions={
        <Button size="md" disabled={busy || sum.ready === 0} loading={applying} onClick={onApply}>
          Apply {sum.ready > 0 ? plural(sum.ready, 'file') : ''}
        </Button>
      }
    >
      <p>
        <strong>{busy ? 'Reading the files; nothing is changed by it' : applying ? 'Applying, file by file' : applyText(sum)}</strong>
      </p>
      <p className={css.quiet}>
        {aside.length > 0 ? `${aside.join('; ')}.` : 'Each file is applied wholly or not at all, in the order shown.'}
      </p>
    </ActionBar>
  );
}
