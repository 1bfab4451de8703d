import { Button, Group, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { previewModule, saveDraft } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import css from './authoring.module.css';
import { IssueList } from './IssueList.tsx';
import { ModulePreview } from './ModulePreview.tsx';
import { PublishDialog } from './PublishDialog.tsx';

interface Props {
  moduleId: string;
  source: string;
  revision: number;
  onSaved: () => Promise<void>;
  onPublished: () => Promise<void>;
}

const previewAfterMs = 400;

/** The file on the left, what becomes of it on the right. */
export function SourceEditor({ moduleId, source, revision, onSaved, onPublished }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(source);
  const [saved, setSaved] = useState({ text: source, revision });
  const [publishing, setPublishing] = useState(false);
  const [settled] = useDebouncedValue(text, previewAfterMs);
  const preview = useQuery({
    queryKey: ['training', 'preview', settled],
    queryFn: () => call(previewModule, { body: { source: settled } }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const saving = useMutation({
    mutationFn: (body: { source: string; revision: number }) => call(saveDraft, { params: { moduleId }, body }),
    onSuccess: ({ revision: next }, body) => {
      setSaved({ text: body.source, revision: next });
      void onSaved();
    },
  });
  const save = (): void => saving.mutate({ source: text, revision: saved.revision });
  const goTo = (line: number): void => {
    const node = area.current;
    if (!node) return;
    const lines = text.split('\n');
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    node.focus();
    node.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
    node.scrollTop = (node.scrollHeight / lines.length) * Math.max(0, line - 6);
  };
  const dirty = text !== saved.text;
  const errors = preview.data?.issues.some((issue) => issue.severity === 'error') ?? true;
  const waiting = settled !== text || preview.isPlaceholderData;
  return (
    <>
      <Group justify="space-between" mb="sm">
        <span role="status">{dirty ? 'Not saved yet' : saved.revision > 0 ? 'Saved as a draft' : 'As published'}</span>
        <Group gap="xs">
          <Button
            variant="default"
            component="a"
            href={`data:text/markdown;charset=utf-8,${encodeURIComponent(text)}`}
            download={`${moduleId}.md`}
          >
            Download the file
          </Button>
          <Button variant="default" disabled={!dirty} loading={saving.isPending} onClick={save}>
            Save the draft
          </Button>
          <Button disabled={dirty || saved.revision === 0 || errors || waiting} onClick={() => setPublishing(true)}>
            Publish …
          </Button>
        </Group>
      </Group>
      <ProblemAlert error={saving.error ?? preview.error} title="That did not work" />
      {preview.data && <IssueList issues={preview.data.issues} onGo={goTo} />}
      <div className={css.split}>
        <Textarea
          ref={area}
          className={css.source ?? ''}
          label="The file"
          description="A head, pages that begin with “# ”, blocks ```question, ```check and ```exercise"
          autosize
          minRows={24}
          maxRows={40}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if ((event.metaKey || event.ctrlKey) && event.key === 's') {
              event.preventDefault();
              if (dirty && !saving.isPending) save();
            }
          }}
        />
        <ScrollRegion className={css.preview} label="Preview">
          {preview.data?.module ? (
            <ModulePreview source={settled} preview={preview.data} />
          ) : (
            <p>{preview.isPending ? 'Reading …' : 'The preview appears when what must be mended above is mended.'}</p>
          )}
        </ScrollRegion>
      </div>
      {publishing && (
        <PublishDialog
          moduleId={moduleId}
          revision={saved.revision}
          onClose={() => setPublishing(false)}
          onDone={async () => {
            setPublishing(false);
            await onPublished();
          }}
        />
      )}
    </>
  );
}
