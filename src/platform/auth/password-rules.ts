import { ok, refuse, type Result } from '#kernel/result.ts';
import { passwordCharsMin } from './contract.ts';

const charsMax = 256;
const distinctMin = 5;
/** What is left of the usual first guesses once digits and signs around them are gone. */
const firstGuesses =
  /^(password|passwort|passphrase|motdepasse|contrasena|welcome|willkommen|bienvenue|letmein|iloveyou|changeme|changemenow|secret|administrator|admin|user|test|login|hospital|clinic|doctor|nurse|medical|spring|summer|autumn|fall|winter|monday|january|qwerty|qwertyuiop|qwertz|qwertzuiop|asdfghjkl|zxcvbnm|atelbow|default|football|baseball|superman|dragon|monkey|sunshine|princess)+$/;
const keyboardRows = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm'];

/** May this be a password of this person's? Length counts; what everybody tries first, or knows of them, does not pass. */
export function checkPassword(password: string, owner: { email: string; name: string }): Result<null, 'weak-password'> {
  const no = (text: string): Result<null, 'weak-password'> => refuse('weak-password', text);
  const length = Array.from(password).length;
  if (length < passwordCharsMin) return no(`The password has ${length} characters; it needs at least ${passwordCharsMin}.`);
  if (length > charsMax) return no(`The password has ${length} characters; at most ${charsMax} are possible.`);
  const plain = password.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '');
  if (new Set(plain).size < distinctMin) return no('The password repeats too few characters. Use a few words instead.');
  const letters = plain.replaceAll(/[^\p{L}]/gu, '');
  const known = [...owner.name.split(/\s+/), ...owner.email.split(/[@.\-_+]/), 'atelbow'].map((word) => word.toLowerCase());
  const rest = known.filter((word) => word.length >= 3).reduce((left, word) => left.replaceAll(word, ''), letters);
  if (letters !== '' && rest.length < 3 && rest !== letters)
    return no('The password is made of your name or address. Use words that nobody links to you.');
  if (firstGuesses.test(letters) || keyboardRows.some((row) => row.includes(plain)))
    return no('This is one of the passwords that are tried first. Use a few words that belong together only for you.');
  return ok(null);
}
