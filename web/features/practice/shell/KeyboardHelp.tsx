import { Kbd, Modal, Switch } from '@mantine/core';
import css from './KeyboardHelp.module.css';
import { keyGroups } from './keys.ts';

interface Props {
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
  onClose: () => void;
}

/** Every key of the practice EHR on one page. */
export function KeyboardHelp({ singleKeys, onSingleKeys, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title="Keyboard" size={760} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={css.groups}>
        {keyGroups.map((group) => (
          <section key={group.title}>
            <h3 className={css.title}>{group.title}</h3>
            <dl className={css.lines}>
              {group.lines.map((line) => (
                <div key={line.does}>
                  <dt>
                    {line.keys.split(', ').map((one) => (
                      <Kbd key={one} size="xs">
                        {one}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{line.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt="md"
        size="xs"
        label="The single key ? opens this help"
        description="Off for whoever speaks to the computer: then Ctrl+K, “Keyboard help”."
        checked={singleKeys}
        onChange={(event) => onSingleKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}
