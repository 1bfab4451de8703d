import { Button, Checkbox, Group, Skeleton, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getLtiPick, pickForLti } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';

/** Another platform wants modules of ours: which? */
export function PickPage() {
  const { pick } = useParams({ strict: false }) as { pick: string };
  const query = useQuery({ queryKey: ['lti-pick', pick], queryFn: () => call(getLtiPick, { params: { pick } }) });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const picking = useMutation({
    mutationFn: () => call(pickForLti, { params: { pick }, body: { moduleIds: [...chosen] } }),
    onSuccess: ({ goOn }) => window.location.assign(goOn),
  });
  const { data } = query;
  const toggle = (moduleId: string, isOn: boolean): void =>
    setChosen(isOn ? (data?.several ? [...chosen, moduleId] : [moduleId]) : chosen.filter((one) => one !== moduleId));
  return (
    <>
      <PageHeader
        title={data ? `Modules for ${data.platform}` : 'Modules'}
        note={data?.several === false ? 'It takes one.' : 'Its learners open them there; results go back.'}
        actions={
          <Button disabled={chosen.length === 0} loading={picking.isPending} onClick={() => picking.mutate()}>
            Take these
          </Button>
        }
      />
      <ProblemAlert error={query.error ?? picking.error} />
      {query.isLoading && <Skeleton height={240} radius="md" />}
      {data && (
        <Section title="Modules" note={`${chosen.length} chosen`}>
          <Stack gap="xs">
            {data.modules.map((one) => (
              <Group key={one.moduleId}>
                <Checkbox
                  label={one.title}
                  checked={chosen.includes(one.moduleId)}
                  onChange={(event) => toggle(one.moduleId, event.currentTarget.checked)}
                />
              </Group>
            ))}
          </Stack>
        </Section>
      )}
    </>
  );
}
