import type { LintIssue } from '#training/contract.ts';
import css from './authoring.module.css';

/** What there is to say of a file, line by line; choosing one leads to its line. */
export function IssueList({ issues, onGo }: { issues: readonly LintIssue[]; onGo?: (line: number) => void }) {
  if (issues.length === 0) return <p className={css.clean}>Nothing to complain of.</p>;
  return (
    <ul className={css.issues} aria-label="What there is to say">
      {issues.map((issue) => (
        <li key={`${issue.line} ${issue.text}`}>
          <button type="button" className={css.issue} data-severity={issue.severity} onClick={() => onGo?.(issue.line)}>
            <span className={css.issueLine}>Line {issue.line}</span>
            <span>
              {issue.severity === 'error' && <strong>Must be mended: </strong>}
              {issue.text}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
