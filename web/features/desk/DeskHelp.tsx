import { Modal } from '@mantine/core';
import css from './desk.module.css';

const keys: readonly (readonly [string, string])[] = [
  ['↑ ↓, J K', 'Walk through the queue'],
  ['Enter', 'Into the request'],
  ['Esc', 'Back to the queue, then close the request'],
  ['/', 'Search'],
  ['1 … 6', 'All, waiting, nobody called, mine, late, to confirm'],
  ['C', 'Somebody calls'],
  ['T', 'Take it'],
  ['R', 'Give or take it back to the queue'],
  ['S', 'Send on to help desk, analyst or vendor'],
  ['P', 'The clock stands, or goes on'],
  ['W', 'Pass on what the asker says'],
  ['I', 'Triage'],
  ['K', 'Attach to the first known issue suggested'],
  ['L', 'Link to another request'],
  ['N, A, M', 'Note, answer, macro'],
  ['Ctrl Enter', 'Send what is written'],
];

export function DeskHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys of the desk" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={css.keys}>
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
