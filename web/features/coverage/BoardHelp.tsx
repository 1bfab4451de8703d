import { Kbd, Modal } from '@mantine/core';
import board from './board.module.css';
import css from './BoardHelp.module.css';

const keys: readonly (readonly [string, string])[] = [
  ['Arrows', 'walk over the board; with Ctrl a week at a time'],
  ['Home, End', 'first and last day; with Ctrl first and last row'],
  ['Page up, down', 'ten rows'],
  ['Enter', 'open what the cursor stands on: why this person, why nobody'],
  ['Alt + arrows', 'carry the assignment to another person, unit or shift; the rules answer at once'],
  ['Enter, Escape', 'drop it there, or let go'],
  ['Ctrl Z, Ctrl Shift Z', 'undo, redo'],
  ['?', 'this page'],
];
const colours: readonly (readonly [string, Record<string, string>])[] = [
  ['Support of a unit', { 'data-kind': 'unit' }],
  ['Beside a clinician', { 'data-kind': 'round' }],
  ['First live round: day-one help', { 'data-kind': 'round', 'data-first': 'true' }],
  ['One-to-one session', { 'data-kind': 'outreach' }],
  ['Nobody there', { 'data-kind': 'gap' }],
  ['Locked', { 'data-kind': 'unit', 'data-locked': 'true' }],
];

export function BoardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys and colours of the board" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={css.columns}>
        <dl className={css.keys}>
          {keys.map(([key, text]) => (
            <div key={key}>
              <dt>
                <Kbd>{key}</Kbd>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <ul className={`${css.colours} ${board.board}`}>
          {colours.map(([text, attributes]) => (
            <li key={text}>
              <span className={board.bar} style={{ position: 'static', width: 44 }} {...attributes} />
              {text}
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}
