import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { Disk } from './disk.ts';
import { readRecording } from './recording.ts';

/** Everything that power cuts may leave of a file, as text of one letter for each sector. */
const leftOf = (disk: Disk, path: string): Set<string> => {
  const random = seededRandom(3);
  const left = Array.from({ length: 300 }, () => disk.afterPowerCut(random).get(path));
  return new Set(
    left.map((bytes) =>
      bytes ? [...bytes.filter((_, at) => at % 512 === 0)].map((byte) => String.fromCharCode(byte || 45)).join('') : 'gone',
    ),
  );
};
const sectors = (letters: string): Buffer => Buffer.concat([...letters].map((letter) => Buffer.alloc(512, letter)));

describe('the disk', () => {
  it('keeps what was synced and any part of what was not', () => {
    const disk = new Disk();
    disk.apply({ kind: 'create', path: '/shop/a' });
    disk.apply({ kind: 'write', path: '/shop/a', offset: 0, bytes: sectors('abc') });
    disk.apply({ kind: 'sync', path: '/shop/a' });
    expect(leftOf(disk, '/shop/a')).toEqual(new Set(['abc']));
    disk.apply({ kind: 'write', path: '/shop/a', offset: 512, bytes: sectors('XY') });
    expect(leftOf(disk, '/shop/a')).toEqual(new Set(['abc', 'aXc', 'abY', 'aXY']));
    disk.apply({ kind: 'sync', path: '/shop/a' });
    disk.apply({ kind: 'truncate', path: '/shop/a', size: 512 });
    expect(leftOf(disk, '/shop/a')).toEqual(new Set(['aXY', 'a']));
  });

  it('may let an older write win where a newer one was not synced either', () => {
    const disk = new Disk();
    disk.apply({ kind: 'write', path: '/shop/a', offset: 0, bytes: sectors('1') });
    disk.apply({ kind: 'write', path: '/shop/a', offset: 0, bytes: sectors('2') });
    disk.apply({ kind: 'sync', path: '/shop' });
    expect(leftOf(disk, '/shop/a')).toEqual(new Set(['', '1', '2']));
  });

  it('is sure of a name, new or gone, only once the file or its folder was synced', () => {
    const disk = new Disk();
    disk.apply({ kind: 'create', path: '/shop/a' });
    expect(leftOf(disk, '/shop/a')).toEqual(new Set(['gone', '']));
    disk.apply({ kind: 'sync', path: '/shop' });
    expect(leftOf(disk, '/shop/a')).toEqual(new Set(['']));
    disk.apply({ kind: 'unlink', path: '/shop/a' });
    expect(leftOf(disk, '/shop/a')).toEqual(new Set(['gone', '']));
    disk.apply({ kind: 'sync', path: '/shop' });
    expect(leftOf(disk, '/shop/a')).toEqual(new Set(['gone']));
  });
});

describe('the recording', () => {
  const hex = (text: string): string => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

  it('reads every call on the folder, and leaves failed ones and other files out', () => {
    const log = [
      `openat(AT_FDCWD</x>, "${hex('/shop/a')}", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 7<${hex('/shop/a')}>`,
      `openat(AT_FDCWD</x>, "${hex('/shop/b')}", O_RDONLY) = -1 ENOENT (No such file or directory)`,
      `pwrite64(7<${hex('/shop/a')}>, "${hex('hi')}", 2, 512) = 2`,
      `pwrite64(8<${hex('/elsewhere')}>, "${hex('hi')}", 2, 512) = 2`,
      `fdatasync(7<${hex('/shop/a')}>) = 0`,
      `unlink("${hex('/shop/a')}") = 0`,
    ].join('\n');
    expect(readRecording(log, '/shop')).toEqual([
      { kind: 'create', path: '/shop/a' },
      { kind: 'write', path: '/shop/a', offset: 512, bytes: Buffer.from('hi') },
      { kind: 'sync', path: '/shop/a' },
      { kind: 'unlink', path: '/shop/a' },
    ]);
  });

  it('refuses a call that it cannot read', () => {
    expect(() => readRecording(`pwrite64(7<${hex('/shop/a')}>, "${hex('hi')}"..., 2000, 512) = 2000`, '/shop')).toThrow(
      'cannot read',
    );
  });
});
