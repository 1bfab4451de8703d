import { Link } from '@tanstack/react-router';
import type { ItemLine } from '#training/contract.ts';
import { Markdown } from '#web/ui/Markdown.tsx';
import css from '../authoring/authoring.module.css';
import { indexText, isBad, shareText, verdictText } from './statistics-words.ts';

/** One item: what it asks, how it does, what was chosen. */
export function ItemCard({ item, withModule = false }: { item: ItemLine; withModule?: boolean }) {
  return (
    <li className={css.item}>
      <div className={css.verdict} data-bad={isBad(item.verdict)}>
        {verdictText[item.verdict]}
      </div>
      <Markdown text={item.ask} />
      <div className={css.figures}>
        {withModule && (
          <Link to="/training/modules/$moduleId" params={{ moduleId: item.moduleId }}>
            {item.moduleTitle}
          </Link>
        )}
        <span>
          {item.itemId} · {item.kind}
        </span>
        <span>n {item.n}</span>
        <span>points {shareText(item.difficulty)}</span>
        <span>discrimination {indexText(item.discrimination)}</span>
        <span>upper less lower {indexText(item.upperLower)}</span>
        {item.rating && (
          <span>
            rating {item.rating.mean.toFixed(1)} ({item.rating.low.toFixed(1)} to {item.rating.high.toFixed(1)})
          </span>
        )}
        {item.earlier > 0 && <span>{item.earlier} answers to earlier words left out</span>}
      </div>
      {item.choices.length > 0 && item.difficulty !== null && (
        <div className={css.choices}>
          {item.choices.map((choice) => (
            <div key={choice.text} className={css.choiceRow}>
              <span>
                {choice.right ? '✓ ' : ''}
                {choice.right && <span className="screen-reader">right: </span>}
                {choice.text}
              </span>
              <span className={css.bar} aria-hidden="true">
                <span className={css.fill} data-right={choice.right} style={{ width: `${(choice.share ?? 0) * 100}%` }} />
              </span>
              <span className="tabular">{shareText(choice.share)}</span>
            </div>
          ))}
        </div>
      )}
    </li>
  );
}
