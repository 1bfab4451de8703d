/*
 * The part of FHIRPath that HL7's search parameters, FHIRPath Patch and nearly all invariants of R4 use.
 * https://hl7.org/fhirpath/N1/
 */

export type Expression =
  | { readonly kind: 'this' }
  | { readonly kind: 'resource' }
  | { readonly kind: 'member'; readonly of: Expression | null; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: number }
  | { readonly kind: 'call'; readonly of: Expression | null; readonly name: string; readonly argument: Expression | null }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

export type Operator = 'implies' | 'or' | 'xor' | 'and' | 'in' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '|' | 'is' | 'as' | '+' | '&';

/** What is wrong with an expression and where. */
export class ExpressionError extends Error {}

const tokenPattern = /\s*(?:('(?:[^'\\]|\\.)*')|`([^`]+)`|(\d+(?:\.\d+)?)|([A-Za-z_$%][A-Za-z0-9_$]*)|(!=|<=|>=|[().|=[\],<>+&]))/y;
const depthMax = 50;

interface Token {
  readonly text: string;
  readonly kind: 'string' | 'name' | 'number' | 'sign';
}

function tokens(source: string): Token[] {
  const found: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.trimEnd().length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(source);
    if (!match) throw new ExpressionError(`"${source.slice(at, at + 20)}" is not understood`);
    const [, string, quoted, number, name, sign] = match;
    if (string !== undefined) found.push({ kind: 'string', text: string.slice(1, -1).replaceAll(/\\(.)/g, '$1') });
    else if (quoted !== undefined) found.push({ kind: 'name', text: quoted });
    else if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else found.push({ kind: 'sign', text: sign ?? '' });
  }
  return found;
}

// Lowest first; all are left-associative.
const precedence: readonly (readonly Operator[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '&'],
];

/** @throws ExpressionError when the expression is malformed or uses more than this part of FHIRPath. */
export function parseExpression(source: string): Expression {
  const list = tokens(source);
  let at = 0;
  let depth = 0;
  const peek = (): string | undefined => (list[at]?.kind === 'string' ? undefined : list[at]?.text);
  const take = (): Token => {
    const token = list[at++];
    if (!token) throw new ExpressionError(`"${source}" ends too early`);
    return token;
  };
  const expect = (sign: string): void => {
    const token = take();
    if (token.kind !== 'sign' || token.text !== sign) throw new ExpressionError(`"${sign}" was expected instead of "${token.text}"`);
  };
  const binary = (level: number): Expression => {
    const operators = precedence[level];
    if (!operators) return path();
    let left = binary(level + 1);
    for (let next = peek(); next !== undefined && operators.includes(next as Operator); next = peek()) {
      at++;
      left = { kind: 'binary', operator: next as Operator, left, right: binary(level + 1) };
    }
    return left;
  };
  const path = (): Expression => {
    let node = primary();
    for (;;) {
      if (peek() === '.') {
        at++;
        node = step(node, take());
      } else if (peek() === '[') {
        at++;
        const index = take();
        if (index.kind !== 'number') throw new ExpressionError('an index is a number');
        node = { kind: 'index', of: node, index: Number(index.text) };
        expect(']');
      } else return node;
    }
  };
  const primary = (): Expression => {
    const token = take();
    if (token.kind === 'string') return { kind: 'literal', value: token.text };
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.text === '(') {
      if (++depth > depthMax) throw new ExpressionError('too many parentheses');
      const inner = binary(0);
      expect(')');
      depth--;
      return inner;
    }
    if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true' };
    if (token.text === '$this') return { kind: 'this' };
    if (token.text === '%resource') return { kind: 'resource' };
    if (/^[$%]/.test(token.text)) throw new ExpressionError(`${token.text} is not available here`);
    return step(null, token);
  };
  const step = (of: Expression | null, token: Token): Expression => {
    if (token.kind !== 'name') throw new ExpressionError(`a name was expected instead of "${token.text}"`);
    if (peek() !== '(') return { kind: 'member', of, name: token.text };
    if (++depth > depthMax) throw new ExpressionError('too many parentheses');
    at++;
    const argument = peek() === ')' ? null : binary(0);
    expect(')');
    depth--;
    return { kind: 'call', of, name: token.text, argument };
  };
  const parsed = binary(0);
  if (at < list.length) throw new ExpressionError(`"${list[at]?.text ?? ''}" was not expected`);
  return parsed;
}
