import { Button, Group } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Feedback, Given, QuestionView } from '#training/contract.ts';
import { FeedbackButton } from '#web/app/FeedbackButton.tsx';
import { Markdown } from '#web/ui/Markdown.tsx';
import { AnswerInput } from './AnswerInput.tsx';
import { emptyAnswer, isAnswered } from './empty-answer.ts';
import css from './learning.module.css';
import { mediaPath, pointsText } from './learning-words.ts';

interface Props {
  question: QuestionView;
  /** What was answered, taken or still waiting; null: nothing yet. */
  given: Given | null;
  feedback: Feedback | null;
  /** Given, and still on this device. */
  waiting: boolean;
  onAnswer: (given: Given) => void;
  /** May be answered once more: for practice. */
  again: boolean;
  label: string;
  /** Of which module; left out where nothing can be said of it (a preview). */
  of?: { readonly moduleId: string; readonly version: number };
}

/** One question with its answer and what is told about it. */
export function QuestionCard({ question, given, feedback, waiting, onAnswer, again, label, of }: Props) {
  const [draft, setDraft] = useState<Given>(() => given ?? emptyAnswer(question));
  const [retrying, setRetrying] = useState(false);
  const told = useRef<HTMLDivElement>(null);
  const answered = given !== null && !retrying;
  const justTold = answered && feedback !== null;
  const sent = useRef(false);
  useEffect(() => {
    if (justTold && sent.current) told.current?.focus();
  }, [justTold]);
  const submit = (): void => {
    sent.current = true;
    setRetrying(false);
    onAnswer(draft);
  };
  return (
    <form
      className={css.question}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (isAnswered(question, draft)) submit();
      }}
    >
      <div className={css.kickerRow}>
        <p className={css.kicker}>{label}</p>
        {of && (
          <FeedbackButton
            compact
            about="this question"
            version={of.version}
            place={{ activity: 'module', activityId: of.moduleId, part: 'item', partId: question.itemId }}
          />
        )}
      </div>
      <div className={css.ask}>
        <Markdown text={question.ask} mediaPath={mediaPath} />
      </div>
      <AnswerInput
        question={question}
        given={answered && given ? given : draft}
        onChange={setDraft}
        locked={answered}
        feedback={answered ? feedback : null}
      />
      {!answered && (
        <Button type="submit" mt="md" disabled={!isAnswered(question, draft)}>
          Answer
        </Button>
      )}
      {answered && waiting && (
        <p className={css.waits} role="status">
          Kept on this device. It is sent, and you hear whether it was right, as soon as the server can be reached.
        </p>
      )}
      {answered && !waiting && feedback && (
        <div ref={told} tabIndex={-1} className={css.feedback} data-right={feedback.right} role="status">
          <FeedbackText feedback={feedback} />
          {again && !feedback.right && (
            <Group mt="sm">
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  setDraft(emptyAnswer(question));
                  setRetrying(true);
                }}
              >
                Try again
              </Button>
            </Group>
          )}
        </div>
      )}
    </form>
  );
}

function FeedbackText({ feedback }: { feedback: Feedback }) {
  return (
    <>
      <p className={css.verdict}>{pointsText(feedback)}</p>
      {feedback.remarks.map((remark) => (
        <Markdown key={remark} text={remark} />
      ))}
      {!feedback.right && feedback.solution.length > 0 && (
        <p>
          {feedback.solution.length === 1 ? 'Right is: ' : 'Right is:'}
          {feedback.solution.length === 1 ? (
            <strong>{feedback.solution[0]}</strong>
          ) : (
            <span className={css.solution}>
              {feedback.solution.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </span>
          )}
        </p>
      )}
      {feedback.why && <Markdown text={feedback.why} mediaPath={mediaPath} />}
    </>
  );
}
