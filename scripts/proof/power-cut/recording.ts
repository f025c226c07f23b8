/** What a program asked of its files, in the order it asked. */
export type FileCall =
  | { readonly kind: 'create' | 'unlink' | 'sync'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  /** At the end of a file that was opened for appending, or wherever its position was. */
  | { readonly kind: 'append'; readonly path: string; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

/** Whole bytes in full (`-s`), in hexadecimal (`-xx`), file names beside descriptors (`-y`), each thread in a file of its own. */
export const STRACE_OPTIONS: readonly string[] = [
  ...['-f', '-ff', '-y', '-xx', '-s', '9000000', '--seccomp-bpf', '-e', 'signal=none'],
  ...['-e', 'trace=openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename'],
];

const HEX = String.raw`((?:\\x[0-9a-f]{2})*)`;
const NAMED = String.raw`\d+<${HEX}>`;
const CALLS: readonly (readonly [RegExp, (parts: readonly string[]) => FileCall])[] = [
  [
    new RegExp(String.raw`^pwrite64\(${NAMED}, "${HEX}", \d+, (\d+)\) = \d+$`),
    ([path = '', data = '', offset]) => ({ kind: 'write', path: text(path), offset: Number(offset), bytes: bytes(data) }),
  ],
  [
    new RegExp(String.raw`^write\(${NAMED}, "${HEX}", \d+\) = \d+$`),
    ([path = '', data = '']) => ({ kind: 'append', path: text(path), bytes: bytes(data) }),
  ],
  [new RegExp(String.raw`^f(?:data)?sync\(${NAMED}\) = 0$`), ([path = '']) => ({ kind: 'sync', path: text(path) })],
  [
    new RegExp(String.raw`^ftruncate\(${NAMED}, (\d+)\) = 0$`),
    ([path = '', size]) => ({ kind: 'truncate', path: text(path), size: Number(size) }),
  ],
  [new RegExp(String.raw`^openat\(.*O_CREAT.*\) = ${NAMED}$`), ([path = '']) => ({ kind: 'create', path: text(path) })],
  [new RegExp(String.raw`^unlink\("${HEX}"\) = 0$`), ([path = '']) => ({ kind: 'unlink', path: text(path) })],
  [
    new RegExp(String.raw`^rename\("${HEX}", "${HEX}"\) = 0$`),
    ([path = '', to = '']) => ({ kind: 'rename', path: text(path), to: text(to) }),
  ],
];

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const text = (hex: string): string => bytes(hex).toString();

/**
 * Reads what strace wrote down about one thread.
 * @param log made with {@link STRACE_OPTIONS}
 * @param folder calls for files elsewhere are left out
 * @throws Error for a call on a file of the folder that it cannot read: a recording with holes proves nothing
 */
export const readRecording = (log: string, folder: string): FileCall[] => {
  const mark = [...Buffer.from(folder)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  return log.split('\n').flatMap((line): FileCall[] => {
    // A failed call changed nothing; opening without O_CREAT and syncing nothing new do neither.
    if (!line.includes(mark) || / = -1 E/.test(line) || (line.startsWith('openat(') && !line.includes('O_CREAT'))) return [];
    for (const [pattern, toCall] of CALLS) {
      const found = pattern.exec(line);
      if (found) return [toCall(found.slice(1))];
    }
    // The process was killed in the middle of it: nobody knows, and nothing came after.
    if (/ <unfinished|= \?$/.test(line)) return [];
    throw new Error(`cannot read this call: ${line.slice(0, 200)} … ${line.slice(-60)}`);
  });
};
