import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { tryAnswer, type Feedback, type Given, type Preview } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { Markdown } from '#web/ui/Markdown.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { mediaPath } from '../learning-words.ts';
import { QuestionCard } from '../QuestionCard.tsx';
import css from './authoring.module.css';

type Item = Preview['items'][number];

/** The module as its learners will see it. Answers can be tried; the pool comes last, with what is right. */
export function ModulePreview({ source, preview }: { source: string; preview: Preview }) {
  const pool = preview.items.filter((item) => item.pool);
  return (
    <>
      {preview.module?.pages.map((page) => (
        <div key={page.title}>
          <h2 className={css.pageTitle}>{page.title}</h2>
          {page.parts.map((part, index) => {
            if (part.kind === 'text') return <Markdown key={index} text={part.markdown} mediaPath={mediaPath} />;
            if (part.kind === 'exercise')
              return (
                <p key={part.exerciseId}>
                  Exercise: <strong>{part.title}</strong> ({part.exerciseId})
                </p>
              );
            const item = preview.items.find((one) => one.question.itemId === part.question.itemId);
            return item && <Trial key={`${item.question.itemId} ${item.line}`} source={source} item={item} label="Try it" />;
          })}
        </div>
      ))}
      <h2 className={css.pageTitle}>
        Pool: {pool.length} items, {preview.module?.draw} drawn
      </h2>
      {pool.map((item, index) => (
        <Trial
          key={`${item.question.itemId} ${item.line}`}
          source={source}
          item={item}
          label={`Item ${index + 1}, line ${item.line}, ${item.question.kind}`}
        />
      ))}
    </>
  );
}

function Trial({ source, item, label }: { source: string; item: Item; label: string }) {
  const [told, setTold] = useState<{ given: Given; feedback: Feedback } | null>(null);
  const trying = useMutation({
    mutationFn: (given: Given) => call(tryAnswer, { body: { source, itemId: item.question.itemId, given } }),
    onSuccess: (feedback, given) => setTold({ given, feedback }),
  });
  return (
    <>
      <QuestionCard
        key={item.question.ask}
        question={item.question}
        given={told?.given ?? null}
        feedback={told?.feedback ?? null}
        waiting={false}
        again
        label={label}
        onAnswer={(given) => trying.mutate(given)}
      />
      <ProblemAlert error={trying.error} />
    </>
  );
}
