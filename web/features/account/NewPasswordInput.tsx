import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import css from './EntryPage.module.css';
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
        <ul className={css.rules}>
          {passwordRules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      }
      descriptionProps={{ component: 'div' }}
    />
  );
}

export const passwordProblem = (password: string): string | null =>
  password.length < passwordCharsMin ? `Use at least ${passwordCharsMin} characters; this has ${password.length}.` : null;
