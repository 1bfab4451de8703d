import { List, PasswordInput, type PasswordInputProps } from '@mantine/core';
import { passwordCharsMin, passwordRules } from '#platform/auth/contract.ts';

/** A new password with what it must be, said before rather than after. */
export function NewPasswordInput(props: PasswordInputProps) {
  return (
    <PasswordInput
      label="New password"
      autoComplete="new-password"
      required
      {...props}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      description={
        <List size="xs" component="ul" spacing={2} mt={4} withPadding>
          {passwordRules.map((rule) => (
            <List.Item key={rule}>{rule}</List.Item>
          ))}
        </List>
      }
      descriptionProps={{ component: 'div' }}
    />
  );
}

export const passwordProblem = (password: string): string | null =>
  password.length < passwordCharsMin ? `Use at least ${passwordCharsMin} characters; this has ${password.length}.` : null;
