import { Button } from '@mantine/core';
import type { RepairLine } from '#training/contract.ts';
import { plural } from '#web/ui/time-text.ts';
import { causeText, partText, peopleText } from './feedback-words.ts';
import css from './feedback.module.css';

/** Places that are in learners' way, the worst first. */
export function RepairList({ lines, onOpen }: { lines: readonly RepairLine[]; onOpen: (line: RepairLine) => void }) {
  return (
    <ul className={css.list}>
      {lines.map((line) => {
        const what = `${line.title}${line.part === 'whole' ? '' : `, ${partText(line)}`}`;
        return (
          <li key={`${line.activity} ${line.activityId} ${line.part} ${line.partId}`} className={css.repair}>
            <span className={css.weight}>
              {Math.max(1, Math.round(line.hindered))}
              <span className="screen-reader"> hindered</span>
            </span>
            <div>
              <div className={css.title}>{line.title}</div>
              <div className={css.quiet}>
                {line.activity === 'exercise' ? 'Exercise' : 'Module'}
                {line.part !== 'whole' && ` · ${partText(line)}`}
              </div>
              <ul className={css.causes}>
                {causeText(line).map((text) => (
                  <li key={text}>{text}</li>
                ))}
                {line.comments > 0 && <li>{plural(line.comments, 'comment')}</li>}
                {line.people > 0 && <li className={css.quiet}>{peopleText(line)}</li>}
              </ul>
              {line.state === 'taken' && <div className={css.taken}>{line.takenBy} sees to it</div>}
            </div>
            <Button size="xs" variant="default" onClick={() => onOpen(line)} aria-label={`Look at ${what}`}>
              Look
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
