import { useRef, useState } from 'react';
import { attemptAsSteps } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './author.module.css';
import type { AuthoredExercise } from './author-types.ts';
import { FilePane } from './FilePane.tsx';
import { PublishExerciseDialog } from './PublishExerciseDialog.tsx';
import type { SourceHandle } from './SourceArea.tsx';
import { TakeStepsDialog } from './TakeStepsDialog.tsx';
import { TryPane } from './TryPane.tsx';
import { useBench } from './use-bench.ts';

interface Props {
  exercise: AuthoredExercise;
  onSaved: () => Promise<void>;
  onPublished: () => Promise<void>;
}

/** The exercise on the left, as text or as a form; on the right what is to be mended, and every rule at work. */
export function Workbench({ exercise, onSaved, onPublished }: Props) {
  const { exerciseId } = exercise;
  const area = useRef<SourceHandle>(null);
  const bench = useBench(exercise, area, onSaved);
  const [publishing, setPublishing] = useState(false);
  const [takingFrom, setTakingFrom] = useState<string | null>(null);
  return (
    <>
      <ProblemAlert error={bench.error} title="The draft was not saved" />
      <div className={css.bench}>
        <FilePane bench={bench} area={area} onPublish={() => setPublishing(true)} />
        <TryPane bench={bench} onTakeSteps={setTakingFrom} />
      </div>
      {publishing && (
        <PublishExerciseDialog
          exerciseId={exerciseId}
          revision={bench.revision}
          onClose={() => setPublishing(false)}
          onDone={async () => {
            setPublishing(false);
            await onPublished();
          }}
        />
      )}
      {takingFrom !== null && (
        <TakeStepsDialog
          text={bench.text}
          steps={() => call(attemptAsSteps, { params: { exerciseId }, body: { attemptId: takingFrom } })}
          onTake={bench.setText}
          onClose={() => setTakingFrom(null)}
        />
      )}
    </>
  );
}
