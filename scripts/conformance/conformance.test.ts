import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../built.ts';
import { startReceiver } from '../proof/sync/start-receiver.ts';
import { withTemporaryFolder } from '../proof/try-till.ts';
import { judge, type Verdict } from './judge.ts';
import { connect } from './remote.ts';
import { type Mistake, startMemoryRemote } from './testing/memory-remote.ts';

const judgeMemory = async (mistake?: Mistake, only?: string): Promise<Verdict[]> => {
  const remote = await startMemoryRemote(mistake);
  try {
    return await judge(await connect(remote.url, { token: remote.token }), only === undefined ? {} : { only });
  } finally {
    await remote.close();
  }
};

/** Each mistake, and the rule that must find it. */
const CAUGHT: readonly (readonly [Mistake, string])[] = [
  ['takes-known-id-with-other-body', 'a known id with another body is refused'],
  ['takes-known-sequence', 'another id at a known sequence is refused'],
  ['forgets-what-it-took', 'the same event again is confirmed and taken once'],
  ['calls-a-repeat-an-error', 'the same event again is confirmed and taken once'],
  ['says-duplicate-and-takes-it-again', 'the same event again is confirmed and taken once'],
  ['compares-bodies-as-text', 'the same event with its keys in another order is the same'],
  ['confirms-and-forgets', 'a single event is taken'],
  ['skips-a-change', 'changes come in pages, and a cursor goes on where it stopped'],
  ['skips-a-change', 'no change is skipped while many write'],
  ['shows-a-change-twice', 'changes come in pages, and a cursor goes on where it stopped'],
  ['says-there-is-no-more', 'changes come in pages, and a cursor goes on where it stopped'],
  ['ignores-the-wait', 'who waits for changes gets them when they come'],
  ['waits-to-the-end', 'who waits for changes gets them when they come'],
  ['takes-any-cursor', 'a cursor or a limit that is none is refused'],
  ['gives-own-facts', 'what a register did itself comes back only when it asks for it'],
  ['takes-any-source', 'events of another source are refused with 403'],
  ['takes-any-token', 'without a valid token everything is refused with 401'],
  ['takes-any-type', 'an unknown type is refused'],
  ['takes-any-shape', 'what is no batch is refused, and an event without its shape by itself'],
  ['takes-any-content-type', 'another content type is refused with 415'],
  ['takes-large-events', 'an event that is too large is refused'],
  ['takes-large-batches', 'a batch that is too large is refused whole'],
  ['refuses-the-largest', 'an event of the largest size is taken'],
  ['unpacks-without-end', 'a compression bomb is refused, and the next event taken'],
  ['does-not-unpack', 'what is packed with gzip is taken'],
  ['one-bad-event-fails-all', 'one refused event in a batch holds up no other'],
  ['answers-out-of-order', 'a batch is taken, and its answer names every event in order'],
  ['stores-out-of-order', 'events of a batch stand in the changes as they were sent'],
  ['races-with-itself', 'the same event many times at once is taken once'],
  ['errs-at-nul', 'odd text is kept as it is or refused, and is never an error'],
  ['answers-with-a-page', 'a single event is taken'],
];

describe('the conformance kit', () => {
  it('finds nothing at a remote that keeps to the protocol', async () => {
    const verdicts = await judgeMemory();
    expect(verdicts.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(25);
  });

  it.each(CAUGHT)('catches a remote that %s', async (mistake, rule) => {
    expect(await judgeMemory(mistake, rule)).toMatchObject([{ name: rule, verdict: 'does not hold', isRequired: true }]);
  });
});

interface Run {
  readonly code: number;
  readonly output: string;
}

const run = async (...args: string[]): Promise<Run> => {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/hub-conformance.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
};

describe('npm run hub:conformance', () => {
  it('finds the receiver of the documents fit for tills, and ends with 0', async () => {
    await withTemporaryFolder(async (folder) => {
      const receiver = await startReceiver(join(folder, 'events.jsonl'), 'a token');
      const { code, output } = await run(receiver.url, '--token', 'a token');
      await receiver.kill();
      expect(output).toMatch(/^holds {10}a single event is taken$/m);
      expect(output).toMatch(/^not offered {4}no change is skipped while many write$/m);
      expect(output).toMatch(/\n4 hold, 0 do not, \d+ are not offered\.\nTills can send here\./);
      expect(code).toBe(0);
    });
  });

  it('says what does not hold and ends with 1', async () => {
    const remote = await startMemoryRemote('takes-known-sequence');
    const { code, output } = await run(remote.url, '--token', remote.token);
    await remote.close();
    expect(output).toMatch(/^does not hold {2}another id at a known sequence is refused\n +- it is answered 200 and not 4xx$/m);
    expect(output).toContain('1 of what is required does not hold.');
    expect(code).toBe(1);
  });

  it.each([[], ['no address'], ['http://127.0.0.1:1/'], ['http://127.0.0.1:1/', '--token', 'a', '--code', 'b']])(
    'ends with 2 when nothing can be tried: %j',
    async (...args) => {
      expect((await run(...args)).code).toBe(2);
    },
  );
});
