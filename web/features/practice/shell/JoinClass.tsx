import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Section } from '#web/ui/Section.tsx';

/** The way into a class: by the code that its instructor reads out. The next page says what it is before anything begins. */
export function JoinClass() {
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  return (
    <Section title="Join a class" note="Your instructor reads the code out and sees how far you are.">
      <form
        style={{ display: 'flex', gap: 8, alignItems: 'end', flexWrap: 'wrap' }}
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '') void navigate({ to: '/practice/join/$code', params: { code: code.trim() } });
        }}
      >
        <TextInput
          label="Code of the class"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
          maxLength={20}
          autoComplete="off"
          w={180}
        />
        <Button type="submit" variant="default" disabled={code.trim() === ''}>
          Join
        </Button>
      </form>
    </Section>
  );
}
