import fc from 'fast-check';

type JsonType = 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'null';

/** As much of JSON Schema as the contract is described with. */
export interface InputSchema {
  readonly type?: JsonType | readonly JsonType[];
  readonly anyOf?: readonly InputSchema[];
  readonly oneOf?: readonly InputSchema[];
  readonly allOf?: readonly InputSchema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: InputSchema;
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly required?: readonly string[];
}

/** Values that are in the file, so that a call gets past the first look-up. */
export interface KnownValues {
  /** By the name of the field that takes them; `id` takes any. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly barcodes: readonly string[];
  readonly amounts: readonly number[];
  readonly currency: string;
  /** Texts that a person types where they do not belong. */
  readonly misplaced: readonly string[];
}

const isList = (type: InputSchema['type']): type is readonly JsonType[] => Array.isArray(type);

/**
 * Draws inputs that the schema takes, nearly always: what a schema cannot say in JSON (a broken character, say) may slip in.
 * @param field the name of the field that the schema is of
 * @throws Error for a schema that it does not know, so that a new kind of field cannot stay untried
 */
export const fittingInput = (schema: InputSchema, known: KnownValues, field = ''): fc.Arbitrary<unknown> => {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map((option) => fittingInput(option, known, field)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (isList(schema.type)) return fc.oneof(...schema.type.map((type) => fittingInput({ ...schema, type }, known, field)));
  // Whatever: the operation looks at it by itself.
  if (schema.type === undefined && !schema.allOf) return fc.jsonValue({ maxDepth: 2 });
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, fittingInput(value, known, key)])),
        { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true },
      );
    case 'array':
      return fc.array(fittingInput(schema.items ?? {}, known, field), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      });
    case 'string':
      return fittingText(schema, known, field);
    case 'integer': {
      const { minimum: min = Number.MIN_SAFE_INTEGER, maximum: max = Number.MAX_SAFE_INTEGER } = schema;
      const near = [min, max, 0, 1, 2, 3, ...known.amounts].filter((value) => value >= min && value <= max);
      return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...near) }, fc.integer({ min, max }));
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      throw new Error(`nothing is known about ${JSON.stringify(schema)}`);
  }
};

const fittingText = (schema: InputSchema, known: KnownValues, field: string): fc.Arbitrary<string> => {
  const { format, pattern, minLength = 0, maxLength = 100 } = schema;
  const length = { minLength, maxLength: Math.min(maxLength, 80) };
  if (format === 'uuid') {
    const there = fc.constantFrom(...(known.ids[field] ?? Object.values(known.ids).flat()));
    return fc.oneof({ weight: field === 'id' ? 1 : 4, arbitrary: there }, fc.uuid());
  }
  if (format === 'email') return fc.emailAddress();
  if (format === 'date')
    return fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (format === 'base64') return fc.base64String({ maxLength: 64 });
  if (pattern === '^[A-Z]{3}$')
    return fc.oneof({ weight: 5, arbitrary: fc.constant(known.currency) }, fc.stringMatching(/^[A-Z]{3}$/));
  if (pattern === String.raw`^[\x20-\x7e]+$`)
    return fc.oneof(fc.constantFrom(...known.barcodes, ...known.misplaced), fc.stringMatching(/^[\x20-\x7e]{1,64}$/));
  const isAnyText = pattern === undefined || pattern.includes(String.raw`\p{C`);
  if (!isAnyText) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    fc.string({ ...length, unit: 'grapheme' }).filter((text) => text.length <= maxLength),
    fc.constantFrom(...known.misplaced, ...known.misplaced.map((text) => `given ${text}, thanks`)),
  );
};
