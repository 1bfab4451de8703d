import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';

interface Item {
  readonly label: string;
  readonly onClick: () => void;
}

/** What can be done with a line, where buttons side by side would not fit on a phone. */
export function RowMenu({ title, items }: { title: string; items: readonly Item[] }) {
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={`What to do with ${title}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, onClick }) => (
          <Menu.Item key={label} onClick={onClick}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
