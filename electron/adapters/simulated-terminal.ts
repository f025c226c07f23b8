import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TERMINAL_BEHAVIOURS } from '../../domain/contract/payment.ts';
import type { CardTerminal, TerminalAnswer, TerminalRequest } from '../../domain/payment/ports.ts';

export type TerminalBehaviour = (typeof TERMINAL_BEHAVIOURS)[number];

interface Memory {
  behaviour: TerminalBehaviour;
  answers: Record<string, TerminalAnswer>;
}

export interface SimulatedTerminalOptions {
  /** Where it remembers what it answered: a real terminal is a device of its own and outlives a crash of the till. */
  readonly memoryFile: string;
  readonly thinkingMs?: number;
  readonly timeoutMs?: number;
}

export interface SimulatedTerminal extends CardTerminal {
  behaviour: TerminalBehaviour;
  /** Hangs up: answers that are still to come reach nobody. */
  close(): void;
}

/**
 * A terminal to try and to test with. `timeout` charges the card and loses the answer, the worst case: a look-up finds it.
 * `answer-twice` says the same again, later and on its own.
 */
export const createSimulatedTerminal = (options: SimulatedTerminalOptions): SimulatedTerminal => {
  const { memoryFile, thinkingMs = 600, timeoutMs = 1500 } = options;
  const memory: Memory = existsSync(memoryFile)
    ? (JSON.parse(readFileSync(memoryFile, 'utf8')) as Memory)
    : { behaviour: 'approve', answers: {} };
  const listeners: ((paymentId: string, answer: TerminalAnswer) => void)[] = [];
  let running: Promise<unknown> = Promise.resolve();

  const remember = (): void => {
    mkdirSync(dirname(memoryFile), { recursive: true });
    writeFileSync(`${memoryFile}.new`, JSON.stringify(memory));
    renameSync(`${memoryFile}.new`, memoryFile);
  };

  const approve = ({ paymentId }: TerminalRequest): TerminalAnswer => ({
    outcome: 'approved',
    card: {
      brand: 'Visa',
      lastFour: '4242',
      entryMode: 'contactless',
      terminalReference: `SIM-${paymentId.slice(-12)}`,
      approvalCode: String(Number.parseInt(paymentId.slice(-5), 16) % 1_000_000).padStart(6, '0'),
    },
  });

  const answer = async (request: TerminalRequest): Promise<TerminalAnswer> => {
    const before = memory.answers[request.paymentId];
    if (before) return before;
    const { behaviour } = memory;
    const given: TerminalAnswer =
      behaviour === 'decline' ? { outcome: 'declined', reason: 'declined by the bank' } : approve(request);
    memory.answers[request.paymentId] = given;
    remember();
    if (behaviour === 'timeout') {
      await pause(timeoutMs);
      return { outcome: 'no-answer', reason: 'the terminal did not answer in time' };
    }
    await pause(thinkingMs);
    if (behaviour === 'answer-twice') {
      setTimeout(() => {
        for (const listener of listeners) listener(request.paymentId, given);
      }, thinkingMs).unref();
    }
    return given;
  };

  return {
    simulated: true,
    get behaviour() {
      return memory.behaviour;
    },
    set behaviour(behaviour) {
      memory.behaviour = behaviour;
      remember();
    },
    process(request) {
      // One card at a time, like any terminal.
      const next = running.then(() => answer(request));
      running = next;
      return next;
    },
    lookUp: async (paymentId) => memory.answers[paymentId] ?? { outcome: 'not-found' },
    onAnswer(listener) {
      listeners.push(listener);
    },
    close() {
      listeners.length = 0;
    },
  };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
