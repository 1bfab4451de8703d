import type { Found } from '#sandbox/contract.ts';
import css from './author.module.css';

/** What an expression gave: how many, when each was done, and the thing itself. */
export function FoundList({ found, open, label }: { found: Found; open: boolean; label: string }) {
  const { fault, count, seen } = found;
  return (
    <details className={css.found} open={open}>
      <summary>
        <code>{label}</code> <span className={css.count}>{fault === null ? countText(count) : 'no answer'}</span>
      </summary>
      {fault !== null && <p className={css.fault}>It can’t be evaluated: {fault}</p>}
      {seen.length > 0 && (
        <ul>
          {seen.map((one, index) => (
            <li key={index}>
              <details>
                <summary>
                  {one.minute !== null && <span className={css.minute}>{one.minute}′ </span>}
                  {one.title} {one.place && <code>{one.place}</code>}
                  {!one.counts && <em> does not count: outside the order or time asked for</em>}
                </summary>
                <pre className={css.json}>{one.json}</pre>
              </details>
            </li>
          ))}
        </ul>
      )}
      {count > seen.length && <p className={css.quiet}>and {count - seen.length} more</p>}
    </details>
  );
}

const countText = (count: number): string => (count === 0 ? 'nothing' : count === 1 ? '1 thing' : `${count} things`);
