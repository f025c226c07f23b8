import { expect, test } from 'vitest';
import { emailProblem, phoneProblem } from './contact-rules.ts';

test.each(['555-0199', '+49 170 1234567', '(030) 555 0199', '0049 170 12345678'])('takes %s as a telephone number', (phone) => {
  expect(phoneProblem(phone)).toBeNull();
});

test.each(['', '12', 'call me', '+', '4111 1111 1111 1111', '1234567890123', '+1234567890123456'])('refuses %s', (phone) => {
  expect(phoneProblem(phone)).not.toBeNull();
});

test('knows an e-mail address', () => {
  expect(['anna@mail.example', ' a.b+c@x.y.z '].map(emailProblem)).toEqual([null, null]);
  for (const email of ['', 'anna', 'anna@mail', 'an na@mail.example', '@mail.example'])
    expect(emailProblem(email)).not.toBeNull();
});
