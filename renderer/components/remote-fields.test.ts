import { expect, it } from 'vitest';
import { REMOTE_RULES, toCode } from './remote-fields.tsx';

it('takes a code as people type it, with and without the fingerprint of a certificate', () => {
  expect(toCode(' k7qm-4xtd\n')).toBe('K7QM-4XTD');
  for (const code of ['k7qm-4xtd', 'K7QM4XTD', `K7QM-4XTD@${'a1'.repeat(32)}`]) expect(REMOTE_RULES.code(code)).toBeNull();
});

it('says what is wrong with a code', () => {
  expect(REMOTE_RULES.code(' ')).toContain('that the office shows');
  expect(REMOTE_RULES.code('K7QM-4XT')).toContain('eight');
  expect(REMOTE_RULES.code('K7QM-4XTO')).toContain('eight');
  expect(REMOTE_RULES.code(`K7QM-4XTD@${'a1'.repeat(31)}`)).toContain('64');
});

it('takes no address that could be read on the way', () => {
  for (const url of ['https://hub.example', 'https://192.168.1.9:7443/', 'http://127.0.0.1:7000', 'http://localhost/'])
    expect(REMOTE_RULES.url(url)).toBeNull();
  for (const url of ['', 'hub.example', 'http://hub.example', 'http://127.0.0.1.example', 'ftp://hub.example'])
    expect(REMOTE_RULES.url(url)).toContain('https://');
});
