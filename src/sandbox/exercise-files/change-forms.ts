import { z } from 'zod';
import { drugs } from '../core/decision-support/drugs.ts';
import { shorthands } from './shorthand.ts';

/** What one field of a short form takes, for whoever offers it as a form. */
export interface ChangeField {
  readonly name: string;
  /** `amount`: a number, or a text like 120/80. `other`: something with fields of its own. */
  readonly kind: 'text' | 'number' | 'amount' | 'flag' | 'choice' | 'other';
  readonly choices: readonly string[];
  readonly required: boolean;
  /** What holds where nothing is given. */
  readonly otherwise: string | null;
}
export interface ChangeForm {
  readonly form: string;
  readonly fields: readonly ChangeField[];
}

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The short forms, read from what the files are checked by: there is no second list to keep. */
export function changeForms(): readonly ChangeForm[] {
  return Object.entries(shorthands).map(([form, schema]) => {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
    const fields = Object.entries(properties).map(([name, field]): ChangeField => {
      const choices = name === 'drug' ? drugs.map(({ key }) => key) : (field.enum ?? []);
      const { default: otherwise } = field;
      return {
        name,
        kind: kindOf(field, choices),
        choices,
        required: required.includes(name),
        otherwise: typeof otherwise === 'string' || typeof otherwise === 'boolean' ? String(otherwise) : null,
      };
    });
    return { form, fields };
  });
}

function kindOf({ type, anyOf }: JsonSchema, choices: readonly string[]): ChangeField['kind'] {
  if (choices.length > 0) return 'choice';
  if (type === 'string') return 'text';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'flag';
  return anyOf?.every((one) => one.type === 'number' || one.type === 'string') ? 'amount' : 'other';
}
