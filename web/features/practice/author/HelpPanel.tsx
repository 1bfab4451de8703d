import { recipes } from './rule-recipes.ts';
import css from './author.module.css';

/** The words of the file and of its rules, for whoever writes one. */
export function HelpPanel() {
  return (
    <div className={css.help}>
      <h3>How to go about it</h3>
      <ul>
        <li>Write the story and choose the patients. Then “Try it in the practice EHR” and do the work as a good learner would.</li>
        <li>
          Come back, choose your attempt under “Rule test”, and ask the record until an expression selects what you did: that is the rule.
        </li>
        <li>“Make it the gold run” takes your attempt over. “Add the missing mutants” leaves out one step at a time.</li>
        <li>Nothing left to mend: publish. A published version never changes; who is on the way finishes the version they began.</li>
      </ul>
      <h3>A task</h3>
      <ul>
        <li>
          <code>find</code>: met when the expression finds something. <code>atLeast: 3</code> wants three different things;{' '}
          <code>parts</code> count each their share.
        </li>
        <li>
          <code>never</code>: finding something is the fault; it costs the weight. <code>critical: true</code> on it fails the whole
          exercise.
        </li>
        <li>
          <code>after: [ids]</code>: counts only once those are met. <code>withinMin</code> with <code>since</code>: a time limit.{' '}
          <code>until: [ids]</code> ends a “never”.
        </li>
        <li>
          <code>hint</code>, <code>why</code> and <code>where</code> are what learners read: say what to do, what was missing, which screen.
        </li>
      </ul>
      <h3>What an expression sees</h3>
      <ul>
        <li>By itself: the newest version of each thing that the learner wrote.</li>
        <li>
          <code>%written</code> every version; <code>%before</code> the charts as they were; <code>%events</code> what happened by itself;{' '}
          <code>%deleted</code>; <code>%trail</code> what leaves no record (<code>kind</code>, <code>at</code> and details);{' '}
          <code>%patient</code>, <code>%t0</code>, <code>%now</code>.
        </li>
        <li>It should find things rather than answer true: what it finds is shown to the learner and has a time.</li>
      </ul>
      <h3>Beginnings</h3>
      <ul>
        {recipes.map(({ label, find }) => (
          <li key={label}>
            {label}: <code>{find}</code>
          </li>
        ))}
      </ul>
      <h3>Texts that are filled in</h3>
      <p>
        <code>{'{{patient}} {{learner}} {{t0+10m}} {{now}} {{today+2 09:00}}'}</code>, a name given by <code>as</code>, and in events{' '}
        <code>{'{{trigger}}'}</code>.
      </p>
      <h3>Keys</h3>
      <p>
        Ctrl+S saves. Ctrl+F searches. Tab leaves the text; Ctrl+] and Ctrl+[ move lines in and out. Ctrl+Space offers words. F8 goes to the
        next mistake.
      </p>
    </div>
  );
}
