import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OpenOptions } from '../../../db/open.ts';
import { DATABASE_FILE } from '../../../electron/app.ts';
import { type Acknowledged, findLost } from '../acknowledged.ts';
import { inspectTill } from '../inspect-till.ts';
import { seededRandom } from '../random.ts';
import { withTemporaryFolder } from '../try-till.ts';
import { Disk } from './disk.ts';
import { type FileCall, readRecording, STRACE_OPTIONS } from './recording.ts';

/** Sales of one recording; the cuts are spread over all of them. */
const SALES = 120;

/** Why no power cut can be simulated on this machine, or undefined when it can. */
export const whyNoPowerCuts = (): string | undefined => {
  if (process.platform !== 'linux') return 'strace records the system calls of Linux, and this is another system';
  const tried = spawnSync('strace', [...STRACE_OPTIONS, '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (tried.error) return 'strace is not installed (Debian: apt-get install strace)';
  return tried.status === 0 ? undefined : `strace does not run here: ${tried.stderr.trim().split('\n')[0] ?? ''}`;
};

export interface PowerCuts {
  readonly cuts: number;
  /** Cuts after which something acknowledged was missing from a sound file. */
  readonly lost: number;
  /** Cuts after which the file did not open, or broke a rule of the shop. */
  readonly broken: number;
  /** The most acknowledged things that one cut lost. */
  readonly worstLoss: number;
  /** What was found, with the number of its cut; the first few. */
  readonly findings: readonly string[];
}

/**
 * Records a till that rings up sales, then cuts its power at random moments in every way that a disk could take it, and
 * looks at what is left each time.
 */
export const cutPower = (synchronous: NonNullable<OpenOptions['synchronous']>, cuts: number, seed: number): Promise<PowerCuts> =>
  withTemporaryFolder(async (made) => {
    const folder = realpathSync(made);
    const calls = await record(folder, synchronous, seed);
    const isAcknowledgement = ({ kind, path }: FileCall): boolean => kind === 'append' && path === join(folder, ACKNOWLEDGEMENTS);
    const first = calls.findIndex(isAcknowledgement);
    if (calls.filter(isAcknowledgement).length < SALES) throw new Error('the writer did not come to its end');
    const isCheckpoint = ({ kind, path }: FileCall): boolean => kind === 'write' && path === join(folder, 'shop', DATABASE_FILE);
    if (!calls.slice(first).some(isCheckpoint)) throw new Error('no checkpoint fell among the sales');

    const random = seededRandom(seed);
    const moments = Array.from({ length: cuts }, () => random.int(first + 1, calls.length)).sort((a, b) => a - b);
    const disk = new Disk();
    const acknowledged: Acknowledged[] = [];
    const tally = { cuts, lost: 0, broken: 0, worstLoss: 0, findings: [] as string[] };
    let done = 0;
    moments.forEach((moment, cut) => {
      for (; done < moment; done++) {
        const call = calls[done] as FileCall;
        if (isAcknowledgement(call)) acknowledged.push(JSON.parse((call as { bytes: Buffer }).bytes.toString()) as Acknowledged);
        else if (call.path !== join(folder, ACKNOWLEDGEMENTS)) disk.apply(call);
      }
      const left = join(folder, 'left');
      mkdirSync(left);
      for (const [path, bytes] of disk.afterPowerCut(random)) writeFileSync(join(left, basename(path)), bytes);
      const wrong = inspectTill(join(left, DATABASE_FILE));
      const missing = wrong.length > 0 ? [] : findLost(join(left, DATABASE_FILE), acknowledged);
      rmSync(left, { recursive: true });
      if (wrong.length > 0) tally.broken += 1;
      if (missing.length > 0) tally.lost += 1;
      tally.worstLoss = Math.max(tally.worstLoss, missing.length);
      const finding = wrong[0] ?? missing[0];
      if (finding !== undefined && tally.findings.length < 5) tally.findings.push(`cut ${cut} at call ${moment}: ${finding}`);
    });
    return tally;
  });

const ACKNOWLEDGEMENTS = 'acknowledgements';

const record = async (folder: string, synchronous: string, seed: number): Promise<FileCall[]> => {
  const log = join(folder, 'log');
  const writer = join(import.meta.dirname, 'writer.ts');
  const settings = [join(folder, 'shop'), join(folder, ACKNOWLEDGEMENTS), synchronous, String(seed), String(SALES)];
  const child = spawn(
    'strace',
    [
      ...STRACE_OPTIONS,
      '-o',
      log,
      '/bin/sh',
      '-c',
      'echo $$ >"$0"; exec "$@"',
      join(folder, 'pid'),
      process.execPath,
      writer,
      ...settings,
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  await once(child, 'close');
  // SQLite works on the main thread of the app alone, whose number is the process's.
  const main = readFileSync(join(folder, 'pid'), 'utf8').trim();
  const calls = readRecording(readFileSync(`${log}.${main}`, 'utf8'), folder).filter(({ path }) => isOfTheProof(path, folder));
  if (calls.length === 0) throw new Error(`nothing was recorded: ${errors}`);
  return calls;
};

/** The database, its journals, their folder and the acknowledgements. SQLite makes its shared memory (`-shm`) anew at each start. */
const isOfTheProof = (path: string, folder: string): boolean =>
  path === join(folder, ACKNOWLEDGEMENTS) ||
  path === join(folder, 'shop') ||
  (path.startsWith(join(folder, 'shop', DATABASE_FILE)) && !path.endsWith('-shm'));
