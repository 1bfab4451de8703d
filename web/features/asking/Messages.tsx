import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AskedRequest } from '#support/contract.ts';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { isOpen } from './asking-words.ts';
import css from './asking.module.css';

interface Props {
  request: AskedRequest;
  /** A tip sheet can be opened by whoever has an account. */
  opensTips: boolean;
  onWrite: (text: string) => Promise<unknown>;
}

/** What the desk wrote and what its asker wrote back, with room for the next line. Nothing of it is shown anywhere else than here and at the desk. */
export function Messages({ request, opensTips, onWrite }: Props) {
  const { messages } = request;
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState(false);
  const writing = useMutation({
    mutationFn: (words: string) => onWrite(words.trim()),
    onSuccess: (_answer, words) => {
      setText(emptied(words));
      setWanted(false);
    },
  });
  // Where the desk spoke last an answer is expected, so the field is there.
  const open = wanted || text !== '' || (isOpen(request) && messages.at(-1)?.kind === 'answer');
  return (
    <section className={css.messages} aria-label="Messages">
      {messages.length > 0 && (
        <ol className={css.messageList}>
          {messages.map((message) => (
            <li key={message.noteId} data-kind={message.kind}>
              <div className={css.messageHead}>
                <span>{message.kind === 'asker' ? 'You' : `${message.byName}, help desk`}</span>
                <TimeText at={message.at} show="time" />
              </div>
              <div className={css.messageText}>{message.text}</div>
              {message.tips.map((tip) =>
                opensTips ? (
                  <a key={tip.tipId} href={`/tips/${tip.tipId}?version=${tip.version}`}>
                    {tip.title}
                  </a>
                ) : (
                  <span key={tip.tipId}>Tip sheet: {tip.title}</span>
                ),
              )}
            </li>
          ))}
        </ol>
      )}
      {open ? (
        <form
          className={css.write}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') writing.mutate(text);
          }}
        >
          <Textarea
            label={messages.length > 0 && isOpen(request) ? 'Write back' : 'Write to the help desk'}
            description={
              isOpen(request)
                ? 'Never write anything that points to a patient.'
                : 'It opens the request again. Nothing that points to a patient.'
            }
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={writing.isPending} disabled={text.trim() === ''}>
            Send
          </Button>
        </form>
      ) : (
        <Button variant="subtle" size="compact-sm" className={css.writeMore} onClick={() => setWanted(true)}>
          Write to the help desk
        </Button>
      )}
      <ProblemAlert error={writing.error} title="Not sent" />
    </section>
  );
}
