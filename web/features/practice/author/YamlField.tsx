import { Textarea } from '@mantine/core';
import { useState } from 'react';
import css from './author.module.css';
import type { Path } from './author-types.ts';
import { setTextIn, textIn } from './yaml-edit.ts';

interface Props {
  label: string;
  text: string;
  path: Path;
  readOnly: boolean;
  onEdit: (text: string) => void;
}

/** Fields within a field, as they stand in the file. What can't be read yet is kept here and not in the file. */
export function YamlField({ label, text, path, readOnly, onEdit }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const isBroken = typed !== null && setTextIn(text, path, typed) === null;
  return (
    <Textarea
      label={label}
      size="xs"
      autosize
      minRows={2}
      spellCheck={false}
      classNames={{ input: css.code ?? '' }}
      className={css.wide ?? ''}
      value={typed ?? textIn(text, path)}
      readOnly={readOnly}
      error={isBroken && 'This can’t be read yet: write name: value, one on each line'}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        const next = setTextIn(text, path, value);
        if (next !== null) onEdit(next);
      }}
      onBlur={() => !isBroken && setTyped(null)}
    />
  );
}
