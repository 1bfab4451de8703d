import { Button, Group, SegmentedControl } from '@mantine/core';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import type { RefObject } from 'react';
import css from './author.module.css';
import { ExerciseForm } from './ExerciseForm.tsx';
import { wordsOf } from './file-words.ts';
import { SourceArea, type SourceHandle } from './SourceArea.tsx';
import type { Bench } from './use-bench.ts';

const none: readonly never[] = [];

interface Props {
  bench: Bench;
  area: RefObject<SourceHandle | null>;
  onPublish: () => void;
}

/** The file, to write in: as text, or its usual parts as a form. */
export function FilePane({ bench, area, onPublish }: Props) {
  const { exercise, readOnly, text, view, check, dirty, revision } = bench;
  const state = readOnly ? 'To read' : dirty ? 'Not saved yet' : revision > 0 ? 'Saved as a draft' : 'As published';
  return (
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
          onChange={(value) => bench.setView(value === 'form' ? 'form' : 'text')}
        />
        <Button
          size="xs"
          variant="default"
          component="a"
          href={`data:text/yaml;charset=utf-8,${encodeURIComponent(text)}`}
          download={`${exercise.exerciseId}.yaml`}
        >
          Download
        </Button>
        <span role="status">{state}</span>
        {!readOnly && (
          <Group gap="xs">
            <Button size="xs" variant="default" disabled={!dirty} loading={bench.saving} onClick={bench.save}>
              Save
            </Button>
            <Button size="xs" disabled={dirty || revision === 0} onClick={onPublish}>
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
          words={wordsOf(bench.hospital)}
          onChange={bench.setText}
          onSave={bench.save}
        />
      ) : (
        <ScrollRegion className={css.scroll} label="The exercise as a form">
          <ExerciseForm text={text} readOnly={readOnly} hospital={bench.hospital ?? null} onEdit={bench.setText} onShow={bench.show} />
        </ScrollRegion>
      )}
    </section>
  );
}
