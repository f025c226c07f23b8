import { parseArgs } from 'node:util';
import { judge, type Verdict } from './conformance/judge.ts';
import { connect, type Remote } from './conformance/remote.ts';

const USAGE = `usage: npm run hub:conformance -- URL [--token TOKEN | --code PAIRINGCODE]

Tries on a remote what tills rely on, as a register of its own, and says of each rule whether it holds. It leaves events of opened shifts
behind: take a store that is there for trying. Ends with 1 when something that is required does not hold, with 2 when nothing could be tried.`;

/** Ends before anything was tried. */
const refuse = (sentence: string): never => {
  console.error(sentence);
  process.exit(2);
};

const readArguments = (): { url: string; access: { token?: string; code?: string } } => {
  try {
    const options = { token: { type: 'string' }, code: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [url, ...others] = positionals;
    if (url === undefined || others.length > 0 || !URL.canParse(url)) return refuse(USAGE);
    if (values.token !== undefined && values.code !== undefined) return refuse(USAGE);
    return { url, access: { ...values } };
  } catch {
    return refuse(USAGE);
  }
};

const reach = async (url: string, access: { token?: string; code?: string }): Promise<Remote> => {
  try {
    return await connect(url, access);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    return refuse(`${url} cannot be tried: ${error instanceof Error ? error.message : String(error)}${cause}`);
  }
};

const describe = ({ capabilities }: Remote): string => {
  if (!capabilities) return 'a plain receiver, which takes one event a request';
  const { hub, batch, maxEventBytes } = capabilities;
  const batches = batch ? `batches of ${batch.maxEvents} events and ${batch.maxBytes} bytes` : 'single events';
  return `a hub of version ${hub.version}, which takes ${batches} of at most ${maxEventBytes} bytes each`;
};

const MOST_SEEN = 5;

const print = (verdict: Verdict): void => {
  const advice = verdict.verdict === 'does not hold' && !verdict.isRequired ? ' (advised)' : '';
  console.log(`${verdict.verdict.padEnd(14)} ${verdict.name}${advice}`);
  if (verdict.verdict !== 'does not hold') return;
  for (const sentence of verdict.seen.slice(0, MOST_SEEN)) console.log(`               - ${sentence}`);
  if (verdict.seen.length > MOST_SEEN) console.log(`               - and ${verdict.seen.length - MOST_SEEN} more`);
};

const { url, access } = readArguments();
const remote = await reach(url, access);
console.log(`${url} is ${describe(remote)}.\n`);
const verdicts = await judge(remote, { tell: print });

const count = (sought: Verdict['verdict']): number => verdicts.filter(({ verdict }) => verdict === sought).length;
const broken = verdicts.filter((verdict) => verdict.verdict === 'does not hold' && verdict.isRequired).length;
console.log(`\n${count('holds')} hold, ${count('does not hold')} do not, ${count('not offered')} are not offered.`);
console.log(broken === 0 ? 'Tills can send here.' : `${broken} of what is required does not hold.`);
process.exitCode = broken === 0 ? 0 : 1;
