import { Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { addLtiTool, changeLtiTool, type LtiTool } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { linesOf } from '#web/ui/lines.ts';

/** A tool as its maker describes it. */
export function ToolDrawer({ tool, onClose, onSaved }: { tool: LtiTool | null; onClose: () => void; onSaved: () => void }) {
  const form = useForm({
    initialValues: {
      name: tool?.name ?? '',
      loginUrl: tool?.loginUrl ?? '',
      targetUrl: tool?.targetUrl ?? '',
      redirectUrls: tool?.redirectUrls.join('\n') ?? '',
      jwksUrl: tool?.jwksUrl ?? '',
      sharesNames: tool?.sharesNames ?? false,
    },
  });
  const saving = useMutation({
    mutationFn: () => {
      const body = { ...form.values, redirectUrls: linesOf(form.values.redirectUrls) };
      return tool ? call(changeLtiTool, { params: { toolId: tool.toolId }, body }) : call(addLtiTool, { body });
    },
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDrawer
      title={tool ? `Tool: ${tool.name}` : 'Register a tool'}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onClose={onClose}
      onSubmit={form.onSubmit(() => saving.mutate())}
    >
      <TextInput label="Name" required {...form.getInputProps('name')} />
      <TextInput label="Login initiation URL" required placeholder="https://" {...form.getInputProps('loginUrl')} />
      <TextInput
        label="Target link URL"
        description="Where it opens when an activity names no other."
        required
        placeholder="https://"
        {...form.getInputProps('targetUrl')}
      />
      <Textarea
        label="Redirect URLs"
        description="One a line. Nothing is sent anywhere else."
        required
        autosize
        minRows={2}
        {...form.getInputProps('redirectUrls')}
      />
      <TextInput label="Public keys (JWKS URL)" required placeholder="https://" {...form.getInputProps('jwksUrl')} />
      <Switch
        label="It may learn names and mail addresses"
        description="Otherwise people are ids that mean something here alone."
        {...form.getInputProps('sharesNames', { type: 'checkbox' })}
      />
    </FormDrawer>
  );
}
