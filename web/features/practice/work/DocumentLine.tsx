import { useState, type ReactNode } from 'react';
import css from '../chart/chart.module.css';
import { momentText } from '../chart/chart-time.ts';
import { textOf } from '../fhir/codes.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import { noteText } from '../notes/note-text.ts';
import { useAttempt } from '../shell/attempt-space.ts';

/** A document that opens in its place; that it was read is for the trail. */
export function DocumentLine({ document, children }: { document: DocumentReference; children?: ReactNode }) {
  const { note, zone } = useAttempt();
  const [opened, setOpened] = useState(false);
  return (
    <li>
      <span className={css.main}>
        <button
          type="button"
          className={css.link}
          aria-expanded={opened}
          onClick={() => {
            if (!opened) note({ kind: 'viewed', target: `DocumentReference/${document.id}`, patient: document.subject?.reference ?? '' });
            setOpened(!opened);
          }}
        >
          {textOf(document.type) || 'Document'}
        </button>{' '}
        <span className={css.quiet}>
          {document.author?.[0]?.display ? `${document.author[0].display}, ` : ''}
          {momentText(document.date, zone)}
        </span>
        {opened && (
          <div className={css.note}>
            {document.description && <p style={{ margin: '4px 0' }}>{document.description}</p>}
            {noteText(document)}
          </div>
        )}
      </span>
      {children}
    </li>
  );
}
