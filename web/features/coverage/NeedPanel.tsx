import { useQuery } from '@tanstack/react-query';
import { explainNeed } from '#coverage/contract.ts';
import type { TimeZone } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { dateText, plural, spanText } from '#web/ui/time-text.ts';
import type { BoardModel } from './board-model.ts';
import { personName, reasonWords, stateWords, unitName } from './board-words.ts';
import { CandidateList } from './CandidateList.tsx';
import css from './SidePanel.module.css';
import { SidePanel } from './SidePanel.tsx';
import type { Edits } from './use-edits.ts';
import { WhyBlock } from './WhyBlock.tsx';

interface Props {
  model: BoardModel;
  needId: string;
  zone: TimeZone;
  edits: Edits;
  mayEdit: boolean;
  onClose: () => void;
}

/** One need: where it comes from, who serves it, why it is short, and who could still come. */
export function NeedPanel({ model, needId, zone, edits, mayEdit, onClose }: Props) {
  const planId = model.answer.planId;
  const need = model.needs.get(needId);
  const why = useQuery({
    queryKey: ['coverage', 'why-need', planId, needId, model.version],
    queryFn: () => call(explainNeed, { params: { planId, needId } }),
  });
  if (!need) return null;
  const gap = model.gaps.find((one) => one.needId === needId);
  const who = personName(model, need.personId);
  const title = who || `${unitName(model, need.unitId)}${need.shiftId ? `, shift ${need.shiftId}` : ''}`;
  return (
    <SidePanel title={title} note={need.state ? stateWords[need.state] : 'Unit support'} onClose={onClose}>
      <dl className={css.facts}>
        <dt>Where</dt>
        <dd>{unitName(model, need.unitId)}</dd>
        <dt>When</dt>
        <dd className="tabular">
          {dateText(need.start, zone)}, {spanText(need.start, need.end, zone)}
        </dd>
        {need.topic && (
          <>
            <dt>Must know</dt>
            <dd>{need.topic}</dd>
          </>
        )}
        <dt>Filled</dt>
        <dd className={gap ? css.gap : undefined}>
          {need.filled} of {need.headcount}
          {gap && `: ${plural(gap.missing, 'supporter')} missing, ${reasonWords[gap.reason]}`}
        </dd>
      </dl>
      <WhyBlock title={gap ? 'Why nobody' : 'Why this need'} othersTitle="Those who might have come" why={why.data} error={why.error} />
      {why.data && why.data.served.length > 0 && (
        <>
          <h3 className={css.heading}>Served by</h3>
          <ul className={css.lines}>
            {why.data.served.map((one) => (
              <li key={one.id}>
                <span className={css.who}>{personName(model, one.personId)}</span>{' '}
                <span className={css.quiet}>{spanText(one.start, one.end, zone)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {mayEdit && gap && (
        <CandidateList
          planId={planId}
          needId={needId}
          onChoose={(person) =>
            void edits
              .apply({ kind: 'assign', personId: person.personId, needId }, `${person.name} on ${unitName(model, need.unitId)}`)
              .then((done) => done && onClose())
          }
        />
      )}
    </SidePanel>
  );
}
