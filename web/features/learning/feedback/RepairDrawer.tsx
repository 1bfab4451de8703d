import { Button, Drawer, NumberInput, Radio, Skeleton, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { closeRepair, getRepairPlace, giveBackRepair, takeRepair, type FeedbackPlace, type RepairLine } from '#training/contract.ts';
import { saidWords } from '#web/app/FeedbackButton.tsx';
import { call } from '#web/app/call.ts';
import { useSession } from '#web/app/session.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { plural } from '#web/ui/time-text.ts';
import { ChangeList } from './ChangeList.tsx';
import { causeText, partText, saidText } from './feedback-words.ts';
import css from './feedback.module.css';

interface Props {
  line: RepairLine;
  onChanged: () => Promise<unknown>;
  onClose: () => void;
}

/** One place: what was said, what the figures say, what was answered before; take it, and end it with an answer. */
export function RepairDrawer({ line, onChanged, onClose }: Props) {
  const { activity, activityId, part, partId } = line;
  const place: FeedbackPlace = { activity, activityId, part, partId };
  const mayChange = useSession().can('training.change');
  const detail = useQuery({ queryKey: ['feedback', 'place', place], queryFn: () => call(getRepairPlace, { query: place }) });
  const taking = useMutation({
    mutationFn: async () => {
      if (line.repairId === null) await call(takeRepair, { body: place });
      else await call(giveBackRepair, { params: { repairId: line.repairId } });
    },
    onSettled: onChanged,
  });
  return (
    <Drawer opened onClose={onClose} title={line.title} size={520} closeButtonProps={{ 'aria-label': 'Close' }}>
      {part !== 'whole' && <p className={css.title}>{partText(line)}</p>}
      <ul className={css.causes}>
        {causeText(line).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <ProblemAlert error={detail.error ?? taking.error} onRetry={() => void detail.refetch()} />
      {detail.isPending && <Skeleton height={100} mt="md" />}
      <ul className={css.list}>
        {detail.data?.comments.map((one, index) => (
          <li key={index} className={css.line}>
            <div>
              {saidWords[one.said]}
              {one.comment && <div className={css.quote}>{one.comment}</div>}
            </div>
            <div className={css.quiet}>
              {[one.by, one.week === null ? '' : `week of ${localDateText(one.week)}`, one.version > 0 ? `version ${one.version}` : '']
                .filter((text) => text !== '')
                .join(' · ')}
            </div>
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className={css.foot}>
          <Button variant={line.state === 'open' ? 'filled' : 'default'} loading={taking.isPending} onClick={() => taking.mutate()}>
            {line.state === 'open' ? 'I see to it' : 'Give it back'}
          </Button>
          {activity === 'module' && (
            <LinkButton to="/training/modules/$moduleId" params={{ moduleId: activityId } as never} variant="default">
              Open the module
            </LinkButton>
          )}
        </div>
      )}
      {mayChange && line.repairId !== null && (
        <CloseForm key={line.repairId} line={line} repairId={line.repairId} onDone={() => onChanged().then(onClose)} />
      )}
      {detail.data && detail.data.before.length > 0 && (
        <>
          <h3>Answered before</h3>
          <ChangeList changes={detail.data.before} named={false} />
        </>
      )}
    </Drawer>
  );
}

function CloseForm({ line, repairId, onDone }: { line: RepairLine; repairId: string; onDone: () => void }) {
  const [outcome, setOutcome] = useState<'repaired' | 'answered'>(line.activity === 'module' ? 'answered' : 'repaired');
  const [version, setVersion] = useState<number | null>(line.version);
  const [youSaid, setYouSaid] = useState(() => saidText(line.said));
  const [answer, setAnswer] = useState('');
  const closing = useMutation({
    mutationFn: () =>
      call(closeRepair, {
        params: { repairId },
        body: { outcome, youSaid, answer, version: outcome === 'repaired' && line.activity === 'module' ? version : null },
      }),
    onSuccess: onDone,
  });
  const asked = Object.entries(line.said).reduce((sum, [kind, count]) => sum + (kind === 'good' ? 0 : count), 0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        closing.mutate();
      }}
    >
      <Stack gap="sm" mt="lg">
        <Radio.Group label="How does it end?" value={outcome} onChange={(value) => setOutcome(value as typeof outcome)}>
          <Stack gap={6} mt={6}>
            <Radio value="repaired" label="Repaired" />
            <Radio value="answered" label="Left as it is, for a reason" />
          </Stack>
        </Radio.Group>
        {outcome === 'repaired' && line.activity === 'module' && (
          <NumberInput
            label="In version"
            description="Publishing a version can end it as well: the module’s own page asks for it."
            min={1}
            value={version ?? ''}
            onChange={(value) => setVersion(typeof value === 'number' ? value : null)}
          />
        )}
        <Textarea
          label="You said"
          description="In your words, for everybody: no learner is quoted."
          required
          autosize
          maxLength={300}
          value={youSaid}
          onChange={(event) => setYouSaid(event.currentTarget.value)}
        />
        <Textarea
          label={outcome === 'repaired' ? 'What we changed' : 'Why it stays'}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <ProblemAlert error={closing.error} title="Nothing was ended" />
        <div>
          <Button type="submit" loading={closing.isPending}>
            {asked > 0 ? `End it and tell ${plural(asked, 'learner')}` : 'End it'}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
