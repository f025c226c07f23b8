/** Of times in milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export const spread = (times: readonly number[]): Spread => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
};

/** One figure beside its floor. */
export interface Figure {
  readonly name: string;
  /** What ours and the floor are measured in. */
  readonly unit: 'ms' | 's' | 'MB' | 'tasks';
  readonly ours: number;
  /** null: the target is a number and not a ratio. */
  readonly floor: number | null;
  readonly target: string;
  readonly meets: boolean;
}

/** A figure that must be at most `most` times its floor. */
export const ratioFigure = (name: string, unit: Figure['unit'], ours: number, floor: number, most: number): Figure => ({
  name,
  unit,
  ours,
  floor,
  target: `≤ ${most}×`,
  meets: ours <= floor * most,
});

/** A figure that must be below `limit`; the floor is there to compare. */
export const limitFigure = (
  name: string,
  unit: Figure['unit'],
  ours: number,
  limit: number,
  floor: number | null = null,
): Figure => ({
  name,
  unit,
  ours,
  floor,
  target: `< ${limit} ${unit}`,
  meets: ours < limit,
});

/** What one call takes, in milliseconds. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/**
 * Measures two things by turns, so that whatever else this machine does falls on both alike.
 * @param warmUp rounds that do not count
 */
export const byTurns = async (
  rounds: number,
  warmUp: number,
  ours: (round: number) => Promise<number>,
  floor: (round: number) => Promise<number>,
): Promise<{ ours: number[]; floor: number[] }> => {
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let round = -warmUp; round < rounds; round += 1) {
    const first = await ours(round + warmUp);
    const second = await floor(round + warmUp);
    if (round < 0) continue;
    times.ours.push(first);
    times.floor.push(second);
  }
  return times;
};

const format = (value: number, unit: Figure['unit']): string =>
  `${value.toFixed(unit === 'tasks' || unit === 'MB' ? 0 : value < 10 ? 2 : 1)} ${unit}`;

export const tableOf = (figures: readonly Figure[]): string => {
  const rows = figures.map(({ name, unit, ours, floor, target, meets }) => [
    name,
    format(ours, unit),
    floor === null ? '' : format(floor, unit),
    floor === null ? '' : `${(ours / floor).toFixed(2)}×`,
    target,
    meets ? 'meets' : 'MISSES',
  ]);
  const head = ['figure', 'ours', 'floor', 'ratio', 'target', ''];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
