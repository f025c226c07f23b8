import { connect, type Socket } from 'node:net';
import { failureOf, PrintError } from './print-error.ts';

export interface TcpTimes {
  /** How long a connection may take, in milliseconds. */
  readonly connectMs: number;
  /** How long a printer may take to tell its state; many never do. */
  readonly statusMs: number;
  /** How long a printer may take for a whole job. */
  readonly jobMs: number;
}

export const TCP_TIMES: TcpTimes = { connectMs: 4000, statusMs: 400, jobMs: 20_000 };

/** DLE EOT 4: the state of the paper, told at once; bits 5 and 6 are its end. DLE EOT 2: bit 2 is the open cover. */
const ASK_PAPER = Uint8Array.of(0x10, 0x04, 4);
const ASK_COVER = Uint8Array.of(0x10, 0x04, 2);
/** GS r 1: the same, told in its turn, which is after everything that was sent before it. */
const ASK_WHEN_DONE = Uint8Array.of(0x1d, 0x72, 1);

/** What a printer tells with one byte. */
const isStatus = (byte: number): boolean => (byte & 0x93) === 0x12;

/**
 * Sends a job to a printer's port (9100 unless the address names another). A printer that tells its state is asked before, and has to
 * tell after the job that it is through; one that never answers is believed when it took everything.
 * @throws PrintError with the reason
 */
export const sendTcp = async (address: string, bytes: Uint8Array, times: TcpTimes = TCP_TIMES): Promise<void> => {
  const [, host = '', port = '9100'] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(address) ?? [];
  const socket = connect({ host, port: Math.min(65_535, Number(port)), noDelay: true });
  const answers = new Answers(socket);
  let begun = false;
  try {
    await withTimeout(
      answers.until((resolve) => socket.once('connect', resolve)),
      times.connectMs,
    );
    const tellsState = await checkState(socket, answers, times.statusMs);
    begun = true;
    await withTimeout(
      answers.until((resolve) => socket.write(bytes, () => resolve())),
      times.jobMs,
    );
    await (tellsState ? finished(socket, answers, times) : goodbye(socket, times.statusMs));
  } catch (error) {
    const failure = failureOf(error);
    // A connection that breaks after the first byte leaves half a receipt.
    throw new PrintError(!begun && failure === 'cut-off' ? 'refused' : failure);
  } finally {
    socket.destroy();
  }
};

/** @returns whether the printer tells its state */
const checkState = async (socket: Socket, answers: Answers, statusMs: number): Promise<boolean> => {
  socket.write(ASK_PAPER);
  const paper = await answers.next(statusMs);
  if (paper === undefined || !isStatus(paper)) return false;
  if ((paper & 0x60) !== 0) throw new PrintError('paper-out');
  socket.write(ASK_COVER);
  const cover = await answers.next(statusMs);
  if (cover !== undefined && (cover & 0x04) !== 0) throw new PrintError('cover-open');
  return true;
};

/** Says that nothing more comes, and waits a moment for a connection that breaks on what was sent last. */
const goodbye = (socket: Socket, ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.end();
  });

/** Waits until the printer says that it is through; meanwhile asks whether the paper ended. */
const finished = async (socket: Socket, answers: Answers, { statusMs, jobMs }: TcpTimes): Promise<void> => {
  socket.write(ASK_WHEN_DONE);
  const until = Date.now() + jobMs;
  while (Date.now() < until) {
    const answer = await answers.next(statusMs);
    if (answer === undefined) {
      socket.write(ASK_PAPER);
      continue;
    }
    if (isStatus(answer)) {
      if ((answer & 0x60) !== 0) throw new PrintError('paper-out');
      continue;
    }
    // GS r has bits 0x93 clear; bits 2 and 3 say that the paper is out.
    if ((answer & 0x0c) !== 0) throw new PrintError('paper-out');
    socket.end();
    return;
  }
  throw new PrintError('timed-out');
};

/** The bytes that come back, one at a time; a broken connection fails whoever waits. */
class Answers {
  readonly #bytes: number[] = [];
  #failed: Error | undefined;
  #wake: () => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor(socket: Socket) {
    socket.on('data', (data) => {
      this.#bytes.push(...data);
      this.#wake();
    });
    const fail = (error: Error): void => {
      this.#failed ??= error;
      this.#reject(this.#failed);
      this.#wake();
    };
    socket.on('error', fail);
    socket.on('close', () => fail(new PrintError('cut-off')));
    socket.on('end', () => fail(new PrintError('cut-off')));
  }

  /** Settles with `begin`, or with the failure of the connection if that comes first. */
  until(begin: (resolve: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failed) {
        reject(this.#failed);
        return;
      }
      this.#reject = reject;
      begin(resolve);
    });
  }

  /** @returns undefined when none came in time */
  async next(ms: number): Promise<number | undefined> {
    if (this.#bytes.length === 0 && !this.#failed) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
    }
    const byte = this.#bytes.shift();
    if (byte === undefined && this.#failed) throw this.#failed;
    return byte;
  }
}

const withTimeout = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PrintError('timed-out')), ms);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
};
