import type { HandOverSheet } from '#support/contract.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { dateText, plural, spanText, timeText } from '#web/ui/time-text.ts';
import css from './command-centre.module.css';
import { escalationText, gapWhat, stageText, stateText } from './plan-words.ts';
import { waitText } from './wall-words.ts';

export function HandOverSheetView({ sheet }: { sheet: HandOverSheet }) {
  const { unitName, zoneOf } = usePlaces();
  const { changes } = sheet;
  const since = `${dateText(sheet.since)}, ${timeText(sheet.since)}`;
  return (
    <>
      <p className={css.quiet}>
        As of <TimeText at={sheet.at} />. Since {since}: {plural(changes.asked, 'request')} asked, {changes.closed} closed,{' '}
        {changes.escalated} escalated; {plural(changes.issuesFound, 'issue')} found, {changes.issuesClosed} closed;{' '}
        {plural(changes.broadcasts, 'message')} sent.
      </p>
      {(sheet.incident !== null || sheet.downtimes.length > 0) && (
        <Section title="In force">
          <ul className={css.lines}>
            {sheet.incident !== null && (
              <li>
                <StatusDot tone="gap">Major incident: {sheet.incident}</StatusDot>
              </li>
            )}
            {sheet.downtimes.map((one) => (
              <li key={one}>
                <StatusDot tone="look">Downtime, {one}</StatusDot>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Open requests" note={`${sheet.openCount} in all, the most pressing first`}>
        {sheet.waiting.length === 0 ? <span className={css.quiet}>None is open.</span> : <OpenTable sheet={sheet} unitName={unitName} />}
      </Section>
      <div className={css.two}>
        <Section title="Known issues">
          <ul className={css.lines}>
            {sheet.issues.map((one) => (
              <li key={one.issueId}>
                <span className={css.grow}>
                  {one.title}
                  {one.isNew && <span className={css.quiet}> (new)</span>}
                </span>
                <span className={css.quiet}>
                  {stageText[one.stage as keyof typeof stageText]}, {one.ownerName || 'nobody has it'}, {plural(one.requests, 'request')}
                </span>
              </li>
            ))}
          </ul>
          {sheet.issues.length === 0 && <span className={css.quiet}>None is open.</span>}
        </Section>
        <Section title="Coverage gaps" note="next 12 hours">
          <ul className={css.lines}>
            {sheet.gaps.map((gap) => (
              <li key={`${gap.unitId} ${gap.start} ${gap.topic}`}>
                <span className={css.grow}>{gap.unitId === null ? 'Anywhere' : unitName(gap.unitId)}</span>
                <span className={css.quiet}>{gapWhat(gap)}</span>
                <span className="tabular">{spanText(gap.start, gap.end, zoneOf(gap.unitId ?? ''))}</span>
              </li>
            ))}
          </ul>
          {sheet.gaps.length === 0 && <span className={css.quiet}>None.</span>}
        </Section>
        <Section title="Action items">
          <ul className={css.lines}>
            {sheet.actions.map((one) => (
              <li key={`${one.text} ${one.ownerName}`}>
                <span className={css.grow}>{one.text}</span>
                <StatusDot tone={one.overdue ? 'gap' : 'quiet'}>{one.ownerName}</StatusDot>
              </li>
            ))}
          </ul>
          {sheet.actions.length === 0 && <span className={css.quiet}>None is open.</span>}
        </Section>
        <Section title="Objectives of the period">
          <ul className={css.lines}>
            {sheet.objectives.map((one) => (
              <li key={one.text}>
                <span className={css.grow}>{one.text}</span>
                <StatusDot tone={one.done ? 'good' : 'quiet'}>{one.done ? 'Reached' : 'Open'}</StatusDot>
              </li>
            ))}
          </ul>
          {sheet.objectives.length === 0 && <span className={css.quiet}>No operational period runs.</span>}
        </Section>
      </div>
    </>
  );
}

function OpenTable({ sheet, unitName }: { sheet: HandOverSheet; unitName: (unitId: string) => string }) {
  return (
    <ScrollRegion label="Open requests">
      <table className={css.sheet}>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Unit</th>
            <th scope="col">Who, about</th>
            <th scope="col">Priority</th>
            <th scope="col">Waits</th>
            <th scope="col">State</th>
            <th scope="col">To know</th>
          </tr>
        </thead>
        <tbody>
          {sheet.waiting.map((one) => (
            <tr key={one.requestId}>
              <td>{one.callBackCode}</td>
              <td>{unitName(one.unitId)}</td>
              <td>
                {one.askerClass}
                {one.topic !== '' && `, ${one.topic}`}
              </td>
              <td>{one.priority}</td>
              <td>{waitText(one.waitMinutes)}</td>
              <td>
                {stateText[one.state] ?? one.state}
                {one.holderName !== null && `, ${one.holderName}`}
              </td>
              <td>{[one.gap, ...one.escalations.map((kind) => escalationText[kind] ?? kind)].filter(Boolean).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
