import { Textarea, TextInput } from '@mantine/core';

export interface KeyValues {
  jwksUri: string;
  jwks: string;
}

/** Either of the two, never both. */
export const keysFault = ({ jwksUri, jwks }: KeyValues): string | null =>
  (jwksUri.trim() === '') === (jwks.trim() === '') ? 'Give the address of its key set, or the key set itself.' : null;

export const keysBody = ({ jwksUri, jwks }: KeyValues) => ({
  jwksUri: jwksUri.trim() === '' ? null : jwksUri.trim(),
  jwks: jwks.trim() === '' ? null : jwks,
});

/** The public keys of an app that signs for itself. */
export function AppKeyFields({ form }: { form: { getInputProps: (name: keyof KeyValues) => object } }) {
  return (
    <>
      <TextInput
        label="Address of its key set"
        description="Where the app publishes its public keys (jwks_uri), if this server can reach it."
        placeholder="https://growth.example/jwks.json"
        maxLength={500}
        {...form.getInputProps('jwksUri')}
      />
      <Textarea
        label="Or its key set"
        description="The public keys as JSON (JWKS): RSA from 2048 bits (RS384) or P-384 (ES384)."
        placeholder='{"keys": [{"kty": "EC", "crv": "P-384", …}]}'
        autosize
        minRows={4}
        maxRows={12}
        maxLength={20_000}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
        spellCheck={false}
        {...form.getInputProps('jwks')}
      />
    </>
  );
}
