import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import css from './author.module.css';
import { CheckPanel } from './CheckPanel.tsx';
import { HelpPanel } from './HelpPanel.tsx';
import { RuleTestPanel } from './RuleTestPanel.tsx';
import type { Bench } from './use-bench.ts';
import { VersionsPanel } from './VersionsPanel.tsx';

/** What is to be mended, and every rule at work. */
export function TryPane({ bench, onTakeSteps }: { bench: Bench; onTakeSteps: (attemptId: string) => void }) {
  const { exercise, text, check, readOnly } = bench;
  const { exerciseId, origin } = exercise;
  const [panel, setPanel] = useState<string | null>('check');
  const [play, setPlay] = useState('gold');
  const count = check.checked?.issues.length ?? 0;
  return (
    <section className={css.pane} aria-label="Trying it out">
      <Tabs className={css.tabs ?? ''} value={panel} onChange={setPanel} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="check">To mend{count > 0 ? ` (${count})` : ''}</Tabs.Tab>
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
              onGo={bench.goTo}
              onEdit={bench.setText}
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
              onGoTask={bench.goTask}
              onTakeSteps={onTakeSteps}
            />
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            <VersionsPanel exercise={exercise} onTake={bench.setText} />
          </Tabs.Panel>
          <Tabs.Panel value="help">
            <HelpPanel />
          </Tabs.Panel>
        </ScrollRegion>
      </Tabs>
    </section>
  );
}
