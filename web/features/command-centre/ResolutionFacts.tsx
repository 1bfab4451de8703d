import { Drawer } from '@mantine/core';
import type { ResolutionLine } from '#support/contract.ts';
import { Facts } from '#web/ui/Facts.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { plural } from '#web/ui/time-text.ts';
import { answerKindText, stageText } from './plan-words.ts';
import { TipLinks } from './TipLinks.tsx';

export function ResolutionFacts({ line, onClose }: { line: ResolutionLine; onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} title={line.title} size={460} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Facts
        facts={[
          ['Stage', stageText[line.stage]],
          ['Owner', line.ownerName],
          ['Requests', `${line.requests}, ${line.openRequests} open, ${plural(line.units, 'unit')}`],
          ['Meanwhile', line.workaround],
          ['Answer', line.answerKind === null ? line.answer : `${answerKindText[line.answerKind]}. ${line.answer}`],
          ['Tip sheets', line.tips.length === 0 ? null : <TipLinks key="tips" tips={line.tips} />],
          ['For a refresher', line.refresher],
          ['Found', <TimeText key="found" at={line.createdAt} />],
          ['Closed', line.closedAt === null ? null : <TimeText key="closed" at={line.closedAt} />],
          ['Closed by', line.closedBy],
        ]}
      />
    </Drawer>
  );
}
