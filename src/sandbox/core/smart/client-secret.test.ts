import { expect, test } from 'vitest';
import { readBasic } from './client-secret.ts';
import { withinRegistered } from './scopes.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

test('id and secret are read as RFC 6749 has them, and nonsense is nobody', () => {
  expect(readBasic(basic('app_1:s%3Acret+x'))).toEqual({ clientId: 'app_1', secret: 's:cret x' });
  expect(readBasic(basic('app:a:b'))).toEqual({ clientId: 'app', secret: 'a:b' });
  for (const wrong of [undefined, '', 'Bearer x', 'Basic', 'Basic %%%', basic('no-colon'), basic('a:%zz'), 'Basic A'])
    expect(readBasic(wrong)).toBeNull();
});

test('an app gets no scope that is wider than what it was registered for', () => {
  const registered = 'launch openid patient/Observation.rs patient/*.r user/Patient.cruds';
  expect(withinRegistered('launch openid fhirUser', registered)).toBe('launch openid');
  expect(withinRegistered('patient/Observation.r patient/Observation.rs patient/Observation.cruds', registered)).toBe(
    'patient/Observation.r patient/Observation.rs',
  );
  expect(withinRegistered('patient/*.r patient/Condition.r patient/Condition.s patient/*.rs', registered)).toBe(
    'patient/*.r patient/Condition.r',
  );
  expect(withinRegistered('user/Patient.write patient/Patient.write', registered)).toBe('user/Patient.write');
  expect(withinRegistered('launch patient/*.cruds', null)).toBe('launch patient/*.cruds');
});
