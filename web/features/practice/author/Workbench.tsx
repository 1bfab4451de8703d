import { Button, Group, SegmentedControl, Tabs } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { LineCounter, isNode, parseDocument } from 'yaml';
import { attemptAsSteps, getHospitalForAuthors, saveExerciseDraft } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import css from './author.module.css';
import { CheckPanel } from './CheckPanel.tsx';
import { ExerciseForm, type Hospital } from './ExerciseForm.tsx';
import type { AuthoredExercise } from './ExercisePage.tsx';
import { HelpPanel } from './HelpPanel.tsx';
import { PublishExerciseDialog } from './PublishExerciseDialog.tsx';
import { RuleTestPanel } from './RuleTestPanel.tsx';
import { SourceArea, type SourceHandle } from './SourceArea.tsx';
import { TakeStepsDialog } from './TakeStepsDialog.tsx';
import { useCheck } from './use-check.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { VersionsPanel } from './VersionsPanel.tsx';

type Path = readonly (string | number)[];

/** The exercise on the left, as text or as a form; on the right what is to be mended, and every rule at work. */
export function Workbench({ exercise, onChanged }: { exercise: AuthoredExercise; onChanged: () => Promise<void> }) {
  const { exerciseId, origin, source, draft } = exercise;
  const readOnly = origin === 'shipped';
  const area = useRef<SourceHandle>(null);
  const [text, setText] = useState(source);
  const [saved, setSaved] = useState({ text: source, revision: draft?.revision ?? 0 });
  const [view, setView] = useState<'text' | 'form'>('text');
  const [panel, setPanel] = useState<string | null>('check');
  const [play, setPlay] = useState('gold');
  const [publishing, setPublishing] = useState(false);
  const [takingFrom, setTakingFrom] = useState<string | null>(null);
  const check = useCheck(exerciseId, text);
  const hospital = useQuery({
    queryKey: ['practice-authoring-hospital'],
    queryFn: () => call(getHospitalForAuthors, {}),
    staleTime: Infinity,
  });
  const saving = useMutation({
    mutationFn: (body: { source: string; revision: number }) => call(saveExerciseDraft, { params: { exerciseId }, body }),
    onSuccess: ({ revision }, body) => setSaved({ text: body.source, revision }),
  });
  const dirty = text !== saved.text;
  useLeaveGuard(dirty);
  const save = (): void => {
    if (dirty && !readOnly && !saving.isPending) saving.mutate({ source: text, revision: saved.revision });
  };
  const goTo = (line: number): void => {
    setView('text');
    requestAnimationFrame(() => area.current?.goTo(line));
  };
  const show = (path: Path): void => goTo(lineOf(text, path));
  const goTask = (taskId: string): void => {
    const index = taskIds(text).indexOf(taskId);
    if (index >= 0) show(['tasks', index]);
  };
  return (
    <>
      <ProblemAlert error={saving.error} title="The draft was not saved" />
      <div className={css.bench}>
        <section className={css.pane} aria-label="The exercise">
          <div className={css.paneHead}>
            <SegmentedControl
              size="xs"
              aria-label="Show as"
              data={[
                { value: 'text', label: 'Text' },
                { value: 'form', label: 'Form' },
              ]}
              value={view}
              onChange={(value) => setView(value === 'form' ? 'form' : 'text')}
            />
            <Button
              size="xs"
              variant="default"
              component="a"
              href={`data:text/yaml;charset=utf-8,${encodeURIComponent(text)}`}
              download={`${exerciseId}.yaml`}
            >
              Download
            </Button>
            <span role="status">
              {readOnly ? 'To read' : dirty ? 'Not saved yet' : saved.revision > 0 ? 'Saved as a draft' : 'As published'}
            </span>
            {!readOnly && (
              <Group gap="xs">
                <Button size="xs" variant="default" disabled={!dirty} loading={saving.isPending} onClick={save}>
                  Save
                </Button>
                <Button size="xs" disabled={dirty || saved.revision === 0} onClick={() => setPublishing(true)}>
                  Publish …
                </Button>
              </Group>
            )}
          </div>
          {view === 'text' ? (
            <SourceArea
              ref={area}
              label="The file of the exercise"
              text={text}
              readOnly={readOnly}
              issues={check.settled === text ? (check.checked?.issues ?? none) : none}
              words={wordsOf(hospital.data)}
              onChange={setText}
              onSave={save}
            />
          ) : (
            <ScrollRegion className={css.scroll} label="The exercise as a form">
              <ExerciseForm text={text} readOnly={readOnly} hospital={hospital.data ?? null} onEdit={setText} onShow={show} />
            </ScrollRegion>
          )}
        </section>
        <section className={css.pane} aria-label="Trying it out">
          <Tabs className={css.tabs ?? ''} value={panel} onChange={setPanel} keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="check">
                To mend{check.checked && check.checked.issues.length > 0 ? ` (${check.checked.issues.length})` : ''}
              </Tabs.Tab>
              <Tabs.Tab value="rules">Rule test</Tabs.Tab>
              {origin === 'own' && <Tabs.Tab value="versions">Versions</Tabs.Tab>}
              <Tabs.Tab value="help">Help</Tabs.Tab>
            </Tabs.List>
            <ScrollRegion className={css.scroll} label="What it shows">
              <Tabs.Panel value="check">
                <CheckPanel
                  exerciseId={exerciseId}
                  text={text}
                  check={check}
                  readOnly={readOnly}
                  onGo={goTo}
                  onEdit={setText}
                  onPlay={(run) => {
                    setPlay(run);
                    setPanel('rules');
                  }}
                />
              </Tabs.Panel>
              <Tabs.Panel value="rules">
                <RuleTestPanel
                  exerciseId={exerciseId}
                  settled={check.settled}
                  verdicts={check.checked?.verdicts ?? []}
                  origin={origin}
                  play={play}
                  onPlay={setPlay}
                  onGoTask={goTask}
                  onTakeSteps={setTakingFrom}
                />
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                <VersionsPanel exercise={exercise} onTake={setText} />
              </Tabs.Panel>
              <Tabs.Panel value="help">
                <HelpPanel />
              </Tabs.Panel>
            </ScrollRegion>
          </Tabs>
        </section>
      </div>
      {publishing && (
        <PublishExerciseDialog
          exerciseId={exerciseId}
          revision={saved.revision}
          onClose={() => setPublishing(false)}
          onDone={async () => {
            setPublishing(false);
            await onChanged();
          }}
        />
      )}
      {takingFrom !== null && (
        <TakeStepsDialog
          text={text}
          steps={() => call(attemptAsSteps, { params: { exerciseId }, body: { attemptId: takingFrom } })}
          onTake={setText}
          onClose={() => setTakingFrom(null)}
        />
      )}
    </>
  );
}

const none: readonly never[] = [];
const fieldWords =
  'format id version title role minutes clicks story learner screen patients anyChart passScore clock start tasks events gold mutants text phase weight find never parts atLeast critical after until withinMin since hint why where when changes minute write trail kind breaks also without steps'
    .split(' ')
    .map((label) => ({ label, detail: 'field' }));

function wordsOf(hospital: Hospital | undefined) {
  if (!hospital) return { all: fieldWords };
  return {
    all: [
      ...fieldWords,
      ...['%written', '%before', '%events', '%deleted', '%trail', '%patient', '%t0', '%now'].map((label) => ({
        label,
        detail: 'in a rule',
      })),
      ...hospital.patients.map(({ reference, name }) => ({ label: reference, detail: name })),
      ...hospital.learners.map(({ reference, name }) => ({ label: reference, detail: name })),
      ...hospital.screens.map((label) => ({ label, detail: 'screen' })),
      ...hospital.trailKinds.map((label) => ({ label, detail: 'trail' })),
      ...hospital.forms.map((label) => ({ label, detail: 'change' })),
    ],
  };
}

/** The line of a place in the file; of the nearest that is there. */
function lineOf(text: string, path: Path): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function taskIds(text: string): unknown[] {
  const file: unknown = parseDocument(text).toJS({ maxAliasCount: 50 });
  const tasks: unknown = typeof file === 'object' && file !== null && 'tasks' in file ? file.tasks : [];
  return Array.isArray(tasks) ? tasks.map((one: unknown) => (typeof one === 'object' && one !== null && 'id' in one ? one.id : null)) : [];
}
