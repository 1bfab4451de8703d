import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { explainAssignment, type AssignmentView } from '#coverage/contract.ts';
import type { TimeZone } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { dateText, lengthText, spanText } from '#web/ui/time-text.ts';
import type { BoardModel } from './board-model.ts';
import { besideText, personName, unitName } from './board-words.ts';
import { CandidateList } from './CandidateList.tsx';
import css from './SidePanel.module.css';
import { SidePanel } from './SidePanel.tsx';
import type { Edits } from './use-edits.ts';
import { WhyBlock } from './WhyBlock.tsx';

interface Props {
  model: BoardModel;
  assignment: AssignmentView;
  zone: TimeZone;
  edits: Edits;
  mayEdit: boolean;
  onClose: () => void;
}

const kindWords = { unit: 'On the unit', round: 'Beside a clinician on rounds', outreach: 'One-to-one session' };

/** One assignment: who, where, when, why this person, and what can be done with it. */
export function AssignmentPanel({ model, assignment, zone, edits, mayEdit, onClose }: Props) {
  const [choosing, setChoosing] = useState(false);
  const planId = model.answer.planId;
  const why = useQuery({
    queryKey: ['coverage', 'why', planId, assignment.id, assignment.version],
    queryFn: () => call(explainAssignment, { params: { planId, assignmentId: assignment.id } }),
  });
  const name = personName(model, assignment.personId);
  const beside = besideText(model, assignment);
  const known = { assignmentId: assignment.id, version: assignment.version };
  const needId = assignment.needIds[0];
  return (
    <SidePanel title={name} note={kindWords[assignment.kind]} onClose={onClose}>
      <dl className={css.facts}>
        <dt>Where</dt>
        <dd>{unitName(model, assignment.unitId)}</dd>
        <dt>When</dt>
        <dd className="tabular">
          {dateText(assignment.start, zone)}, {spanText(assignment.start, assignment.end, zone)} (
          {lengthText(assignment.end - assignment.start)})
        </dd>
        {assignment.shiftId !== null && (
          <>
            <dt>Shift</dt>
            <dd>{assignment.shiftId}</dd>
          </>
        )}
        {beside && (
          <>
            <dt>Beside</dt>
            <dd>{beside}</dd>
          </>
        )}
        {assignment.locked && (
          <>
            <dt>Locked</dt>
            <dd>Repairs and others leave it alone</dd>
          </>
        )}
      </dl>
      {mayEdit && (
        <div className={css.actions}>
          {needId !== undefined && (
            <Button
              size="xs"
              variant="default"
              disabled={assignment.locked}
              aria-expanded={choosing}
              onClick={() => setChoosing(!choosing)}
            >
              Somebody else …
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            loading={edits.busy}
            onClick={() =>
              void edits.apply({ kind: 'lock', ...known, locked: !assignment.locked }, `${assignment.locked ? 'unlock' : 'lock'} ${name}`)
            }
          >
            {assignment.locked ? 'Unlock' : 'Lock'}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={assignment.locked}
            onClick={() => void edits.apply({ kind: 'remove', ...known }, `take ${name} off`).then((done) => done && onClose())}
          >
            Take off
          </Button>
        </div>
      )}
      {choosing && needId !== undefined && (
        <CandidateList
          planId={planId}
          needId={needId}
          assignmentId={assignment.id}
          exceptPersonId={assignment.personId}
          onChoose={(person) =>
            void edits
              .apply({ kind: 'move', ...known, personId: person.personId }, `${person.name} instead of ${name}`)
              .then((done) => done && setChoosing(false))
          }
        />
      )}
      <WhyBlock title="Why this person" othersTitle="Why not somebody else" why={why.data} error={why.error} />
    </SidePanel>
  );
}
