import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TimeZone } from '#kernel/time.ts';
import type { DeskRequest } from '#support/contract.ts';
import { timeText } from '#web/ui/time-text.ts';
import css from './desk.module.css';
import { eventText } from './desk-words.ts';

interface Props {
  request: DeskRequest;
  zone: TimeZone | undefined;
  nameOf: (personId: string) => string;
}

/** Calls and lapses, many in a storm: they are folded until somebody wants them. */
const loud = new Set(['offered', 'lapsed', 'declined']);
/** The words stand in the conversation itself. */
const written = new Set(['noted', 'replied', 'asker-wrote']);

/** What happened and what was written, in one line of time. */
export function Conversation({ request, zone, nameOf }: Props) {
  const [all, setAll] = useState(false);
  const folded = request.events.filter(({ kind }) => loud.has(kind)).length;
  const lines = [
    ...request.events
      .filter(({ kind }) => !written.has(kind) && (all || !loud.has(kind)))
      .map((event) => ({ key: `e${event.seq}`, at: event.at, order: event.seq, event, note: null })),
    ...request.conversation.map((note, i) => ({ key: note.noteId, at: note.at, order: 1e12 + i, event: null, note })),
  ].toSorted((a, b) => a.at - b.at || a.order - b.order);
  return (
    <section aria-label="Conversation" className={css.conversation}>
      <h3 className={css.heading}>
        What happened
        {folded > 0 && (
          <button type="button" className={css.fold} onClick={() => setAll(!all)}>
            {all ? 'Hide calls' : `Show ${folded} calls`}
          </button>
        )}
      </h3>
      <ol className={css.lines}>
        {lines.map(({ key, at, event, note }) => (
          <li key={key} data-kind={note?.kind ?? 'event'}>
            <time className={css.time} dateTime={new Date(at).toISOString()}>
              {timeText(at, zone)}
            </time>
            {event && (
              <span>
                {eventText(event.kind, event.detail, nameOf)}
                {event.byName && <span className={css.quiet}> {event.byName}</span>}
              </span>
            )}
            {note && (
              <div className={css.note}>
                <div className={css.quiet}>
                  {note.byName} {note.kind === 'answer' ? 'to the asker' : note.kind === 'asker' ? '(asker)' : 'noted'}
                </div>
                <div className={css.noteText}>{note.text}</div>
                {note.tips.map((tip) => (
                  <Link key={tip.tipId} to="/tips/$tipId" params={{ tipId: tip.tipId }} search={{ version: tip.version } as never}>
                    {tip.title}
                  </Link>
                ))}
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
