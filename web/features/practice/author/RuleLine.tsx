import { IconCircleCheck, IconCircleHalf2, IconCircleX } from '@tabler/icons-react';
import type { RuleResult } from '#sandbox/contract.ts';
import css from './author.module.css';
import { FoundList } from './FoundList.tsx';

/** One task of a run: met or not, when, and what its expressions found. */
export function RuleLine({ rule, onGo }: { rule: RuleResult; onGo: () => void }) {
  const { text, kind, weight, critical, achieved, minute, why, found } = rule;
  const done = achieved >= 1 ? 'whole' : achieved > 0 ? 'part' : 'none';
  const Icon = { whole: IconCircleCheck, part: IconCircleHalf2, none: IconCircleX }[done];
  const word =
    kind === 'never'
      ? done === 'whole'
        ? 'not done, as it should be'
        : 'done, and must not be'
      : { whole: 'met', part: 'met in part', none: 'not met' }[done];
  return (
    <li className={css.rule} data-done={done}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <button type="button" className={css.link} onClick={onGo} title="Show it in the file">
          {text}
        </button>
        <div className={css.quiet}>
          {word}
          {minute !== null && `, minute ${minute}`} · weight {weight}
          {critical && (kind === 'never' ? ' · fails outright' : ' · needed to pass')}
        </div>
        {why && <p className={css.why}>{why}</p>}
        {found.map((one) => (
          <FoundList key={one.expression} found={one} open={one.fault !== null} label={one.expression} />
        ))}
      </div>
    </li>
  );
}
