import { describe, expect, it } from 'vitest';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { cutPower, type PowerCuts, whyNoPowerCuts } from './power-cut.ts';

const obstacle = whyNoPowerCuts();
if (obstacle !== undefined) console.error(`\n!!! SKIPPED: the power cuts: ${obstacle} !!!\n`);
if (obstacle !== undefined && process.env['CI'] && process.platform === 'linux')
  throw new Error(`With CI set the power cuts must be simulated on Linux: ${obstacle}`);

const say = (mode: string, { cuts, lost, broken, worstLoss }: PowerCuts): void => {
  console.log(
    `synchronous=${mode}: of ${cuts} power cuts ${lost} lost what was acknowledged (at most ${worstLoss}), ${broken} broke the file`,
  );
};

describe.skipIf(obstacle !== undefined)(
  `a power cut${obstacle === undefined ? '' : ` (left out: ${obstacle})`}`,
  { timeout: PROOF_TIMEOUT_MS },
  () => {
    const seed = announceSeed('power cuts');

    it('loses nothing that was acknowledged', async () => {
      const result = await cutPower('FULL', SCALE.powerCuts, seed);
      say('FULL', result);
      expect(result.findings).toEqual([]);
      expect(result).toMatchObject({ lost: 0, broken: 0 });
    });

    it('would lose sales with synchronous=NORMAL, so the proof can fail', async () => {
      const result = await cutPower('NORMAL', SCALE.weakerPowerCuts, seed);
      say('NORMAL', result);
      expect(result.lost).toBeGreaterThan(0);
      expect(result.broken).toBe(0);
    });

    it('would break the file or lose sales with synchronous=OFF', async () => {
      const result = await cutPower('OFF', SCALE.weakerPowerCuts, seed);
      say('OFF', result);
      expect(result.lost + result.broken).toBeGreaterThan(0);
    });
  },
);
