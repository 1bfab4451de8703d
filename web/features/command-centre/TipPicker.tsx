import { CloseButton } from '@mantine/core';
import type { ResolutionLine } from '#support/contract.ts';
import { searchTipChoices } from '#web/app/search-tips.ts';
import { SearchSelect } from '#web/ui/SearchSelect.tsx';
import { TipLinks } from './TipLinks.tsx';

type Tips = ResolutionLine['tips'];
const tipsMax = 10;

/** Tip sheets of the library that answer an issue: one more by searching, each opened or taken out again. */
export function TipPicker({ tips, onChange }: { tips: Tips; onChange: (tips: Tips) => void }) {
  return (
    <div>
      {tips.length < tipsMax && (
        <SearchSelect
          kind="tips"
          label="Tip sheets"
          description="Whoever asked is told their names with the answer"
          placeholder="Search the library"
          search={searchTipChoices}
          chosen={null}
          onChoose={(choice) => {
            if (choice && !tips.some(({ tipId }) => tipId === choice.value))
              onChange([...tips, { tipId: choice.value, title: choice.label, retired: false }]);
          }}
        />
      )}
      <TipLinks
        tips={tips}
        after={({ tipId, title }) => (
          <CloseButton size="sm" aria-label={`Take out ${title}`} onClick={() => onChange(tips.filter((one) => one.tipId !== tipId))} />
        )}
      />
    </div>
  );
}
