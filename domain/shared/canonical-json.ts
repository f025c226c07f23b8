/**
 * The JSON Canonicalization Scheme (RFC 8785): no white space, the members of every object in the order of their names' UTF-16 code
 * units, numbers and strings as ECMAScript writes them. Equal values give equal text, here and in any other implementation. Members that
 * are `undefined` are left out.
 * @param value plain JSON; numbers must be finite
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    // Sorted and written at once: an object built anew would move names like "10" to its front.
    let members = '';
    for (const name of Object.keys(value).sort()) {
      const part = (value as Readonly<Record<string, unknown>>)[name];
      if (part !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(part)}`;
    }
    return `{${members}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no place in JSON`);
  return value === undefined ? 'null' : JSON.stringify(value);
};
