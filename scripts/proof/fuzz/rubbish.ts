import fc from 'fast-check';

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { id: value };
  return value;
};

const circular = (): unknown => {
  const value: Record<string, unknown> = { id: 1 };
  value['itemId'] = value;
  return value;
};

/** What no field expects, whoever sent it: a broken program, a broken scanner, or someone with bad intent. */
const CLASSICS: readonly unknown[] = [
  ...[undefined, null, true, false, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, -1, 0, 0.1, 1.5],
  ...[2 ** 53, 2 ** 53 + 2, -(2 ** 53), 2 ** 63, Number.MAX_VALUE, Number.MIN_VALUE, 1e12 + 1, -1e12 - 1],
  ...[10n, Symbol('id'), new Date(Number.NaN), new Map([['id', 1]]), new Uint8Array(4), () => 1],
  ...['', ' ', '\0', 'a\0b', '\u001b[2J', '\r\n', '\ud800', 'x\udfff', '\u202e', '\ufeff', 'é\u0301', '🏪'.repeat(50)],
  ...[
    "'; DROP TABLE orders; --",
    '" OR 1=1 --',
    "x' UNION SELECT hash FROM credential --",
    '%',
    '_',
    '*',
    'NEAR(',
    '"',
    '{}',
    '[]',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'NaN',
    '-1',
    '0x10',
    '1e3',
    '12,50',
    '00000000-0000-0000-0000-000000000000',
  ],
  ...['9'.repeat(400), 'x'.repeat(300_000), '../../etc/passwd', '<script>alert(1)</script>', '\\'],
  ...[[], {}, [[]], [null], Array.from({ length: 3000 }, () => 1), nested(8000), circular(), Object.create(null) as unknown],
  ...['{"__proto__":{"role":"owner"}}', '{"constructor":{"prototype":{"role":"owner"}}}', '{"toJSON":1,"then":1}'].map(
    (json) => JSON.parse(json) as unknown,
  ),
];

export const rubbish: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...CLASSICS) },
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true, maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.double(),
  fc.integer(),
);

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

const placesIn = (value: unknown): Place[] => {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
};

const EXTRA_KEYS = ['__proto__', 'constructor', 'toString', 'role', 'userId', 'price', 'id', ''] as const;

/** One field replaced or missing, or one too many, in an input that fitted. */
export const nearMiss = (fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(fitting, fc.nat(), rubbish, fc.constantFrom('replace', 'replace', 'remove', 'add'), fc.constantFrom(...EXTRA_KEYS))
    .map(([value, at, spoiler, how, extra]) => {
      const input = structuredClone(value);
      const places = placesIn(input);
      if (how === 'add' || places.length === 0) {
        const holders = [input, ...places.map(({ holder, key }) => holder[key])].filter(
          (one) => typeof one === 'object' && one !== null,
        );
        const holder = holders[at % Math.max(holders.length, 1)];
        if (holder === undefined) return spoiler;
        // An own field of this name, as a parser of JSON makes it.
        Object.defineProperty(holder, extra, { value: spoiler, enumerable: true, configurable: true, writable: true });
        return input;
      }
      const { holder, key } = places[at % places.length] as Place;
      if (how === 'remove') Reflect.deleteProperty(holder, key);
      else holder[key] = spoiler;
      return input;
    });
