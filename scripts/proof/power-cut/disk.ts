import { dirname } from 'node:path';
import type { Random } from '../random.ts';
import type { FileCall } from './recording.ts';

/** The smallest piece that a disk writes whole. */
const SECTOR = 512;

type Change =
  | { readonly kind: 'sector'; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

/** What became of the changes that were not synced: all lost, all kept, or a random half in any order. */
type Fate = 'none' | 'all' | 'some';

interface OneFile {
  /** What is on the disk for certain. */
  sure: Buffer;
  /** Asked for since, in this order. */
  unsure: Change[];
  /** Whether a power cut may leave the name behind, and whether it may take it away. */
  name: 'sure' | 'new' | 'removed';
}

const newFile = (): OneFile => ({ sure: Buffer.alloc(0), unsure: [], name: 'new' });

const overwrite = (content: Buffer, { offset, bytes }: Change & { kind: 'sector' }): Buffer => {
  const end = offset + bytes.length;
  const long = end <= content.length ? content : Buffer.concat([content, Buffer.alloc(end - content.length)]);
  bytes.copy(long, offset);
  return long;
};

const cutTo = (content: Buffer, size: number): Buffer =>
  size <= content.length ? content.subarray(0, size) : Buffer.concat([content, Buffer.alloc(size - content.length)]);

const change = (content: Buffer, one: Change): Buffer =>
  one.kind === 'sector' ? overwrite(content, one) : cutTo(content, one.size);

const sectorsOf = (offset: number, bytes: Buffer): Change[] => {
  const sectors: Change[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Math.min(SECTOR - ((offset + at) % SECTOR), bytes.length - at);
    sectors.push({ kind: 'sector', offset: offset + at, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return sectors;
};

/** A disk in memory that forgets what was not synced when its power is cut. It believes fsync. */
export class Disk {
  readonly #files = new Map<string, OneFile>();

  apply(call: FileCall): void {
    const file = call.kind === 'sync' ? undefined : this.#file(call.path);
    switch (call.kind) {
      case 'sync':
        this.#sync(call.path);
        break;
      case 'create':
        if (file?.name === 'removed') this.#files.set(call.path, newFile());
        break;
      case 'unlink':
        if (file?.name === 'new') this.#files.delete(call.path);
        else if (file) file.name = 'removed';
        break;
      case 'truncate':
        file?.unsure.push({ kind: 'truncate', size: call.size });
        break;
      case 'write':
        file?.unsure.push(...sectorsOf(call.offset, call.bytes));
        break;
      // SQLite gives every write its place, and moves no file.
      case 'append':
      case 'rename':
        throw new Error(`a database does not ${call.kind} ${call.path}`);
    }
  }

  /** The files that a power cut now could leave behind. The disk itself goes on as if nothing had been. */
  afterPowerCut(random: Random): Map<string, Buffer> {
    const left = new Map<string, Buffer>();
    for (const [path, file] of this.#files) {
      if (file.name !== 'sure' && random.chance(0.5)) continue;
      const fate = random.pick<Fate>(['none', 'all', 'some', 'some']);
      const kept =
        fate === 'none' ? [] : fate === 'all' ? file.unsure : random.shuffle(file.unsure.filter(() => random.chance(0.5)));
      left.set(path, kept.reduce(change, Buffer.from(file.sure)));
    }
    return left;
  }

  #sync(path: string): void {
    const file = this.#files.get(path);
    if (file) {
      file.sure = file.unsure.reduce(change, file.sure);
      file.unsure = [];
      if (file.name === 'new') file.name = 'sure';
      return;
    }
    // A folder: its names are sure from now on, and so is what went.
    for (const [inside, { name }] of [...this.#files]) {
      if (dirname(inside) !== path) continue;
      if (name === 'removed') this.#files.delete(inside);
      else (this.#files.get(inside) as OneFile).name = 'sure';
    }
  }

  #file(path: string): OneFile {
    const known = this.#files.get(path);
    if (known) return known;
    const made = newFile();
    this.#files.set(path, made);
    return made;
  }
}
